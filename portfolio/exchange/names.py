"""Finding the initiative that a row is about, and names that only look like another."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portfolio.model import Initiative
from portfolio.model.checks.names import skeleton


@dataclass(frozen=True, slots=True)
class Identity:
    """What a row says about which initiative it is; each may be empty."""

    id: str = ""
    code: str = ""
    name: str = ""

    @property
    def keys(self) -> list[tuple[str, str]]:
        """Its keys, the strongest first."""
        pairs = (("id", self.id), ("code", self.code), ("name", plain_name(self.name)))
        return [(kind, text) for kind, text in pairs if text]


@dataclass(frozen=True, slots=True)
class Match:
    """The initiative found: its id, how it was found, or why it cannot be told."""

    id: str | None = None
    how: str = ""
    conflict: str = ""


class KnownNames:
    """The initiatives of a portfolio by id, code and name."""

    def __init__(self, initiatives: Mapping[str, Initiative]) -> None:
        self._initiatives = initiatives
        self._by_code: defaultdict[str, list[str]] = defaultdict(list)
        self._by_name: defaultdict[str, list[str]] = defaultdict(list)
        for key, one in initiatives.items():
            if one.code.strip():
                self._by_code[one.code.strip()].append(key)
            self._by_name[plain_name(one.name)].append(key)

    def find(self, row: Identity) -> Match:
        """Return the initiative of a row: by record id, then code, then name."""
        if row.id in self._initiatives:
            return Match(row.id, "record id")
        coded = self._by_code.get(row.code, []) if row.code else []
        named = self._by_name.get(plain_name(row.name), []) if row.name else []
        if coded:
            both = [key for key in coded if key in named] or coded
            return _only(both, "code", f"the code “{row.code}”")
        free = [key for key in named if not row.code or not self._initiatives[key].code.strip()]
        return _only(free, "name", "this name")


class LookAlikes:
    """Names seen so far, by how they look."""

    def __init__(self, names: Iterable[str]) -> None:
        self._seen: dict[str, tuple[str, str]] = {}
        for name in names:
            self.add(name, "the portfolio")

    def add(self, name: str, where: str) -> None:
        """Remember a name and where it stands."""
        self._seen.setdefault(bare_look(name), (name, where))

    def warning(self, name: str) -> str:
        """Return a sentence when a new name is, or looks like, one seen before."""
        seen, where = self._seen.get(bare_look(name), ("", ""))
        if not seen:
            return ""
        if plain_name(seen) == plain_name(name):
            return f"Has the same name as another initiative ({where})."
        return f"Looks like “{seen}” ({where}), but is written differently."


def plain_name(name: str) -> str:
    """Return a name in Unicode's composed form without outer blanks, for equality."""
    return name.strip() if name.isascii() else unicodedata.normalize("NFC", name).strip()


def bare_look(name: str) -> str:
    """Return what a reader sees of a name, see ``skeleton``, accents left out as well."""
    look = skeleton(name)
    if look.isascii():
        return look
    letters = unicodedata.normalize("NFKD", look)
    return skeleton("".join(letter for letter in letters if not unicodedata.combining(letter)))


def _only(keys: list[str], how: str, what: str) -> Match:
    if len(keys) > 1:
        return Match(conflict=f"{len(keys)} initiatives have {what}; it cannot be told which.")
    return Match(keys[0], how) if keys else Match()
