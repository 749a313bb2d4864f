from .authored import Authored, SignedRow
from .likeness import Likeness
from .link import TextLink
from .log import PublicationLogEntry
from .page import BasePage
from .publication import Publication, ReviewState
from .signed import Signed
from .tag import FormerTag, Tag, TaggedItem, TagState

__all__ = [
    "Authored", "BasePage", "FormerTag", "Likeness", "Publication", "PublicationLogEntry", "ReviewState", "Signed",
    "SignedRow", "Tag", "TagState", "TaggedItem", "TextLink",
]  # fmt: skip
