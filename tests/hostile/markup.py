"""What is typed to break out of a page, and how to see whether it did: a parser meets a tag or an attribute `zqx`."""

from html.parser import HTMLParser

from tests.access.matrix.canaries import Canaries

OUT = "\"'><zqx>"
LONG = (
    f"{OUT}</textarea></title></script></style><zqx>--><zqx>]]><zqx>\" zqx=\"1' zqx='1 <img src=x onerror=zqx()> "
    "[a](javascript:zqx) [b](JaVa\tScRiPt:zqx) ![c](https://evil.example/zqx.png) <javascript:zqx> "
    '<a href="data:text/html,zqx">d</a> {{ zqx }} {% zqx %} <svg/onload=zqx()><iframe srcdoc="<zqx>"></iframe> '
    "[e]: javascript:zqx\n\n[e] &lt;zqx&gt; &#60;zqx&#62; \x00<zqx\x0bonload=1>"
)
PLAIN = {"slug", "email", "receipt", "text", "fact text", "picture name", "file name", "picture file", "document file"}
"""Addresses, codes of ours, names that are cleaned on their way in (tests/images), and rich text, which Wagtail
cleans on its own."""
MEMBERS_TEXTS = {"need", "goal", "action", "happened", "not_worked", "conditions", "otherwise", "hypothesis"}
ADDRESSES = {"href", "src", "action", "formaction", "srcdoc", "data", "xlink:href", "poster"}
SCHEMES = ("javascript:", "data:text", "vbscript:")


class HostileWords(Canaries):
    """Each field's canary, behind what would break out of the page."""

    def word(self, thing: str, layer: str, name: str) -> str:
        canary = super().word(thing, layer, name)
        if name in PLAIN and not thing.startswith("comment"):
            return canary
        texts = name in MEMBERS_TEXTS or name.startswith("remark") or name == "note" or thing.startswith("comment")
        return (LONG.replace("\x00", "") if texts else OUT) + canary


class Look(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.broken: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "zqx" in tag:
            self.broken.append(f"a tag <{tag}>")
        for name, value in attrs:
            said = "".join((value or "").lower().split())
            if "zqx" in name or (name.startswith("on") and "zqx" in said):
                self.broken.append(f"an attribute {name} in <{tag}>")
            if name in ADDRESSES and "zqx" in said and (said.startswith(SCHEMES) or name == "src"):
                self.broken.append(f"an address {said[:60]} in <{tag}>")


def broken_out(html: bytes) -> list[str]:
    look = Look()
    look.feed(html.decode("utf-8", "replace"))
    return look.broken
