from .authored import Authored, SignedRow
from .likeness import Likeness
from .link import TextLink
from .log import PublicationLogEntry
from .page import BasePage
from .publication import Publication, ReviewState
from .signed import Signed
from .tag import Tag, TaggedItem

__all__ = [
    "Authored", "BasePage", "Likeness", "Publication", "PublicationLogEntry", "ReviewState", "Signed", "SignedRow",
    "Tag", "TaggedItem", "TextLink",
]  # fmt: skip
