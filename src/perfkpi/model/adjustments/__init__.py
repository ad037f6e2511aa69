"""What is done to a running score after its items are added up, one file per family, in the order that is declared."""
