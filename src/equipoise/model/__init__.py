"""A case as arrays with named axes."""
