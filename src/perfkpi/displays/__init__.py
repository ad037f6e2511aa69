"""What all displays have in common: the language that was chosen, words, aligned text, and escaped HTML."""
