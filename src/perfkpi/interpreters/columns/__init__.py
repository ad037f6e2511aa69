"""The meaning of a scorecard for many people at once: columns of doubles, every decision proved."""
