"""Questions that the articles can answer."""
