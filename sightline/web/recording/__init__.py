"""Recording what no file carries: a meeting, an extension, a pause, an exemption; and taking one back."""
