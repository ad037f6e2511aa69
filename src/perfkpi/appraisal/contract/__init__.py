"""Results as plain data: what stands in them is declared once, for who writes them and for who checks them."""
