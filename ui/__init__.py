"""The desktop app: shows and asks, and never calculates."""
