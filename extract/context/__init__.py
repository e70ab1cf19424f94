"""Context: what is said of a number: of what, of whom, when, reached or planned, level or change."""
