"""Evidence of other forms in, and out to other forms, with a report of what a form cannot hold."""
