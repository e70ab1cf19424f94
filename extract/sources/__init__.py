"""Sources: the cards of districts and reports, checked, written and corrected."""
