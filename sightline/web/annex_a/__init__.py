"""Annex A: what an inspection asks for, what in it cannot be vouched for, and the workbook."""
