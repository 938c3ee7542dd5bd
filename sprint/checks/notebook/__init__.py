"""What a notebook holds: functions, figures, prose, source; each asked about in the terms of its kind."""
