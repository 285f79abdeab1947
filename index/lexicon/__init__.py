"""Names and words across languages: what a question's words are called in the articles' language."""
