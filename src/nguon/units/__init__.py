"""Bodies in time, and who a phrase means on a day."""
