"""What a learner or an author can do: one verb, one file; each returns a value and prints nothing."""
