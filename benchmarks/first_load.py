"""What a reader's first visit costs: bytes and requests of each kind of page, compressed, with all that it asks for.

    python benchmarks/first_load.py [http://localhost:8000]

Reads a running site (the demo). Content images are counted apart. Limits: 60 kB, 8 requests, 12 kB of script, and no
other host. Exits with 1 where one is exceeded.
"""

import re
import sys
import urllib.request
from urllib.parse import urljoin, urlsplit

import brotli

LIMIT_BYTES, LIMIT_REQUESTS, LIMIT_SCRIPT = 60_000, 8, 12_000
PAGES = ("/nb/", "/nb/erfaringer/", "/nb/sok/?q=sjukefråvær", "/nb/nettverk/", "/nb/kommuner/", "/nb/konto/logg-inn/")
ASSET = re.compile(r'<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>')


def fetch(url: str) -> bytes:
    """A page or file as it is, uncompressed."""
    parts = urlsplit(url)
    quoted = parts._replace(
        path=urllib.request.quote(parts.path, safe="/%"), query=urllib.request.quote(parts.query, safe="=&%")
    )
    with urllib.request.urlopen(quoted.geturl()) as answer:
        return answer.read()


def wire(url: str, body: bytes) -> int:
    """Bytes on the wire: fonts are compressed already, HTML as a proxy does it, files as they lie beside themselves."""
    if url.endswith(".woff2"):
        return len(body)
    return len(brotli.compress(body, quality=5 if url.endswith("/") or "?" in url else 11))


def assets(page_url: str, html: str) -> set[str]:
    wanted = set()
    for tag in ASSET.finditer(html):
        if re.search(r'rel="(canonical|alternate|next|prev)"', tag.group(0)) or tag.group(0).startswith("<img"):
            continue
        wanted.add(urljoin(page_url, tag.group(1)))
    return wanted


def experience_page(base: str) -> str:
    listing = fetch(base + "/nb/erfaringer/").decode()
    found = re.search(r'href="(/nb/erfaringer/\d+-[^"]+/)"', listing)
    if not found:
        raise SystemExit("No experience is published. Run it against the demo: make demo")
    return found.group(1)


def main(base: str) -> int:
    rows, worst = [], 0
    for path in (*PAGES, experience_page(base)):
        url = base + path
        html = fetch(url)
        sizes = {asset: wire(asset, fetch(asset)) for asset in assets(url, html.decode())}
        foreign = [asset for asset in sizes if urlsplit(asset).netloc != urlsplit(base).netloc]
        script = sum(size for asset, size in sizes.items() if asset.endswith(".js"))
        total = wire(url, html) + sum(sizes.values())
        fails = total > LIMIT_BYTES or 1 + len(sizes) > LIMIT_REQUESTS or script > LIMIT_SCRIPT or foreign
        worst = max(worst, int(bool(fails)))
        rows.append((path, wire(url, html), total, 1 + len(sizes), script, "OVER" if fails else "ok"))
    print(f"{'page':44} {'html':>7} {'total':>7} {'requests':>9} {'script':>7}")
    for path, html_size, total, requests, script, verdict in rows:
        print(f"{path[:44]:44} {html_size:7} {total:7} {requests:9} {script:7}  {verdict}")
    print(f"{'limit':44} {'':7} {LIMIT_BYTES:7} {LIMIT_REQUESTS:9} {LIMIT_SCRIPT:7}")
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://localhost:8000"))
