"""Addresses to captures, politely, within bounds, and never inside the network."""
