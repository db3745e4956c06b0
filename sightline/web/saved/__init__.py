"""Saved filters: addresses of the due list with a name. They hold no rights: each reader sees their own children."""
