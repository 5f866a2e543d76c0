"""What the page of decisions is made of."""
