"""Parts of the page of initiatives."""
