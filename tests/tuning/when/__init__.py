"""Measures how well time is understood, in questions and in articles."""
