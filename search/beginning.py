"""What somebody is about to ask for: whole words, and the beginning of one more."""

from dataclasses import dataclass

from .content import is_stop_word
from .language import read

FROM_LETTERS = 3
_LONGEST = 100
_MOST_WORDS = 6

Group = tuple[str, ...]


@dataclass(frozen=True)
class Beginning:
    """Each word by its form and its readings; of the `last` one the letters so far, and what they mean as they are."""

    words: tuple[Group, ...]
    last: str
    meant: Group

    @classmethod
    def of(cls, typed: str) -> "Beginning | None":
        """None where too little is typed to say anything of."""
        typed = " ".join(typed[:_LONGEST].split())
        said = [word for _token, word in read(typed, asked=True)][:_MOST_WORDS]
        words = [word for word in said if not is_stop_word(word.surface)] or said
        if not words or sum(len(word.surface) for word in words) < FROM_LETTERS:
            return None
        *whole, last = words
        return cls(tuple((word.surface, *word.wholes) for word in whole), last.surface, last.wholes)

    @property
    def is_one_word(self) -> bool:
        return not self.words
