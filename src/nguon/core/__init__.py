"""What every floor stands on: errors, provenance, text, registry, vocabulary, calendar."""
