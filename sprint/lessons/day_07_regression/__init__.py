"""Day 7: a linear regression from a table to an honest verdict."""
