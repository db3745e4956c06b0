"""The lists an inspector asks for, drawn from the same stories on the last day of the files."""
