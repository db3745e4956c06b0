"""People, their roles, the ties of workers and teams in the files to them, and what follows: who may see whom."""
