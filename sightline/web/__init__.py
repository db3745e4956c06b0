"""The web app: view → page service → template. No SQL and no date arithmetic in views."""
