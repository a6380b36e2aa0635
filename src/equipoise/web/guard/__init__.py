"""Who may ask, from where, and how much: what stands between a request and the workbench."""
