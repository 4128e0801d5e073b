"""Parts of screens that have commands of their own: a list and its keys."""
