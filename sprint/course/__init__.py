"""The curriculum and the lessons: what each day asks, and the material it is taught with."""
