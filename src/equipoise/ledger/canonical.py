"""One spelling for each JSON value: RFC 8785, the JSON Canonicalization Scheme.

Keys in order of their UTF-16 code units, no white space, numbers as ECMAScript writes them, UTF-8. Two programs that
hold the same record therefore hash the same bytes.
"""

from __future__ import annotations

from typing import Any

import rfc8785


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value.

    Raises:
        ValueError: If it has none: a number that is not finite or an integer beyond 2^53, half a surrogate pair, a key
            that is no text, anything that is not JSON.
    """
    try:
        return rfc8785.dumps(value)
    except UnicodeEncodeError as error:  # which the library lets through for keys alone
        raise ValueError("a key holds half a surrogate pair") from error
