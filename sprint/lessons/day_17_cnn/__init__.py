"""Day 17: a convolutional network for clothes, saved, loaded elsewhere, and asked about its mistakes."""
