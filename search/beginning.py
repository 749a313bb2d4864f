"""What somebody is about to ask for: whole words, and the beginning of one more."""

from dataclasses import dataclass

from community.text.otherwise import otherwise

from .content import is_stop_word
from .language import read

FROM_LETTERS = 3
_LONGEST = 100
_MOST_WORDS = 6

Group = tuple[str, ...]


@dataclass(frozen=True)
class Beginning:
    """Each word by its form and its readings; of the `last` one the letters so far, what they mean as they are, and
    how the word begins in the other written form (`otherwise`)."""

    words: tuple[Group, ...]
    last: str
    meant: Group
    otherwise: Group = ()

    @classmethod
    def of(cls, typed: str) -> "Beginning | None":
        """None where too little is typed to say anything of."""
        typed = " ".join(typed[:_LONGEST].split())
        said = [word for _token, word in read(typed, asked=True)][:_MOST_WORDS]
        words = [word for word in said if not is_stop_word(word.surface)] or said
        if not words or sum(len(word.surface) for word in words) < FROM_LETTERS:
            return None
        *whole, last = words
        words_before = tuple((word.surface, *word.wholes) for word in whole)
        return cls(words_before, last.surface, last.wholes, otherwise(last.surface))

    @property
    def begins(self) -> Group:
        """How the last word may begin."""
        return (self.last, *self.otherwise)

    @property
    def is_one_word(self) -> bool:
        return not self.words
