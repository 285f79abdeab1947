"""What `citebot add` does: web pages and files become articles."""
