"""The window: it shows and asks, and never calculates."""
