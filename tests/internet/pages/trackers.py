"""The snippets that sites are counted by. The form of an id says whose it is."""

import re
from typing import Final

_SNIPPETS: Final[dict[str, tuple[str, str]]] = {
    "Google Analytics": (
        r"UA-\d{4,9}-\d{1,3}",
        '<script>(function(i,s,o,g,r){{i.GoogleAnalyticsObject=r}})(window,document);ga("create","{id}","auto");'
        'ga("send","pageview");</script>',
    ),
    "Google Analytics 4": (
        r"G-[A-Z0-9]{8,10}",
        '<script async src="https://www.googletagmanager.com/gtag/js?id={id}"></script>'
        "<script>window.dataLayer=window.dataLayer||[];function gtag(){{dataLayer.push(arguments)}}"
        'gtag("js",new Date());gtag("config","{id}");</script>',
    ),
    "Google Tag Manager": (
        r"GTM-[A-Z0-9]{5,8}",
        "<script>(function(w,d,s,l,i){{w[l]=w[l]||[];var j=d.createElement(s);"
        'j.src="https://www.googletagmanager.com/gtm.js?id="+i;d.head.append(j)}})'
        '(window,document,"script","dataLayer","{id}");</script>',
    ),
    "AdSense": (
        r"ca-pub-\d{16}",
        '<script async src="https://pagead2.googlesyndication.com/pagead/js/adsbygoogle.js?client={id}" '
        'crossorigin="anonymous"></script>',
    ),
    "Matomo": (
        r"matomo:(?P<host>[a-z0-9.-]+):(?P<site>\d+)",
        '<script>var _paq=window._paq=window._paq||[];_paq.push(["trackPageView"]);(function(){{var u="//{host}/";'
        '_paq.push(["setTrackerUrl",u+"matomo.php"]);_paq.push(["setSiteId","{site}"]);}})();</script>',
    ),
    "Yandex Metrica": (
        r"ym:(?P<number>\d{6,9})",
        "<script>window.ym=window.ym||function(){{(ym.a=ym.a||[]).push(arguments)}};"
        'ym({number},"init",{{clickmap:true,trackLinks:true}});</script>'
        '<noscript><div><img src="https://mc.yandex.ru/watch/{number}" alt=""></div></noscript>',
    ),
    "Meta Pixel": (
        r"fb:(?P<number>\d{14,16})",
        '<script>!function(f){{f.fbq=f.fbq||function(){{}}}}(window);fbq("init","{number}");'
        'fbq("track","PageView");</script>',
    ),
    "Cloudflare Web Analytics": (
        r"cf:(?P<token>[0-9a-f]{32})",
        '<script defer src="https://static.cloudflareinsights.com/beacon.min.js" '
        'data-cf-beacon=\'{{"token": "{token}"}}\'></script>',
    ),
}


def snippet(tracker: str) -> str:
    """The HTML that counts a page for a tracker id. Raises `ValueError` for an id of no known form."""
    for form, html in _SNIPPETS.values():
        found = re.fullmatch(form, tracker)
        if found:
            return html.format(id=tracker, **found.groupdict())
    raise ValueError(f"{tracker!r} is the id of no known tracker; there are {', '.join(_SNIPPETS)}")
