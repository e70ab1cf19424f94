"""Comparing: observations from mentions, and whether two of them may stand side by side."""
