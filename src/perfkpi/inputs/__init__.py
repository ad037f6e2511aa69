"""What is read: the cells of one person and the columns of a table, as figures with what is wrong about them."""
