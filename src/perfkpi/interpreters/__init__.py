"""Floor 1, one storey up: the interpreters of the language, one for each meaning. They know the language, never the model."""
