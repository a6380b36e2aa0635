"""What the commands share that run a case several times over."""

from __future__ import annotations

from typing import Annotated

import typer

FewParticles = Annotated[
    int | None,
    typer.Option(
        "--particles",
        metavar="N",
        min=1,
        help="How many settings of the parameters are drawn: more are slower and less noisy. Default: 512.",
    ),
]


def few(particles: int | None) -> int:
    """The number asked for, else few enough to run a case several times over."""
    from equipoise.inference.posterior import INTERACTIVE_PARTICLES

    return INTERACTIVE_PARTICLES if particles is None else particles
