"""Finds the sentences in a body of articles that answer a question: lexical, extractive, offline."""
