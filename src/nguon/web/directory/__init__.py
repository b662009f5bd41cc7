"""Bodies as the programmes use them, and phrases settled once for good."""
