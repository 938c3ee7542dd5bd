"""The command line: one file a verb. Parse, call one use case, draw what it returns, give an exit code."""
