"""What the bot remembers, in one SQLite file."""
