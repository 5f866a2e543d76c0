"""Names and amounts of money in free text, as far as they can be told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

AMOUNT, MAIL, MENTION = "[amount]", "[e-mail]", "[person]"

_SIGNS = "$\u00a2\u00a3\u00a4\u00a5\u0e3f\u20a0-\u20cf"
_CODES = (
    "USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|CAD|AUD|NZD|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|BGN|TRY|ILS|"
    "AED|SAR|QAR|ZAR|NGN|KES|EGP|BRL|MXN|ARS|CLP|COP|PEN|SGD|HKD|TWD|KRW|THB|IDR|MYR|PHP|VND|"
    "PKR|BDT|RUB|UAH"
)
_SPELLED = "dollars?|euros?|pounds?|francs?|yen|yuan|rupees?|kron(?:a|er|or)|zloty|cents?|bucks"
_SPELLED_SCALE = r"mio\.?|mill\.?|mrd\.?|thousand|million|billion|trillion|lakh|crore"
_SCALE = rf"(?:[kKmMbBtT]|[mMbBtT]n|(?i:{_SPELLED_SCALE}))(?![^\W\d_])"
_IN_DIGITS = r"\d+(?:[.,'\u2019\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?"
_IN_LETTERS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|"
    "fifty|sixty|seventy|eighty|ninety|hundred"
)
_NUMBER = rf"(?:{_IN_DIGITS}|(?<!\w)(?i:{_IN_LETTERS})(?!\w))"
_SIZED = rf"{_NUMBER}(?:\s?{_SCALE})?"
_RANGE = (
    rf"(?:(?<=[Bb]etween\s){_SIZED}\sand\s{_SIZED}"
    rf"|{_SIZED}(?:\s?(?:-|\u2013|\u2212|to)\s?{_SIZED})?)"
)
_ANY_NUMBER = re.compile(_NUMBER)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_MENTION = re.compile(r"(?<!\w)@\w[\w.-]*")
#: A run of letters and digits: names are also joined by underscores.
_RUN = re.compile(r"[^\W_]+")
_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")

#: Words before a name, and small words inside one: no name by themselves.
_BESIDE_NAMES = (
    "dr prof professor mr mrs ms mx sir dame lord lady hon rev st van von der den de del della di "
    "da dos du la le el al bin ibn ten ter af av zu zum zur y e and the of for"
)
#: Words by which a body or an office is known from a person.
_OF_BODIES = (
    "affairs agency analyst analytics assembly assurance attorney auditor bank board body business "
    "cabinet chair chairs chief claims clients college commission commissioner committee company "
    "compliance consumer corporate council customer data day delivery department desk digital "
    "director directorate division engineering executive finance financial forum general group "
    "head health hospital hr information infrastructure innovation institute investment it "
    "keynote lab legal manager management marketing medical minister ministry network office "
    "officer operations panel partner planning platform president procurement product program "
    "project public research retail review risk safety sales science secretary security service "
    "services steering strategy supply support systems task team technology treasury trust unit "
    "university working workshop"
)
_NOT_ALONE, _NOT_OF_PEOPLE = frozenset(_BESIDE_NAMES.split()), frozenset(_OF_BODIES.split())
_SHORTEST = 2


class Amounts:
    """Finds amounts of money: numbers beside a sign, a code or the name of a currency.

    Args:
        units: of money in the document at hand, such as ``kr`` or ``$M``.
    """

    def __init__(self, units: Iterable[str]) -> None:
        tokens = sorted({unit.strip() for unit in units} - {""}, key=len, reverse=True)
        own = [rf"(?<!\w){re.escape(token)}(?!\w)" for token in tokens]
        sign = rf"[A-Z]{{0,3}}[{_SIGNS}](?:{_SCALE})?"
        named = rf"(?<![^\W\d_])(?:{_CODES}|(?i:{_SPELLED}))(?![^\W\d_])"
        money = f"(?:{'|'.join((*own, sign, named))})"
        token = rf"(?:{money}\s?{_RANGE}|(?<!\w){_RANGE}|{money})"
        self._money = re.compile(money)
        self._beside = re.compile(rf"{token}(?:\s?{token})*")

    def is_money(self, unit: str) -> bool:
        """Whether a unit is money, or money per something."""
        return self._money.search(unit) is not None

    def without(self, text: str) -> tuple[str, tuple[str, ...]]:
        """Return a text with ``[amount]`` for each amount, and the amounts."""
        found: list[str] = []
        if _ANY_NUMBER.search(text):
            text = self._beside.sub(lambda match: self._instead(match[0], found), text)
        return text, tuple(found)

    def _instead(self, said: str, found: list[str]) -> str:
        if not (_ANY_NUMBER.search(said) and self._money.search(said)):
            return said
        found.append(said)
        return AMOUNT


class Names:
    """Puts stand-ins for the names of people, whole, by one part, or in the genitive.

    Several words in a row count in any case. One word alone counts as it is written in
    the name, in capitals and without its accents; of a body (*Steering committee*) only the
    whole name counts.

    Args:
        stand_ins: name to what stands in for it.
    """

    def __init__(self, stand_ins: dict[str, str]) -> None:
        self._whole = {_folded(name): instead for name, instead in stand_ins.items()}
        self._words: dict[str, str] = {}
        for name, instead in stand_ins.items():
            for word in name_parts(name):
                for form in (word, word.upper(), _unaccented(word)):
                    self._words.setdefault(_straight(form), instead)
        phrases = sorted((name for name in self._whole if " " in name), key=len, reverse=True)
        self._first = {
            found.casefold() for name in (*phrases, *self._words) for found in _RUN.findall(name)
        }
        any_case = "|".join(r"[\s_]+".join(map(_pattern, name.split())) for name in phrases)
        as_written = "|".join(map(_pattern, sorted(self._words, key=len, reverse=True)))
        parts = [f"(?i:{any_case})" if any_case else "", as_written]
        self._any = re.compile(rf"(?<![^\W_])(?:{'|'.join(filter(None, parts))})(?![^\W_])")

    def instead_of(self, name: str) -> str:
        """Return what stands in for a whole name; empty for one that is not known."""
        return self._whole.get(_folded(name), "")

    def in_key(self, key: str) -> bool:
        """Whether an id was made from a name: ``u_ferrante``."""
        return any(len(word) > 3 and word.casefold() in key.casefold() for word in self._words)

    def without(self, text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        """Return a text without names, addresses and mentions, and what became of each."""
        whole = self.instead_of(text)
        if whole:
            return whole, ((text, whole),)
        found: list[tuple[str, str]] = []

        def put(match: re.Match[str], instead: str = "") -> str:
            after = instead or self._instead_of_part(match[0])
            found.append((match[0], after))
            return after

        text = _MAIL.sub(lambda match: put(match, MAIL), text)
        text = _MENTION.sub(lambda match: put(match, MENTION), text)
        if not self._first.isdisjoint(_RUN.findall(_folded(text))):
            text = self._any.sub(put, unicodedata.normalize("NFC", text))
        return text, tuple(found)

    def _instead_of_part(self, said: str) -> str:
        whole = self.instead_of(said.replace("_", " "))
        return whole or self._words.get(_straight(said), MENTION)


def name_parts(name: str) -> tuple[str, ...]:
    """Return the words of a name that stand for the person alone; none for a body."""
    words = _WORD.findall(unicodedata.normalize("NFC", name))
    words += [piece for word in words if "-" in word for piece in word.split("-")]
    if any(word.casefold() in _NOT_OF_PEOPLE for word in words):
        return ()
    return tuple(
        word
        for word in words
        if len(word) >= _SHORTEST
        and any(letter.isalpha() for letter in word)
        and word.casefold() not in _NOT_ALONE
    )


def _folded(name: str) -> str:
    return " ".join(_straight(unicodedata.normalize("NFC", name)).casefold().split())


def _straight(text: str) -> str:
    """Return a text with one kind of apostrophe."""
    return text.replace("\u2019", "'")


def _pattern(text: str) -> str:
    return re.escape(text).replace("'", "['\u2019]")


def _unaccented(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
