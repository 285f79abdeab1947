"""What a text is, without articles or questions."""
