"""The library: one SQLite file with captures and the articles made from them."""
