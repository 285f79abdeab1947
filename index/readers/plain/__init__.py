"""Plain text, as people write it."""
