"""What is no error of a scorecard and still worth mending, each told once."""
