"""Day 18: a pretrained network, frozen bit for bit, a new head for twenty images, and a map of where it looks."""
