"""Duties × directory → tasks for real bodies."""
