"""Dispatches: receiving, reading, checking, who is meant."""
