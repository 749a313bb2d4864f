"""The editors' synonyms: what may be a rule, the verbs that change them, and all rules as a file."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from community.members.models import User
from search.models import Synonym
from search.rules import in_force
from search.synonyms import RULES, Rules, Term, parted, shipped, terms_of, words_of

MOST_TERMS = 20
LONGEST_TERM = 60
MOST_WORDS = 4
"""Words of a term: «kick off»."""
SIGNS = ("=>", "#")
"""What means something else in a file of rules."""
HEADING = "\n# --- The editors' own ---\n"


def add(words: str, also: str = "", *, by: User) -> Synonym:
    """Tell the search of a rule, which `checked` has found good."""
    return _saved(Synonym(words=words, also=also), "wagtail.create", by)


def change(rule: Synonym, words: str, also: str = "", *, by: User) -> Synonym:
    rule.words, rule.also = words, also
    return _saved(rule, "wagtail.edit", by)


@transaction.atomic
def remove(rule: Synonym, *, by: User) -> None:
    log(rule, "wagtail.delete", user=by, deleted=True)
    rule.delete()


@transaction.atomic
def _saved(rule: Synonym, action: str, by: User) -> Synonym:
    rule.save()
    log(rule, action, user=by)
    return rule


def others_than(rule: Synonym | None) -> Rules:
    """What the search knows without a rule."""
    if rule is None or rule.pk is None:
        return in_force()
    return shipped().with_lines(other.line for other in Synonym.objects.exclude(pk=rule.pk).order_by("pk"))


def checked(words: str, also: str, known: Rules) -> tuple[str, str]:
    """A rule as it is kept: its terms once each. Raises ValidationError, by field, where it cannot be one."""
    faults = {name: fault for name, text in (("words", words), ("also", also)) if (fault := _fault(text))}
    if faults:
        raise ValidationError(faults)
    sources, targets = terms_of(words), terms_of(also)
    if not sources:
        raise ValidationError({"words": _("Write the words, with commas between them.")})
    if not targets and len(sources) < 2:
        raise ValidationError({"words": _("Write two words at least, with a comma between them.")})
    if same := _said_twice(sources if not targets else (*sources, *targets)):
        raise ValidationError({"words": _("«%s» and «%s» are the same word to the search already.") % same})
    if known.know(sources, targets or sources):
        raise ValidationError({"words": _("The search knows this already.")})
    return _joined(sources), _joined(targets)


def load(lines: Iterable[str], *, by: User | None = None) -> int:
    """Add the rules of a file, all of them or none; the number of those that were new. Raises ValidationError with the
    faults of all lines."""
    known, new, faults = in_force(), list[Synonym](), list[str]()
    for number, line in enumerate(lines, 1):
        words, also = _sides(line)
        if not words or known.know(terms_of(words), terms_of(also) or terms_of(words)):
            continue
        try:
            words, also = checked(words, also, known)
        except ValidationError as error:
            faults.append(_("Line %d: %s") % (number, " ".join(error.messages)))
            continue
        new.append(Synonym(words=words, also=also))
        known = known.with_lines([new[-1].line])
    if faults:
        raise ValidationError(faults)
    with transaction.atomic():
        for rule in new:
            _saved(rule, "wagtail.create", by) if by else rule.save()
    return len(new)


def as_file() -> Iterator[str]:
    """All rules in force but the names of places, in the form of `synonyms.txt`: those that are shipped as they stand
    there, and the editors' after them."""
    yield RULES.read_text(encoding="utf-8")
    yield HEADING
    for rule in Synonym.objects.order_by("pk"):
        yield f"{rule.line}\n"


def shipped_with(words: str) -> list[str]:
    """The lines of the shipped rules that hold one of these words, in any of its forms."""
    asked = {whole for word in words_of(words) for whole in word.wholes}
    with RULES.open(encoding="utf-8") as lines:
        rules = [line.partition("#")[0].strip() for line in lines]
    return [line for line in rules if line and asked & _wholes(line)]


def _wholes(line: str) -> set[str]:
    left, _arrow, right = parted(line)
    return {part for term in (*terms_of(left), *terms_of(right)) for part in term.key}


def _sides(line: str) -> tuple[str, str]:
    """The two sides of a line, as a rule has them: forms of one word are said once, and what an arrow leads back to is
    left out."""
    left, arrow, right = parted(line)
    own = terms_of(left)
    led_to = tuple(term for term in terms_of(right) if term.key not in {one.key for one in own}) if arrow else ()
    return _joined(own), _joined(led_to)


def _fault(text: str) -> str:
    """What is wrong with one side by itself."""
    terms = [" ".join(part.split()) for part in text.split(",") if part.strip()]
    if any(sign in text for sign in SIGNS):
        return _("A rule holds words and commas: neither # nor =>.")
    if len(terms) > MOST_TERMS:
        return _("Twenty words at most. Make two rules of it.")
    if long := next((term for term in terms if len(term) > LONGEST_TERM or len(term.split()) > MOST_WORDS), ""):
        return _("«%s» is too long: four words at most. Have you forgotten a comma?") % long[:LONGEST_TERM]
    if silent := next((term for term in terms if not words_of(term)), ""):
        return _("«%s» is left out of every search, as it says too little.") % silent
    return ""


def _said_twice(terms: tuple[Term, ...]) -> tuple[str, str] | None:
    """Two terms that are one to the search: forms of the same word."""
    seen: dict[Any, str] = {}
    for term in terms:
        if term.key in seen and " ".join(term.written.lower().split()) != seen[term.key].lower():
            return seen[term.key], term.written
        seen.setdefault(term.key, " ".join(term.written.split()))
    return None


def _joined(terms: tuple[Term, ...]) -> str:
    """Each term once, however often it was written."""
    once: dict[Any, str] = {}
    for term in terms:
        once.setdefault(term.key, " ".join(term.written.split()))
    return ", ".join(once.values())
