"""The diary: one Markdown file, open to edits by hand; read by its headings, changed by splicing alone."""
