"""Day 13: a map of handwritten digits with t-SNE, its dense groups with DBSCAN, and what PCA shows instead."""
