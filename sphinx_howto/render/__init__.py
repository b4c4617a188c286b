"""Stage: a finished how-to becomes Markdown, a dictionary or docutils nodes."""
