"""Names and initials: who is meant, how a name is completed, and how it is said shortly."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from board.actions import Leads
from board.flags import Flag
from board.people import Organisation, Person

_TITLE = (
    r"cllr|councillor|dr|mr|mrs|ms|miss|mx|prof|professor|sir|dame|lord|lady|baroness|rev|revd|"
    r"reverend|canon|bishop|judge"
)
_HONOUR = r"obe|mbe|cbe|kbe|dbe|bem|mp|jp|dl|qc|kc|qpm|kpm|phd|frcp|frcgp"
_BETWEEN = re.compile(r"[/&;+@\n]|\band\b", re.IGNORECASE)
"""What stands between two leads. A comma does too, unless it is inside a name
form such as ``Moss, Anne``."""

_LONGEST = 1000
"""Characters. Longer text, pasted by mistake, is no list of leads and is not searched for any."""


def understand(
    text: str, people: Iterable[Person], organisations: Iterable[Organisation] = ()
) -> Leads:
    """Who `text` means: ``TW/HJ``, ``Cllr Moss``, ``A Moss & J Okoro``, ``Public Health``.

    Only a name or initials that one person alone has are understood. Initials that
    nobody has, or that several share, are flagged; roles, organisations and ``All``
    stay text.
    """
    everyone = tuple(people)
    plain = {"all"} | {
        _folded(name) for body in organisations for name in (body.name, body.short) if name
    }
    if len(text) > _LONGEST or _folded(text) in plain:
        return Leads(text)
    found: dict[str, None] = {}
    flags: list[Flag] = []
    for part in _parts(text, everyone):
        meant = _meant(part, everyone)
        if len(meant) == 1:
            found[meant[0].key] = None
        elif meant:
            names = " or ".join(person.name for person in meant)
            kind = "initials" if _folded(part) in _forms(meant[0])[0] else "name"
            flags.append(Flag(f"ambiguous-{kind}", f"{part} could be {names}.", text))
        elif _like_initials(part) and _folded(part) not in plain:
            sentence = f"Nobody in this book has the initials {part}."
            flags.append(Flag("unknown-initials", sentence, text))
    return Leads(text, tuple(found), tuple(flags))


def spoken(text: str, people: Iterable[Person]) -> tuple[str, ...]:
    """The leads in `text` one by one: the name of each person understood, other words as typed."""
    if len(text) > _LONGEST:
        return (text,)
    everyone = tuple(people)
    meant = ((part, _meant(part, everyone)) for part in _parts(text, everyone))
    return tuple(who[0].name if len(who) == 1 else part for part, who in meant)


def written_out(text: str, people: Iterable[Person]) -> str:
    """The leads in `text` as a paper prints them: as typed, with the names initials stand for."""
    everyone = tuple(people)
    names = spoken(text, everyone)
    as_typed = all(name in text for name in names)
    return text if as_typed else f"{text} ({', '.join(names)})"


def complete(prefix: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """The people a half-typed name may be, likeliest first; nobody for a blank.

    Exact initials come first, then surnames, longer initials, whole names and
    name forms, and last any other word of a name. Accents and capitals do not matter.
    """
    start = _folded(prefix)
    if not start:
        return ()
    ranked = [(rank, person) for person in people if (rank := _rank(start, person)) is not None]
    return tuple(person for _, person in sorted(ranked, key=lambda pair: pair[0]))


def called(name: str, people: Iterable[Person]) -> Person | None:
    """The person, or the first, whose name or name form is `name`, capitals and accents apart."""
    wanted = _folded(name)
    return next(
        (
            person
            for person in people
            if wanted and wanted in map(_folded, (person.name, *person.forms))
        ),
        None,
    )


def surname(name: str) -> str:
    """The family name in `name`, with its particles: ``van der Berg``, without honours."""
    if "," in name and " " not in name.partition(",")[0].strip():
        return name.partition(",")[0].strip()
    words = _without_honours(name.partition(",")[0].split())
    start = len(words) - 1
    while start > 0 and words[start - 1].islower():
        start -= 1
    return " ".join(words[max(start, 0) :])


def short(name: str) -> str:
    """`name` as a sentence of the minutes says it: ``Cllr Moss``; whole if it has no title."""
    words = name.split()
    count = next((n for n, word in enumerate(words) if not _is_title(word)), len(words))
    if not count or count == len(words):
        return name
    title = " ".join(words[:count])
    by_first_name = _folded(words[count - 1]) in ("sir", "dame")
    return f"{title} {words[count] if by_first_name else surname(' '.join(words[count:]))}"


def _parts(text: str, people: Sequence[Person]) -> Iterable[str]:
    for part in _BETWEEN.split(text):
        if "," in part and not _meant(part, people):
            yield from filter(None, map(str.strip, part.split(",")))
        elif part.strip():
            yield part.strip()


def _meant(text: str, people: Sequence[Person]) -> tuple[Person, ...]:
    """Everyone `text` may mean: by initials, or else by name form, or else by part of a name."""
    wanted = _folded(text)
    for kind in range(3):
        if meant := tuple(person for person in people if wanted in _forms(person)[kind]):
            return meant
    return ()


@lru_cache(maxsize=4096)
def _forms(person: Person) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What a person goes by, to compare: initials, whole names, and parts of the name.

    The parts leave out title or first name: ``Anne Moss``, ``A Moss``, ``Cllr Moss``, ``Moss``.
    """
    initials = tuple(filter(None, [_folded(person.initials)]))
    whole = tuple(map(_folded, (person.name, *person.forms)))
    words = _without_honours([word for word in person.name.split() if not _is_title(word)])
    if not words:
        return initials, whole, ()
    family = surname(" ".join(words))
    parts = (family, " ".join(words), f"{words[0][0]} {family}", short(person.name))
    return initials, whole, tuple(map(_folded, parts))


def _rank(start: str, person: Person) -> int | None:
    initials, whole, parts = _forms(person)
    names = whole + parts
    tests = (
        start in initials,
        any(name.startswith(start) for name in parts[:1]),
        any(name.startswith(start) for name in initials),
        any(name.startswith(start) for name in names),
        any(f" {start}" in name for name in names),
    )
    return tests.index(True) if True in tests else None


def _folded(text: str) -> str:
    """`text` without capitals, accents, full stops and double spaces, to compare names by.

    ``Councillor`` counts as ``Cllr``, the one title that papers print both ways.
    """
    letters = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace(".", ""))
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(r"^councillor\b", "cllr", " ".join(bare.casefold().split()))


def _is_title(word: str) -> bool:
    return bool(re.fullmatch(_TITLE, word.rstrip("."), re.IGNORECASE))


def _like_initials(text: str) -> bool:
    letters = text.replace(".", "").replace(" ", "")
    return letters.isalpha() and letters.isupper() and 2 <= len(letters) <= 4


def _without_honours(words: list[str]) -> list[str]:
    while len(words) > 1 and re.fullmatch(_HONOUR, words[-1].strip(".,()"), re.IGNORECASE):
        words = words[:-1]
    return words
