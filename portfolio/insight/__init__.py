"""Doubting the answer: what more or less capacity would do, and how sure the plan is."""
