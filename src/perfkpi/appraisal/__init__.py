"""Floor 3: scoring one person exactly, and explaining the score."""
