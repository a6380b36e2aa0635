"""The review beside a document: the pane, the form of the item, and what else can be done with a candidate."""
