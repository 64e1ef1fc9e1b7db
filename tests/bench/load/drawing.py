"""Memory over time as a picture: SVG that says what it shows to whoever does not see it, in light and in dark. Pure."""

import math
from collections.abc import Mapping, Sequence
from typing import Final

WIDTH: Final = 720
HEIGHT: Final = 320
LEFT, RIGHT, TOP, BOTTOM = 64, 16, 56, 44
_STEP: Final = 100  # MB: what stands at the lines across is round
DASHES: Final = ("", "6 4", "2 3", "10 3 2 3")  # told apart without colour too

_STYLE: Final = """
  text { font: 13px system-ui, sans-serif; fill: #16242f } .m { text-anchor: middle } .e { text-anchor: end }
  polyline, line { fill: none; stroke-width: 2 } .grid { stroke: #d8d3c7; stroke-width: 1 }
  .s0 { stroke: #0b5784 } .s1 { stroke: #b36b00 } .s2 { stroke: #4b5b68 } .s3 { stroke: #7a3d8c }
  @media (prefers-color-scheme: dark) {
    svg { background: #16202a } text { fill: #eaf0f4 } .grid { stroke: #33434f }
    .s0 { stroke: #7cc0ea } .s1 { stroke: #f0b35a } .s2 { stroke: #a9b8c4 } .s3 { stroke: #d9a8e8 }
  }
"""


def curves(title: str, series: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Curves of (seconds, MB), up to four; the time across is in minutes."""
    points = [point for samples in series.values() for point in samples]
    last, greatest = max(at for at, _ in points), _STEP * math.ceil(1.05 * max(value for _, value in points) / _STEP)
    drawn = [_grid(share, greatest) for share in (0.0, 0.5, 1.0)]
    drawn += [_minute(share, last) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    for number, (name, samples) in enumerate(series.items()):
        drawn.append(_curve(number, samples, last, greatest))
        drawn.append(_legend(number, name))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-label="{title}">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n" + "\n".join(drawn) + "\n"
        f'<text x="8" y="16">MB, resident</text>'
        f'<text class="m" x="{(WIDTH + LEFT) / 2}" y="{HEIGHT - 8}">minutes</text>\n</svg>\n'
    )


def _curve(number: int, samples: Sequence[tuple[float, float]], last: float, greatest: float) -> str:
    points = " ".join(f"{_x(at / last):.1f},{_y(value / greatest):.1f}" for at, value in samples)
    return f'<polyline class="s{number}" stroke-dasharray="{DASHES[number]}" points="{points}"/>'


def _legend(number: int, name: str) -> str:
    x = LEFT + number * 165
    line = f'<line class="s{number}" stroke-dasharray="{DASHES[number]}" x1="{x}" x2="{x + 30}" y1="36" y2="36"/>'
    return f'{line}<text x="{x + 36}" y="40">{name}</text>'


def _grid(share: float, greatest: float) -> str:
    y = _y(share)
    line = f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
    return f'{line}<text class="e" x="{LEFT - 8}" y="{y + 4}">{share * greatest:.0f}</text>'


def _minute(share: float, last: float) -> str:
    return f'<text class="m" x="{_x(share)}" y="{HEIGHT - 26}">{share * last / 60:.3g}</text>'


def _x(share: float) -> float:
    return LEFT + share * (WIDTH - LEFT - RIGHT)


def _y(share: float) -> float:
    return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM)
