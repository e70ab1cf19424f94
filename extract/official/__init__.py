"""Official figures from statistics tables, to stand beside what reports say."""
