"""Time: which days the words of a text mean."""
