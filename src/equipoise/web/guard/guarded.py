"""The guard around an application: forms to sign in, the door, and the gate before it."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import FastAPI

from equipoise.web.guard.door import Door, Keys
from equipoise.web.guard.gate import Gate
from equipoise.web.guard.login import SignIn
from equipoise.web.guard.registry import AccountBook

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
"""Names under which a workbench on this machine may be asked for."""


def guard(application: FastAPI, *, hosts: Sequence[str] = LOOPBACK, keys: Keys | None = None) -> None:
    """Put an application behind the guard; to be called before anything is mounted at its root.

    Args:
        application: What is guarded, with all that is mounted in it.
        hosts: Names under which it may be asked for.
        keys: What opens its door; None leaves it open to whoever passes the gate.
    """
    if keys is not None:
        if isinstance(keys.registry, AccountBook):
            SignIn(keys.registry, keys).add_to(application)
        application.add_middleware(Door, keys=keys)
    application.add_middleware(Gate, hosts=tuple(hosts))
