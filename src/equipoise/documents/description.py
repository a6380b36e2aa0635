"""What is known of a document: its title, authors, publisher and dates."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from equipoise.calendar import CoarseDate


@dataclass(frozen=True)
class Description:
    """What a person, a file or the head of a text says of a document; what is not said is None or empty.

    Attributes:
        title: Its title.
        authors: Who wrote it, in their order.
        publisher: Who published it.
        published: When it was published, as precisely as it is known.
        url: Where it can be read.
        made: Day on which the file says it was made; never a date of publication.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: CoarseDate | None = None
    url: str | None = None
    made: date | None = None

    def or_else(self, other: Description) -> Description:
        """This description, with what it does not say taken from another."""
        return Description(**{one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)})

    def beyond(self, other: Description) -> tuple[str, ...]:
        """Names of what this says and the other does not."""
        return tuple(one.name for one in fields(self) if getattr(self, one.name) and not getattr(other, one.name))
