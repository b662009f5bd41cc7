"""What changes a programme after it was issued, what ends it, and which dispatch carries out which."""
