"""Day 14: choosing a model's settings by cross-validation, with everything that learns inside the pipeline."""
