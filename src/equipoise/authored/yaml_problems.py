"""What the YAML parser complains of, in plain words, and what to do about it."""

from __future__ import annotations

# Fragment of what libyaml or PyYAML says: what is wrong, what to do. The first fragment found counts.
_IN_PLAIN_WORDS = (
    ("nesting depth", "the nesting is deeper than 40 levels", "make it flatter"),
    ("tab character", "a tab indents the line", "indent with spaces"),
    (
        "mapping values are not allowed",
        "a colon is out of place",
        "put text that holds a colon in quotes, or see whether the indentation fits",
    ),
    (
        "could not find expected ':'",
        "a name stands here without a colon and value",
        "write name: value, or indent it as part of the text above",
    ),
    (
        "block sequence entries are not allowed",
        "a dash is out of place",
        'write a lone dash in quotes ("-"); start a list on a line of its own',
    ),
    ("did not find expected ',' or ']'", "a list [ ... ] is not closed, or lacks a comma", "add the ] or the comma"),
    ("expected ',' or ']'", "a list [ ... ] is not closed, or lacks a comma", "add the ] or the comma"),
    ("did not find expected ',' or '}'", "a mapping { ... } is not closed, or lacks a comma", "add the } or the comma"),
    ("expected ',' or '}'", "a mapping { ... } is not closed, or lacks a comma", "add the } or the comma"),
    (
        "did not find expected '-'",
        "this line does not belong to the list above it",
        "start it with a dash, or mend its indentation",
    ),
    (
        "did not find expected key",
        "this does not fit the mapping above it",
        "mend its indentation, or put the text before it in quotes",
    ),
    (
        "expected <block end>",
        "this does not fit what is above it",
        "mend its indentation, or put the text before it in quotes",
    ),
    ("did not find expected node content", "a value is missing", "write one, or take out the comma or bracket"),
    ("expected the node content", "a value is missing", "write one, or take out the comma or bracket"),
    ("found unexpected end of stream", "a quote is opened and never closed", "close it"),
    ("found unexpected document indicator", "a quote is opened and never closed", "close it"),
    (
        "unknown escape character",
        "a backslash in double quotes is followed by an unknown letter",
        "use single quotes, or write the backslash twice",
    ),
    (
        "expected escape sequence",
        "a backslash in double quotes is followed by too few digits",
        "use single quotes, or write the backslash twice",
    ),
)

_STARTS = {
    "\t": ("a tab indents the line", "indent with spaces"),
    "@": ("text cannot start with @", "put it in quotes"),
    "`": ("text cannot start with a backtick", "put it in quotes"),
    "%": ("text cannot start with %", "put it in quotes"),
}


def in_plain_words(complaint: str, character: str) -> tuple[str, str]:
    """Say what is wrong and what to do about it.

    Args:
        complaint: What the parser says.
        character: The character that it stands at; empty at the end of the text.
    """
    if "cannot start any token" in complaint and character in _STARTS:
        return _STARTS[character]
    for fragment, problem, mend in _IN_PLAIN_WORDS:
        if fragment in complaint:
            return problem, mend
    return complaint, "compare the line with its neighbours"
