"""Bytes → pages → lines → Document."""
