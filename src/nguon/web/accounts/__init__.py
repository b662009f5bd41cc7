"""People, their roles, signing in."""
