"""The pages people come for: for each a pure service, a view of about ten lines and a template."""
