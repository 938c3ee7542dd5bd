"""What both sides speak: messages, the limits of a run, what is run and how it ran, the process tree."""
