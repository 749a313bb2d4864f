from .board import Board, BoardColour, BoardGroup, BoardIcon, WhoMay
from .consent import Attribution, Consent
from .figures import AnswerFigures
from .moderation import Act, ActKind, Decision, Flag, FlagReason, Matter, MatterKind, TopicNote
from .poll import Poll, PollOption, Vote
from .post import Post, PostDraft, PostUpload, PostVersion, Reaction, ReactionKind
from .reading import Bookmark, Reader, TopicReader, Watch, WatchLevel
from .topic import Pinned, TaggedTopic, ThemedTopic, Topic, TopicKind, TopicState

__all__ = [
    "Act",
    "ActKind",
    "AnswerFigures",
    "Attribution",
    "Board",
    "BoardColour",
    "BoardGroup",
    "BoardIcon",
    "Bookmark",
    "Consent",
    "Decision",
    "Flag",
    "FlagReason",
    "Matter",
    "MatterKind",
    "Pinned",
    "Poll",
    "PollOption",
    "Post",
    "PostDraft",
    "PostUpload",
    "PostVersion",
    "Reaction",
    "ReactionKind",
    "Reader",
    "TaggedTopic",
    "ThemedTopic",
    "Topic",
    "TopicKind",
    "TopicNote",
    "TopicReader",
    "TopicState",
    "Vote",
    "Watch",
    "WatchLevel",
    "WhoMay",
]
