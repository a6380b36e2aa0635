"""A brief before it has a form: one document of typed blocks, one file a section, laid out by every renderer alike."""
