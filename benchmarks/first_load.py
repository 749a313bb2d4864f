"""What a reader's first visit costs: bytes and requests of each kind of page, compressed, with all that it asks for.

    python benchmarks/first_load.py [http://localhost:8000]

Reads a running site (the demo). Content images are counted apart. Limits: 60 kB, 8 requests, 12 kB of script, and no
other host. Exits with 1 where one is exceeded.
"""

import gzip
import re
import sys
import urllib.request
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import brotli

LIMIT_BYTES, LIMIT_REQUESTS, LIMIT_SCRIPT = 60_000, 8, 12_000
PAGES = ("/nb/", "/nb/erfaringer/", "/nb/sok/?q=sjukefråvær", "/nb/nettverk/", "/nb/kommuner/", "/nb/konto/logg-inn/")
ASSET = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>')


@dataclass(frozen=True)
class Answer:
    """A page or file: what it says, and how many bytes of it went over the wire."""

    body: bytes
    wire: int


def fetch(url: str) -> Answer:
    """As a browser asks for it: compressed, where the site compresses."""
    parts = urlsplit(url)
    quoted = parts._replace(
        path=urllib.request.quote(parts.path, safe="/%"), query=urllib.request.quote(parts.query, safe="=&%")
    )
    request = urllib.request.Request(quoted.geturl(), headers={"Accept-Encoding": "br, gzip"})
    with urllib.request.urlopen(request) as answer:
        sent = answer.read()
        unpack = {"br": brotli.decompress, "gzip": gzip.decompress}.get(answer.headers.get("Content-Encoding"), bytes)
    return Answer(unpack(sent), len(sent))


def assets(page_url: str, html: str) -> set[str]:
    wanted = set()
    for tag in ASSET.finditer(html):
        if re.search(r'rel="(canonical|alternate|next|prev)"', tag.group(0)) or tag.group(0).startswith("<img"):
            continue
        wanted.add(urljoin(page_url, tag.group(1)))
    return wanted


def experience_page(base: str) -> str:
    listing = fetch(base + "/nb/erfaringer/").body.decode()
    found = re.search(r'href="(/nb/erfaringer/\d+-[^"]+/)"', listing)
    if not found:
        raise SystemExit("No experience is published. Run it against the demo: make demo")
    return found.group(1)


def main(base: str) -> int:
    rows, worst = [], 0
    for path in (*PAGES, experience_page(base)):
        url = base + path
        page = fetch(url)
        sizes = {asset: fetch(asset).wire for asset in assets(url, page.body.decode())}
        foreign = [asset for asset in sizes if urlsplit(asset).netloc != urlsplit(base).netloc]
        script = sum(size for asset, size in sizes.items() if asset.endswith(".js"))
        total = page.wire + sum(sizes.values())
        fails = total > LIMIT_BYTES or 1 + len(sizes) > LIMIT_REQUESTS or script > LIMIT_SCRIPT or foreign
        worst = max(worst, int(bool(fails)))
        rows.append((path, page.wire, total, 1 + len(sizes), script, "OVER" if fails else "ok"))
    print(f"{'page':44} {'html':>7} {'total':>7} {'requests':>9} {'script':>7}")
    for path, html_size, total, requests, script, verdict in rows:
        print(f"{path[:44]:44} {html_size:7} {total:7} {requests:9} {script:7}  {verdict}")
    print(f"{'limit':44} {'':7} {LIMIT_BYTES:7} {LIMIT_REQUESTS:9} {LIMIT_SCRIPT:7}")
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000"))
