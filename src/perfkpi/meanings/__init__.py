"""Floor 1, one storey up: the meanings of the language. They know the language, never the model."""
