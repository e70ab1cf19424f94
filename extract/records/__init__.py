"""Records: what the indicators are, and the wording that states them."""
