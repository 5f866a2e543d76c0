"""The five lessons: what each asks of an initiative, and what it finds."""
