"""Tables: item models that adapt pure rows, and the view around them."""
