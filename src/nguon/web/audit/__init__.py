"""The action log: append-only, hash-chained."""
