"""Puts the index's answers into chats: handlers choose nothing, they ask the index and render what it returns."""
