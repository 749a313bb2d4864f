from .log import PublicationLogEntry
from .page import BasePage
from .publication import Publication, ReviewState
from .tag import Tag, TaggedItem

__all__ = ["BasePage", "Publication", "PublicationLogEntry", "ReviewState", "Tag", "TaggedItem"]
