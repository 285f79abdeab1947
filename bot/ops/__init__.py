"""What the bot keeps and tells for whoever runs it."""
