"""Numbers: a text read as one script and width, every number of it, its kind, value and unit."""
