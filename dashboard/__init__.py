"""The screen of Hengbi: it knows the data set and no report."""
