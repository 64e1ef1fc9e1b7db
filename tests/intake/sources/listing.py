"""What an installation lists at first, to be found in texts, without a database."""

from collections import defaultdict

from feeds.intake.listed import Listed
from feeds.intake.mention import squeezed
from feeds.review.operations import AddName, AddSite
from feeds.review.starter import drafts


def _starter() -> Listed:
    operations = [operation for draft in drafts() for operation in draft.operations]
    brands: dict[str, set[str]] = defaultdict(set)
    for site in (each for each in operations if isinstance(each, AddSite)):
        for called in (site.name, *site.also_known_as):
            brands[squeezed(called)].add(site.slug)
    names = {each.name: each.site for each in operations if isinstance(each, AddName)}
    return Listed(names, {brand: frozenset(slugs) for brand, slugs in brands.items()})


STARTER = _starter()
