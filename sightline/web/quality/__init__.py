"""What is wrong with the data, who can mend it, and how far each figure can be believed."""
