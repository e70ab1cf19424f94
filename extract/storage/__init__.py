"""Storage: the data set: its tables, its file, what is asked of it, where it lies."""
