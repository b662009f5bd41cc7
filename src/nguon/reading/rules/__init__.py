"""Rules: lines → values, one part of a document a file."""
