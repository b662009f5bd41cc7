"""Stored files: one door to the folder or the S3 bucket in which they lie."""
