"""Numbers and dates by what they mean, in two languages."""
