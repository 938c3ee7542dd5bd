"""Day 4: chance by simulation, and what a sample can say about the world it came from."""
