"""Numbers so large that products of a few of them would overflow are refused, never turned into nonsense."""

from __future__ import annotations

from equipoise.case.schema import Between, LogNormal, Normal
from equipoise.errors import Finding, InvalidCaseError

# No weight, time or log-odds means anything near it, and a product of ten still has a place among the numbers.
LARGEST = 1e30


def refuse_beyond(path: str, written: float | str | Between | Normal | LogNormal) -> None:
    """Refuse a number beyond ±1e30.

    Raises:
        InvalidCaseError: If it is.
    """
    value = max(_numbers(written), key=abs, default=0.0)
    if abs(value) > LARGEST:
        finding = Finding(
            "", 0, 0, path, f"{value:g} is too large to compute with", f"write a number between ±{LARGEST:g}"
        )
        raise InvalidCaseError(f"the case has an error: {finding}", [finding])


def _numbers(written: float | str | Between | Normal | LogNormal) -> tuple[float, ...]:
    if isinstance(written, str):
        return ()
    if isinstance(written, Between):
        return written.low, written.high
    if isinstance(written, Normal):
        return written.mean, written.sd
    if isinstance(written, LogNormal):
        return written.median, written.spread
    return (float(written),)
