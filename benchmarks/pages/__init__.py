"""Pages that show one bar chart and one choice and nothing else, to measure the dashboard by."""
