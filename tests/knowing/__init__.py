"""What each load tells otherwise than those before it."""
