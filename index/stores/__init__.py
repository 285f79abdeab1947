"""Where passages are kept and searched: a Protocol, and an engine a file."""
