"""Nguồn reads official Vietnamese dispatches, finds who must do what by when, and plans it for real bodies."""

__version__ = "0.1.0"
