"""Whether a day's work holds: what a check is, and what it asks about.

A lesson takes its words from `sprint.checks.api` and from nowhere else in here.
"""
