"""Records: many answers, events or months of one subject, reduced exactly to the measures that a scorecard reads."""
