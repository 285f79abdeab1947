"""Markdown of every habit."""
