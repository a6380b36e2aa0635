"""What must hold between the fields of a case, one concept a file; `case.check` runs them all."""
