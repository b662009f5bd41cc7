"""Programmes: duties, tasks and what happens to them."""
