"""What is read from a page."""

import pytest

from feeds.watch.observing import Announcement, Page, Tracker, read_page

HERE = "https://dusk.fr/"


def page_of(html: str, url: str = HERE) -> Page:
    return read_page(html.encode(), {"content-type": "text/html; charset=utf-8"}, url)


@pytest.mark.parametrize(
    ("snippet", "kind", "account"),
    [
        ('ga("create","UA-20417733-1","auto")', "google-analytics", "UA-20417733"),
        ("https://www.googletagmanager.com/gtag/js?id=G-8K2LQ0T5XX", "google-analytics", "G-8K2LQ0T5XX"),
        ("'dataLayer','GTM-PV20LK')", "google-tag-manager", "GTM-PV20LK"),
        ("adsbygoogle.js?client=ca-pub-1234567890123457", "adsense", "pub-1234567890123457"),
        ('fbq("init","204918833016652")', "facebook-pixel", "204918833016652"),
        ('ym(31415926,"init",{})', "yandex-metrica", "31415926"),
        ('src="https://mc.yandex.ru/watch/31415926"', "yandex-metrica", "31415926"),
        ('var u="//count.dusk.fr/";_paq.push(["setSiteId","7"])', "matomo", "count.dusk.fr/7"),
        (
            """data-cf-beacon='{"token": "0123456789abcdef0123456789abcdef"}'""",
            "cloudflare-beacon",
            "0123456789abcdef" * 2,
        ),
    ],
)
def test_accounts_are_known_by_their_forms(snippet: str, kind: str, account: str) -> None:
    assert page_of(f"<script>{snippet}</script>").trackers == (Tracker(kind, account),)


def test_what_only_looks_like_an_account_is_none() -> None:
    assert page_of("<p>The UA-model G-spot GTM-x pub-12 ym(1, token</p>").trackers == ()


@pytest.mark.parametrize(
    ("text", "says", "host"),
    [
        ("Notre nouvelle adresse : dusk.gg", "moved", "dusk.gg"),
        ("We have moved! Please go to https://www.dusk.gg now.", "moved", "www.dusk.gg"),
        ("dusk.gg is our new home", "moved", "dusk.gg"),
        ("Dusk, anciennement dawn.fr", "was", "dawn.fr"),
        ("dawn.fr est devenu Dusk", "was", "dawn.fr"),
        ("Dusk (ex dawn.fr)", "was", "dawn.fr"),
        ("Der Chat, ehemals dawn.de", "was", "dawn.de"),
        ("Unsere neue Adresse lautet dusk[.]gg", "moved", "dusk.gg"),
    ],
)
def test_announcements_are_read_in_five_languages(text: str, says: str, host: str) -> None:
    assert [(each.says, each.host) for each in page_of(f"<p>{text}</p>").announcements] == [(says, host)]


def test_an_announcement_is_read_with_its_link_and_over_a_line() -> None:
    html = '<h1>Our new address</h1><p><a href="https://dusk.gg/">Here</a></p>'
    assert page_of(html).announcements == (Announcement("moved", "dusk.gg", "new address dusk.gg"),)


def test_a_link_without_words_of_moving_announces_nothing() -> None:
    page = page_of('<p>Our friends: <a href="https://teapots.fr/">teapots.fr</a></p><p>More at noon.gg</p>')
    assert page.announcements == ()
    assert page.links == ("teapots.fr",)


def test_links_to_the_site_itself_are_not_outgoing() -> None:
    addresses = (
        "/rooms",
        "https://www.dusk.fr/",
        "//dusk.gg/x",
        "mailto:someone@noon.gg",
        "https://127.0.0.1/",
        "https://[",
    )
    html = "".join(f'<a href="{address}">there</a>' for address in addresses)
    assert page_of(html).links == ("dusk.gg",)


def test_addresses_that_a_page_gives_itself_are_kept() -> None:
    html = '<link rel=canonical href="https://dusk.gg/"><link rel=alternate hreflang=it href="https://crepuscolo.it/">'
    page = page_of(html)
    assert (page.canonical, page.translations) == ("dusk.gg", ("crepuscolo.it",))


@pytest.mark.parametrize(
    ("head", "leads_to"),
    [
        ('<meta http-equiv=refresh content="0;url=https://dusk.gg/">', "https://dusk.gg/"),
        ("<meta http-equiv=refresh content='5; URL=//dusk.gg/'>", "https://dusk.gg/"),
        ('<meta http-equiv=refresh content="600;url=https://dusk.gg/">', None),
        ('<meta http-equiv=refresh content="0;url=javascript:alert(1)">', None),
        ('<script>location.href = "https://dusk.gg/"</script>', "https://dusk.gg/"),
        ('<script>window.location.replace("https://dusk.gg/")</script>', "https://dusk.gg/"),
    ],
)
def test_where_a_page_sends_a_browser_at_once(head: str, leads_to: str | None) -> None:
    assert page_of(f"<html><head>{head}</head></html>").leads_to == leads_to


def test_a_script_of_a_real_page_leads_nowhere() -> None:
    prose = "Many words that somebody came to read. " * 20
    assert page_of(f'<p>{prose}</p><script>location.href = "https://dusk.gg/"</script>').leads_to is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("This domain has been seized", "seizure"),
        ("CE SITE A ÉTÉ SAISI", "seizure"),
        ("Diese Domain wurde beschlagnahmt", "seizure"),
        ("Questo sito è stato sequestrato", "seizure"),
        ("Este dominio ha sido incautado", "seizure"),
        ("Ce nom de domaine est à vendre", "parking"),
        ("L’accès à ce site est bloqué", "block"),
        ("Welcome to nginx!", "placeholder"),
    ],
)
def test_marks_are_read_in_five_languages(words: str, kind: str) -> None:
    assert [mark.kind for mark in page_of(f"<h1>{words}</h1>").marks] == [kind]


def test_hidden_text_is_not_read() -> None:
    page = page_of(
        "<style>seen { }</style><script>This domain has been seized</script><!-- This domain has been seized -->"
    )
    assert (page.marks, page.excerpt) == ((), "")


def test_the_excerpt_is_bounded_in_bytes() -> None:
    assert len(page_of("<p>" + "é" * 10_000).excerpt.encode()) == 4096


def test_a_page_is_read_in_its_encoding() -> None:
    latin = "<title>Été</title>".encode("cp1252")
    assert read_page(latin, {"content-type": "text/html; charset=iso-8859-1"}, HERE).title == "Été"
    assert read_page(b'<meta charset="windows-1252">' + latin, {}, HERE).title == "Été"
    assert read_page(latin, {}, HERE).title == "Été"


def test_the_language_is_that_of_the_words_not_of_the_attribute() -> None:
    words = "Bonjour à tous, on discute ici sans donner son nom et on reste polis avec les autres jusqu’à minuit passé."
    assert page_of(f"<html lang=en><p>{words}</p></html>").language == "fr"
    assert page_of("<html lang=fr-FR><p>Dusk</p></html>").language == "fr"
