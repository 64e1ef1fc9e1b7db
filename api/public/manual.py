"""The files of docs/ as pages: where each stands, what it says, and where its links lead.

Rules
- Every Markdown file is a page; a `README.md` is its folder's. `name.fr.md` (or `name-fr.md`) says in French what
  `name.md` says, at the same address.
- A link to a page, a heading, a picture or another file of the folder leads there, or `broken()` tells of it.
- A file outside of the folder is not shown: of a link to it, the words stay.
"""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

BESIDE: Final = {"privacy": "/privacy"}
"""What has a page of its own outside of the manual."""
_NAME: Final = re.compile(r"(?P<name>.+?)(?:[.-](?P<language>en|fr|it|es|de))?\.md")
_ABSOLUTE: Final = re.compile(r"[a-z][a-z0-9+.-]*:")
_PARSER: Final = MarkdownIt("js-default")  # tables, and no HTML of a file's own
_LEAD: Final = 300  # characters


class BrokenLink(ValueError):
    """A link that leads nowhere. `str()` is the link."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of the second level, and the anchor that leads to it."""

    anchor: str
    title: str


@dataclass(frozen=True)
class Document:
    """One file, parsed. `file` is its place in the folder, `address` its page's, without a language."""

    file: PurePosixPath
    address: str
    language: str
    tokens: Sequence[Token]

    @property
    def title(self) -> str:
        """Its first heading."""
        return next(words for level, words in self._headings if level == "h1")

    @property
    def sections(self) -> Sequence[Section]:
        """Its headings of the second level, in their order."""
        found = zip(self._headings, self.anchors, strict=True)
        return [Section(anchor, words) for (level, words), anchor in found if level == "h2"]

    @property
    def lead(self) -> str:
        """Its first paragraph that is no mere link, cut after a word where it is long."""
        paragraphs = (inline for opening, inline in pairwise(self.tokens) if opening.type == "paragraph_open")
        words = next(_words(inline) for inline in paragraphs if not _is_link(inline))
        return words if len(words) <= _LEAD else words[:_LEAD].rpartition(" ")[0] + " …"

    @cached_property
    def anchors(self) -> Sequence[str]:
        """What a link may name after `#`, a heading each: as GitHub makes them; of two alike, the second is counted."""
        made: list[str] = []
        for _, words in self._headings:
            anchor = re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-")
            again = sum(re.fullmatch(rf"{re.escape(anchor)}(-\d+)?", other) is not None for other in made)
            made.append(f"{anchor}-{again}" if again else anchor)
        return made

    @cached_property
    def _headings(self) -> Sequence[tuple[str, str]]:
        return [(one.tag, _words(inline)) for one, inline in pairwise(self.tokens) if one.type == "heading_open"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a link leads: an address; `language` where the page at it has to be shown in another one than that of the
    page that links there."""

    address: str
    anchor: str = ""
    language: str = ""


class Manual:
    """The pages of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder.resolve()
        files = [path.relative_to(self._folder) for path in sorted(self._folder.rglob("*")) if path.is_file()]
        written = [_document(self._folder, PurePosixPath(file)) for file in files if file.suffix == ".md"]
        self.documents: Mapping[PurePosixPath, Document] = {document.file: document for document in written}
        self.files: Mapping[str, Path] = {
            f"/docs/{file.as_posix()}": self._folder / file for file in files if file.suffix != ".md"
        }
        """What lies beside the pages, by address: pictures, configurations."""
        self._at = {(document.address, document.language): document for document in written}

    def at(self, address: str, language: str) -> Document | None:
        """The page at an address, in a language if there is one in it, else in English."""
        return self._at.get((address, language)) or self._at.get((address, "en"))

    def languages(self, document: Document) -> Sequence[str]:
        """In which languages there is this page."""
        return sorted(language for address, language in self._at if address == document.address)

    def leads(self, document: Document, link: str) -> Place | None:
        """Where a link of a page leads; None for what is not shown. Raises `BrokenLink`."""
        if _ABSOLUTE.match(link):
            return Place(link)
        path, _, anchor = unquote(link).partition("#")
        target = (self._folder / document.file.parent / path).resolve() if path else self._folder / document.file
        if not target.is_relative_to(self._folder):
            return None
        file = PurePosixPath(target.relative_to(self._folder))
        if (address := f"/docs/{file}") in self.files and not anchor:
            return Place(address)
        other = self.documents.get(file)
        if other is None or (anchor and anchor not in other.anchors):
            raise BrokenLink(link)
        there = "" if other is document else other.address
        differs = other.language != document.language and len(self.languages(other)) > 1
        return Place(there, anchor, other.language if differs else "")

    def broken(self) -> Sequence[str]:
        """Each link and picture that leads nowhere, as `file: link`."""
        return [f"{document.file}: {link}" for document in self.documents.values() for link in self._lost(document)]

    def _lost(self, document: Document) -> Iterator[str]:
        for link in links(document.tokens):
            try:
                self.leads(document, link)
            except BrokenLink as broken:
                yield str(broken)


def links(tokens: Sequence[Token]) -> Iterator[str]:
    """Every link and every picture's address, as it is written."""
    for token in tokens:
        yield from links(token.children or ())
        if token.type in ("link_open", "image"):
            yield str(token.attrs.get("href") or token.attrs["src"])


def _document(folder: Path, file: PurePosixPath) -> Document:
    found = _NAME.fullmatch(file.name)
    assert found is not None  # noqa: S101 (its caller saw its ending)
    name = "" if found["name"] == "README" else found["name"]
    address = BESIDE.get(str(file.parent / name), str(PurePosixPath("/docs") / file.parent / name))
    tokens = _PARSER.parse((folder / file).read_text(encoding="utf-8"))
    return Document(file, address, found["language"] or "en", tokens)


def _is_link(inline: Token) -> bool:
    kinds = [child.type for child in inline.children or () if child.content or child.type.startswith("link")]
    return kinds == ["link_open", "text", "link_close"]


def _words(inline: Token) -> str:
    """The text of a line, without what marks it up."""
    said = {"softbreak": " ", "hardbreak": " "}
    return "".join(said.get(child.type, child.content) for child in inline.children or ()).strip()


def main(folder: str) -> int:
    """Name each broken link on standard error; 1 if there is one."""
    manual = Manual(Path(folder))
    for link in manual.broken():
        sys.stderr.write(f"Leads nowhere: {link}\n")
    sys.stdout.write(f"The manual has {len(manual.documents)} pages and {len(manual.files)} files beside them.\n")
    return 1 if manual.broken() else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
