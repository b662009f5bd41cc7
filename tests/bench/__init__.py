"""Figures as ratios taken in one run on the same files: ``make bench``."""
