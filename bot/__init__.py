"""Shows the index's answers in chats. Handlers decide nothing: they ask the index and render what it returns."""
