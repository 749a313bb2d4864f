"""Fetch again what community/ui carries of others' work: stylesheet, font and icons.

Run by hand, never by a build:  python community/ui/vendor/renew.py
Needs npm on the path, and fonttools and brotli in the Python that runs it. Afterwards the checksums beside this file
are rewritten; read the difference before it is committed.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
STATIC = HERE.parent / "static" / "ui"
PACKAGES = {
    "css": "@digdir/designsystemet-css@1.22.0",
    "font": "@fontsource-variable/schibsted-grotesk@5.3.0",
    "htmx": "htmx.org@2.0.10",
    "icons": "@navikt/aksel-icons@8.16.2",
}
LAYERS = {
    "ds.base": "base heading paragraph label data-size-workaround",
    "ds.components": "skip-link link button field input validation-message error-summary tag chip details table alert "
    "breadcrumbs avatar dialog",
}
ICONS = {
    "search": "MagnifyingGlass",
    "menu": "MenuHamburger",
    "bell": "Bell",
    "person": "Person",
    "eye": "Eye",
    "ok": "CheckmarkCircle",
    "clock": "Clock",
    "offline": "CloudSlash",
    "info": "InformationSquare",
    "arrow": "ArrowRight",
    "undo": "ArrowUndo",
    "thumb": "ThumbUp",
    "hand": "Handshake",
    "bookmark": "Bookmark",
    "pin": "PushPin",
    "clip": "Paperclip",
    "list": "BulletList",
    "link": "Link",
    "filter": "Filter",
    "file": "FileText",
    "plus": "Plus",
    "download": "Download",
    "calendar": "Calendar",
}


def unpack(name: str, into: Path) -> Path:
    subprocess.run(["npm", "pack", "--silent", "--pack-destination", into, PACKAGES[name]], check=True)
    archive = max(into.glob("*.tgz"), key=lambda path: path.stat().st_mtime_ns)
    target = into / name
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
    archive.unlink()
    return target / "package"


def stylesheet(package: Path) -> None:
    text = "@layer ds.theme, ds.base, ds.components, saman;"
    for layer, names in LAYERS.items():
        parts = [(package / "dist" / "src" / f"{name}.css").read_text() for name in names.split()]
        text += f"\n@layer {layer}{{{''.join(parts)}}}"
    (STATIC / "vendor" / "designsystemet.css").write_text(text.replace('@charset "UTF-8";', "") + "\n")
    shutil.copy(package / "LICENSE", STATIC / "vendor" / "designsystemet.LICENSE.txt")


def htmx(package: Path) -> None:
    shutil.copy(package / "dist" / "htmx.min.js", STATIC / "vendor" / "htmx.min.js")
    shutil.copy(package / "LICENSE", STATIC / "vendor" / "htmx.LICENSE.txt")


def font(package: Path) -> None:
    subprocess.run([sys.executable, HERE / "font.py", package / "files", STATIC / "fonts"], check=True)
    shutil.copy(package / "LICENSE", STATIC / "fonts" / "OFL.txt")


def icons(package: Path) -> None:
    """Only the drawing of each icon, in two decimals: a page's sprite holds the few it uses."""
    paths = {}
    for name, original in sorted(ICONS.items()):
        svg = (package / "dist" / "svg" / f"{original}.svg").read_text()
        drawing = " ".join(re.findall(r'\bd="([^"]+)"', svg))
        paths[name] = re.sub(r"(\.\d\d)\d+", r"\1", drawing)
    (HERE.parent / "icons.json").write_text(json.dumps(paths, indent=1) + "\n")


def checksums() -> None:
    files = [*STATIC.glob("vendor/*"), *STATIC.glob("fonts/*"), HERE.parent / "icons.json"]
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(HERE.parent)}" for file in files]
    (HERE / "SHA256SUMS").write_text("\n".join(sorted(lines, key=lambda line: line[66:])) + "\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        stylesheet(unpack("css", Path(folder)))
        htmx(unpack("htmx", Path(folder)))
        font(unpack("font", Path(folder)))
        icons(unpack("icons", Path(folder)))
    checksums()
