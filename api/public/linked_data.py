"""A dossier in the words of schema.org, for search engines and whoever shares it. Pure.

It is a Report with its citations, and no ClaimReview: that type judges a claim that somebody made, with a rating, and a
dossier judges none. A Site is named and never linked to.
"""

from typing import Any, Final

from api.public.dossier import Read, Source
from api.reading.published import Published

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


def of(read: Read, release: Published, description: str, language: str, address: str) -> dict[str, Any]:
    """The dossier at an address, as JSON-LD. What nobody knows is left out."""
    site = read.site
    names = [*site["also_known_as"], *(name["name"] for name in site["names"])]
    return {
        "@context": "https://schema.org",
        "@type": "Report",
        "headline": site["name"],
        "description": description,
        "url": address,
        "inLanguage": language,
        "dateModified": release.released,
        "version": release.serial,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "publisher": {"@type": "Organization", "name": "Vigie"},
        "about": {"@type": "WebSite", "name": site["name"], "alternateName": names},
        "citation": [_cited(source) for source in read.sources],
    }


def _cited(source: Source) -> dict[str, Any]:
    evidence = source.evidence
    known = {"datePublished": evidence["date"], "url": evidence["url"]}
    return {
        "@type": "CreativeWork",
        "name": evidence["title"],
        "publisher": {"@type": "Organization", "name": evidence["publisher"]},
        "inLanguage": evidence["language"],
        **{part: said for part, said in known.items() if said},
    }
