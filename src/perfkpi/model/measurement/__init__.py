"""What is measured, and in which terms: measures, notations, declarations, scales, roundings, and what is missing."""
