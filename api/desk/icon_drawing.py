"""A drawing that stands for a favicon whose digest is all that was kept: the same digest, the same drawing. Pure."""

from typing import Final

from markupsafe import Markup

_SIDE: Final = 5
_HALF: Final = 3  # the other half mirrors it, so that two drawings are told apart at a glance
_HUES: Final = 6


def drawing(icon: int) -> Markup:
    """An SVG of five by five squares for a favicon's MurmurHash3 (a signed number of 32 bits). It has no text."""
    bits = icon & 0xFFFFFFFF
    filled = [(x, y) for y in range(_SIDE) for x in range(_SIDE) if bits >> (y * _HALF + min(x, _SIDE - 1 - x)) & 1]
    squares = "".join(f'<rect x="{x}" y="{y}" width="1" height="1"/>' for x, y in filled)
    hue = (bits >> (_SIDE * _HALF)) % _HUES
    # Digits are all that is put into it.
    return Markup(  # noqa: S704
        f'<svg class="icon hue-{hue}" viewBox="-1 -1 7 7" width="42" height="42" aria-hidden="true">{squares}</svg>'
    )
