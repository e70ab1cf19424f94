"""Checking: figures that follow from others, and what cannot be right."""
