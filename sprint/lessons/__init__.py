"""The material of the days: one folder each, no engine code."""
