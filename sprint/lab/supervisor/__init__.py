"""Our side: starts the learner's process, watches it, asks it, and takes nothing it says for granted."""
