"""The embedded store: one tantivy index, in which articles, passages and coverage are documents of the same commit."""
