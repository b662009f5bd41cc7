"""Notices in the application and by mail: what happened, what is due, once."""
