"""What many answers, raters and periods say of one person, before it is scored."""
