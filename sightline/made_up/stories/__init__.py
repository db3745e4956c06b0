"""The parts a child's story is made of, one module for each service area."""
