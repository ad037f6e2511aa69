"""What the parts of the model are called where a person reads of them, in English and Chinese."""
