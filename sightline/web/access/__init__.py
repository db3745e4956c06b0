"""The access log: who looked at what, when and why. Lines are only added, each chained to the one before."""
