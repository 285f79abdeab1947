"""What texts mean, as vectors: a Protocol, and a library a file."""
