"""What proves that rows in doubt lie on an edge."""
