"""Rules that rank: among whom, and points by rank, percentile and z-score (R13)."""
