"""What the person who runs a server needs: backup, restore, a check of the whole."""
