"""What axe objects to on a page: every rule of WCAG 2.2 A and AA that it knows, and its advice beyond them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

AXE: Final = Path(__file__).parents[2] / "extension" / "node_modules" / "axe-core" / "axe.min.js"
TAGS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A color that is still on its way to another one has a contrast that nobody reads.
RUN: Final = """async (tags) => {
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  return axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
}"""


def violations(evaluate: Callable[..., Any]) -> list[str]:
    """What axe objects to, each with the elements that it means. `evaluate` runs a function in the page."""
    evaluate(f"() => {{ {AXE.read_text(encoding='utf-8')} }}")
    found: list[dict[str, Any]] = evaluate(RUN, TAGS)["violations"]
    return [f"{it['id']}: {[node['html'] for node in it['nodes']]}" for it in found]
