"""What the workbench knows apart from any page: cases on desks, their changes, long work, who is here."""
