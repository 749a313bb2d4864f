from community.text.markdown import to_html
from community.text.mentions import in_words

from .models import Post


def rendered(text: str) -> str:
    """A post as it is shown, made once when it is saved: safe HTML."""
    return str(to_html(text))


def quoted(post: Post) -> str:
    """What a post says, as a quotation to answer; quotations in it are left out."""
    lines = [line for line in in_words(post.text).splitlines() if not line.lstrip().startswith(">")]
    said = "\n".join(lines).strip()
    return "\n".join(f"> {line}".rstrip() for line in said.splitlines()) + "\n\n" if said else ""
