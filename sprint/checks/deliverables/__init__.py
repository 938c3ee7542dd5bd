"""What a day leaves beside the notebook: programs, servers, tables, pages of Markdown."""
