"""Floor 2: the model. Immutable values that lower themselves to expressions of the language."""
