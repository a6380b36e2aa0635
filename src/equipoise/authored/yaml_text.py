"""Read YAML text into plain data, with the place of every key and value.

The language is a small part of YAML: mappings, lists, text, numbers, true, false, null. No aliases, no tags, one
document. What is wrong becomes a finding, never an exception.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from equipoise.authored.lines import BYTE_ORDER_MARK, Lines
from equipoise.authored.scalars import read_plain
from equipoise.authored.yaml_problems import in_plain_words
from equipoise.errors import Finding

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 40

Path = tuple[str | int, ...]


@dataclass(slots=True)
class Node:
    """Where a value stands in its text, as indices of characters.

    Attributes:
        start: First character of the value.
        end: One past its last character. A block mapping, a block list or a block of text ends where the next thing
            starts, comments in between included.
        style: Of a scalar, its quotes or `|` or `>`, empty for a plain one; of a collection, `flow` or `block`.
        key_start: First character of the key, quotes included; -1 for what has no key.
        key_end: One past the last character of the key.
        children: By key or index; None for a scalar.
    """

    start: int
    end: int = -1
    style: str = ""
    key_start: int = -1
    key_end: int = -1
    children: dict[str, Node] | list[Node] | None = None


@dataclass(frozen=True)
class YamlDocument:
    """A YAML text that was read.

    Attributes:
        file: Name of the file, as the person would open it.
        text: The text itself.
        data: Plain data; None where the text is empty or could not be read.
        findings: What is wrong with the text, in order.
        root: Where everything stands; None where `data` is None.
        doubtful: Paths of values that a finding speaks of already: what is there is not what was written.
    """

    file: str
    text: str
    data: Any = None
    findings: tuple[Finding, ...] = ()
    root: Node | None = None
    doubtful: frozenset[Path] = frozenset()

    def node(self, path: Sequence[str | int]) -> Node | None:
        """The node at a path; None where nothing is there."""
        node, steps = self._deepest(path)
        return node if steps == len(path) else None

    def position(self, path: Sequence[str | int], *, key: bool = False) -> tuple[int, int]:
        """Line and column, from 1, of the value at a path, or of the deepest value above it that exists.

        Args:
            path: Keys and indices from the root.
            key: Whether to give the place of the key instead of the value; ignored where there is no key.
        """
        node, _ = self._deepest(path)
        if node is None:
            return 1, 1
        return self.lines.place(node.key_start if key and node.key_start >= 0 else node.start)

    def dotted(self, path: Sequence[str | int]) -> str:
        """A path in words: steps joined by dots, an entry of a list by its `id` where it has one."""
        return _dotted(self.data, path)

    @cached_property
    def lines(self) -> Lines:
        """The lines of the text."""
        return Lines(self.text)

    def _deepest(self, path: Sequence[str | int]) -> tuple[Node | None, int]:
        node = self.root
        for steps, step in enumerate(path):
            below = _child(node.children, step) if node is not None else None
            if below is None:
                return node, steps
            node = below
        return node, len(path)


def read_yaml(text: str, *, file: str) -> YamlDocument:
    """Read a YAML text.

    Args:
        text: The text; a byte order mark at its start is passed over.
        file: Name of the file, for findings.
    """
    reader = _Reader(text, file)
    refusal = _refuse_unread(text)
    if refusal is not None:
        reader.note(*refusal)
    else:
        reader.read()
    return reader.document()


def _refuse_unread(text: str) -> tuple[int, str, str] | None:
    if len(text) > MAX_BYTES or len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        return 0, "the file is larger than 16 MiB", "split it, or take out what does not belong in it"
    unwritable = _UNREADABLE.search(text, 1 if text.startswith(BYTE_ORDER_MARK) else 0)
    if unwritable:
        code = ord(unwritable.group())
        return unwritable.start(), f"the character U+{code:04X} cannot stand in YAML", "take it out"
    return None


# YAML 1.1, section 5.1: what a reader must accept is anything else.
_UNREADABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


@dataclass(slots=True)
class _Open:
    """A mapping or list that is being read."""

    node: Node
    data: Any
    wants_key: bool
    key: str | None = None
    key_start: int = -1
    key_end: int = -1


class _Reader:
    """Builds data and nodes from the events of the parser, without recursion however deep the text nests."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._offset = len(BYTE_ORDER_MARK) if text.startswith(BYTE_ORDER_MARK) else 0
        self._lines = Lines(text)
        self._notes: list[tuple[int, str, str, Path]] = []
        self._doubtful: set[Path] = set()
        self._open: list[_Open] = []
        self._data: Any = None
        self._root: Node | None = None

    def read(self) -> None:
        """Take in the whole text, as far as it can be read."""
        try:
            for event in self._events():
                if not self._take(event):
                    self._root = None
                    return
        except yaml.MarkedYAMLError as error:
            self._root = None
            self._note_syntax(error)

    def note(self, index: int, problem: str, mend: str, path: Path = ()) -> None:
        """Remember something that is wrong."""
        self._notes.append((index, problem, mend, path))

    def document(self) -> YamlDocument:
        """What was read."""
        data = self._data if self._root is not None else None
        return YamlDocument(
            file=self._file,
            text=self._text,
            data=data,
            findings=tuple(
                Finding(self._file, *self._lines.place(index), _dotted(data, path), problem, mend)
                for index, problem, mend, path in self._notes
            ),
            root=self._root if data is not None else None,
            doubtful=frozenset(self._doubtful),
        )

    def _events(self) -> Iterator[Any]:
        # The parser in C is some ten times faster than the one in Python, which PyYAML has where it was built without.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        events: Iterator[Any] = yaml.parse(self._text[self._offset :], Loader=loader)
        return events

    def _take(self, event: Any) -> bool:
        """Take in one event; False where nothing after it can be read."""
        start = self._index(event.start_mark)
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event, start)
        elif isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
            return self._take_start(event, start)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            closed = self._open.pop()
            closed.node.end = self._index(event.end_mark)
            self._add(closed.data, closed.node)
        elif isinstance(event, yaml.AliasEvent):
            self._doubt(start, "an alias (*name) stands here", "write the value itself; aliases are not read")
            self._add(None, Node(start, self._index(event.end_mark)))
        elif isinstance(event, yaml.DocumentStartEvent) and self._root is not None:
            self.note(start, "a second document starts here", "keep one document in a file")
            return False
        return True

    def _take_start(self, event: Any, start: int) -> bool:
        if len(self._open) == MAX_DEPTH:
            self.note(start, f"the nesting is deeper than {MAX_DEPTH} levels", "make it flatter", self._path())
            return False
        self._note_properties(event, start)
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        node = Node(start, style="flow" if event.flow_style else "block", children={} if is_mapping else [])
        self._open.append(_Open(node, {} if is_mapping else [], wants_key=is_mapping))
        return True

    def _take_scalar(self, event: Any, start: int) -> None:
        self._note_properties(event, start)
        end = self._index(event.end_mark)
        if self._open and self._open[-1].wants_key:
            self._take_key(self._open[-1], event.value, start, end)
            return
        value = event.value
        if not event.style:
            try:
                value = read_plain(value)
            except ValueError as error:
                self._doubt(start, str(error), "write a finite number")
        self._add(value, Node(start, end, event.style or ""))

    def _take_key(self, above: _Open, key: str, start: int, end: int) -> None:
        """Keys are text as written: `2022`, `true` and `0` name things too."""
        above.wants_key = False
        above.key, above.key_start, above.key_end = key, start, end
        first = _child(above.node.children, key)
        if not key:
            self.note(start, "a name is missing before the colon", "write one", self._path()[:-1])
            above.key = None
        elif first is not None:
            line, column = self._lines.place(first.key_start)
            self.note(start, f"{key!r} is given twice, first at {line}:{column}", "keep one of them", self._path())
            above.key = None

    def _add(self, value: Any, node: Node) -> None:
        """Put a finished value into what is open above it."""
        if not self._open:
            self._data, self._root = value, node
            return
        above = self._open[-1]
        if isinstance(above.node.children, list):
            above.data.append(value)
            above.node.children.append(node)
        elif above.wants_key:
            above.wants_key, above.key = False, None
            self.note(node.start, "a list or mapping stands where a name should", "write a name", self._path())
        elif above.node.children is not None:
            above.wants_key = True
            if above.key is not None:
                node.key_start, node.key_end = above.key_start, above.key_end
                above.data[above.key] = value
                above.node.children[above.key] = node

    def _note_properties(self, event: Any, start: int) -> None:
        if event.anchor is not None:
            self.note(
                start, f"an anchor (&{event.anchor}) stands here", "take it out; aliases are not read", self._path()
            )
        if event.tag is not None:
            self._doubt(start, f"a tag ({event.tag}) stands here", "take it out; put text in quotes where need be")

    def _doubt(self, index: int, problem: str, mend: str) -> None:
        """Note a finding that makes the value now being read doubtful."""
        self.note(index, problem, mend, self._path())
        self._doubtful.add(self._path())

    def _path(self) -> Path:
        """Path of the value that is being read."""
        steps: list[str | int] = []
        for above in self._open:
            if isinstance(above.data, list):
                steps.append(len(above.data))
            elif above.key is not None and not above.wants_key:
                steps.append(above.key)
        return tuple(steps)

    def _index(self, mark: Any) -> int:
        return int(mark.index) + self._offset if mark is not None else self._offset

    def _note_syntax(self, error: yaml.MarkedYAMLError) -> None:
        mark = error.problem_mark or error.context_mark
        if "quoted scalar" in (error.context or "") and "end of stream" in (error.problem or ""):
            mark = error.context_mark  # where the quote opens helps more than where the file ends
        index = self._index(mark)
        problem, mend = in_plain_words(error.problem or "", self._text[index : index + 1])
        self.note(index, f"this is not valid YAML: {problem}", mend)


def _child(of: Any, step: str | int) -> Any:
    """What is under a key or index; None where nothing is."""
    if isinstance(of, dict):
        return of.get(step)
    if isinstance(of, list) and isinstance(step, int) and 0 <= step < len(of):
        return of[step]
    return None


def _dotted(value: Any, path: Sequence[str | int]) -> str:
    steps = []
    for step in path:
        value = _child(value, step)
        name = value.get("id") if isinstance(step, int) and isinstance(value, dict) else None
        steps.append(name if isinstance(name, str) and name else str(step))
    return ".".join(steps)
