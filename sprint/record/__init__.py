"""The record: what happened on which day, kept append-only, and the progress that follows from it."""
