"""What holds for every rule, formula, scorecard and value, as functions that raise where it does not."""
