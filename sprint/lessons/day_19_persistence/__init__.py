"""Day 19: a model as a file that answers the same elsewhere, that nobody can swap unseen, and the time it takes."""
