from .page import BasePage
from .publication import Publication, ReviewState
from .tag import Tag, TaggedItem

__all__ = ["BasePage", "Publication", "ReviewState", "Tag", "TaggedItem"]
