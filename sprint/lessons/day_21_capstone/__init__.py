"""Day 21: something of your own from raw rows to an answer over HTTP, and a look back at three weeks."""
