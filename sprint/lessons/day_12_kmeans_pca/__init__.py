"""Day 12: K-means and PCA on Iris."""
