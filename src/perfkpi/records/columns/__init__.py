"""Records in columns: those of all subjects at once, reduced to the digits of ``reduce_records``."""
