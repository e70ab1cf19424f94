"""Linking: which indicator a number states, for which area and period, or why none."""
