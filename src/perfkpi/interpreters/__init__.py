"""Floor 1, one storey up: the interpreters of the language, one for each meaning. They do not know the model."""
