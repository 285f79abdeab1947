"""From ranked windows to an answer."""
