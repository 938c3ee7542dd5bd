"""Day 20: the model behind an address: the same answers over HTTP, refusals for what is no row, and the time it takes."""
