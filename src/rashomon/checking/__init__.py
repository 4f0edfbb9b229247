"""A summary against articles: how well each of its sentences is supported, and what is missing."""
