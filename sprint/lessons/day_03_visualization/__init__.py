"""Day 3: one chart with each of three libraries, and a gallery that shows them."""
