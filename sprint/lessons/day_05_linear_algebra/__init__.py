"""Day 5: matrices as tables to multiply and as movements of the plane."""
