"""What stands around the matrix for whoever rates: what its looks mean, what its keys do, what is hidden and why."""

from __future__ import annotations

from markupsafe import Markup

from equipoise.web.labels import Say


def hidden_markup(say: Say) -> Markup:
    """Why an item that is not fully rated does not show what it does."""
    return Markup('<div class="blind"><b>{}</b> {}</div>').format(
        say("Weight hidden."),
        say("Rate all scenarios to see what the item does. Seeing the effect first bends ratings."),
    )


def looks_markup(say: Say) -> Markup:
    """What the looks of a cell mean."""
    return Markup(
        '<p class="key"><span><i class="p2"></i>{}</span><span><i class="n2"></i>{}</span>'
        '<span>{}</span><span><i class="u"></i>{}</span></p>'
    ).format(
        say("likelier, dB"),
        say("less likely, dB"),
        say("0: rated, tells nothing"),
        say("unassessed: counts nothing, listed"),
    )


def keys_markup(say: Say) -> Markup:
    """What the keys of the keyboard do."""
    keys = (
        (("J", "K"), say("item")),
        (("↑", "↓"), say("row")),
        (("1–7",), say("rate")),
        (("U",), say("leave open")),
        (("W",), say("why")),
        (("Z",), say("undo")),
        (("/",), say("filter")),
    )
    return Markup("").join(
        Markup("<span>{} {}</span>").format(
            Markup(" ").join(Markup("<kbd>{}</kbd>").format(key) for key in pressed), does
        )
        for pressed, does in keys
    )
