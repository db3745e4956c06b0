"""Lists that should agree: brought, compared, decided child by child, and signed."""
