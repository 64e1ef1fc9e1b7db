"""A newspaper of our own on the street: a feed, its articles, and what they say of Coco."""

import socket

from tests.fetching.street import SHOP, Server, Street

HOST = "gazette.example.com"
FEED = f"http://{HOST}/feed.xml"
TAG = '"7"'

RENAMED = "Le site de discussion coco.gg est devenu cocochat.chat."
BODY = (
    "La page d’accueil est restée la même, et l’âge des visiteurs n’est toujours pas vérifié. Des associations"
    " demandent aux familles de rester attentives, et une réunion d’information aura lieu mardi soir à la mairie."
)
AGENCY = (
    "Une adolescente de treize ans a été piégée sur un tchat anonyme par un homme qui se faisait passer pour un lycéen."
    " Le parquet rappelle que ces services ne demandent aucune inscription et ne vérifient l’âge de personne."
)
COOKING = "Mélanger la noix de coco râpée avec le sucre, puis cuire à four doux pendant quarante minutes environ."


def page(title: str, *paragraphs: str) -> str:
    """An article's page."""
    prose = "".join(f"<p>{each}</p>" for each in paragraphs)
    return (
        f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:site_name" content="La Gazette d’essai"></head>'
        f"<body><article><h1>{title}</h1>{prose}</article></body></html>"
    )


def feed(*items: tuple[str, str]) -> str:
    """An RSS feed of titles and addresses."""
    listed = "".join(f"<item><title>{title}</title><link>{link}</link></item>" for title, link in items)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>La Gazette</title>{listed}</channel></rss>'


def open_on(street: Street, pages: dict[str, str], host: str = HOST, address: str = SHOP) -> None:
    """Let a newspaper answer with these pages, by path, each with a tag, and with 304 to whoever knows the tag."""
    street.serve(host, _server(street, pages), address=address)


def _server(street: Street, pages: dict[str, str]) -> Server:
    def server(connection: socket.socket) -> None:
        asked = street.hear(connection)
        path = asked.split()[1]
        body = pages.get(path, "").encode()
        status = "200 OK" if path in pages else "403 Forbidden"
        if f"If-None-Match: {TAG}" in street.heard[-1]:
            status, body = "304 Not Modified", b""
        head = f"HTTP/1.1 {status}\r\nETag: {TAG}\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)

    return server
