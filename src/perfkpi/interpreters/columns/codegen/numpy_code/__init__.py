"""Code that is a list of ufunc calls on registers."""
