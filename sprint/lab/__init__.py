"""Running code that is not ours: a child process that executes it, and the questions we ask that child."""
