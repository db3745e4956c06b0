"""The first page, by role: the whole service, one team, or one's own week."""
