"""From a file to the articles in it."""
