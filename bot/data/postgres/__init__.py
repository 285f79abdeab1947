"""What several processes on one token share, in PostgreSQL; needs the extra `cluster`."""
