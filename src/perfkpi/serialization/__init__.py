"""Documents: every value of the model as a mapping or a JSON text, and back, without loss."""
