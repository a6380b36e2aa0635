"""The command line: parse, call, show.

`main.py` holds the list of commands and turns every outcome into an exit code; each command is one file in
`commands/`. What a command needs beyond typer and the standard library it imports when it runs, so that
`equipoise --help` stays quick.
"""
