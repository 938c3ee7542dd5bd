"""What a model has learned and from which rows: asked of the model itself, in the learner's process."""
