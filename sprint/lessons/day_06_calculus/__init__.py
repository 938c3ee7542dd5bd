"""Day 6: slopes by hand, by small steps, and by numbers that carry their own."""
