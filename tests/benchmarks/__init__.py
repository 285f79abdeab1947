"""Measurements, each against a named peer in the same run; none is a test, as machines are shared and noisy."""
