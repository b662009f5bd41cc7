"""The command `nguon`, a command a file."""
