"""What runs in the learner's process. Our side starts it by module name and imports none of it."""
