"""From files to one commit of the store."""
