"""Records in columns: the piles of all subjects at once, reduced to the digits of ``reduce_records``."""
