"""The usual causes of exceptions, in words: tables by library, of which the first row that fits is told."""
