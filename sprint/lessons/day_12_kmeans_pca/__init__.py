"""Day 12: groups without answers with k-means, and four measurements in two axes with PCA."""
