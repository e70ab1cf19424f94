"""Layout: what a number is in a table, by its row, column and caption."""
