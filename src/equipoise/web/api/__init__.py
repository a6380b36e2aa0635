"""The API of the workbench: the functions of the command line, with the same JSON, over HTTP."""
