"""Values of every type of the model, and figures for them, as Hypothesis strategies."""
