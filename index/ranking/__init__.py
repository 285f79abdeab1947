"""From the hits of a query to ranked windows."""
