"""What must hold for a scorecard as a whole, one file for each thing that is checked."""
