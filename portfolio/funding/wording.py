"""Names, amounts and lists as people write them."""

from __future__ import annotations

from collections.abc import Sequence

from portfolio.model import Portfolio

#: How many names a sentence lists before it says "and 9 more".
LISTED = 3


def quoted(name: str) -> str:
    """Return a name in quotes; a stand-in when it is empty."""
    return f"“{name.strip() or 'unnamed'}”"


def counted(count: int, noun: str) -> str:
    """Return ``1 initiative`` or ``3 initiatives``."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def listed(parts: Sequence[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def named(names: Sequence[str], most: int = LISTED) -> str:
    """Return quoted names as a list; beyond ``most``, the rest as a count."""
    shown = [quoted(name) for name in names[:most]]
    rest = len(names) - len(shown)
    return listed([*shown, f"{rest:,} more"] if rest else shown)


def number(amount: float) -> str:
    """Return an amount with as many decimals as matter: four figures, or whole from 1,000 on.

    Never in exponent form below 1e15, never ``-0``.
    """
    if amount == 0:
        return "0"
    size = abs(amount)
    decimals = 0
    while size < 1000 and decimals < 12:
        size *= 10
        decimals += 1
    text = f"{amount:,.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def with_unit(amount: float, unit: str) -> str:
    """Return an amount with its unit: ``$12.5M`` for ``$M``, else ``12.5 FTE``."""
    currency, scale = unit[:1], unit[1:]
    if currency in {"$", "€", "£", "¥"}:
        sign = "−" if amount < 0 else ""
        return f"{sign}{currency}{number(abs(amount))}{scale}"
    return f"{number(amount)} {unit}".replace("-", "−", 1).rstrip()


def initiative_name(portfolio: Portfolio, initiative_id: str) -> str:
    """Return the quoted name of an initiative."""
    return quoted(portfolio.initiatives[initiative_id].name)


def names_of(portfolio: Portfolio, ids: Sequence[str], most: int = LISTED) -> str:
    """Return the names of some initiatives as a list."""
    return named([portfolio.initiatives[initiative_id].name for initiative_id in ids], most)


def percent(share: float) -> str:
    """Return a share as percent with one decimal; ``less than 0.1 %`` below that."""
    if 0 < abs(share) < 0.0005:
        return "less than 0.1 %"
    return f"{share * 100:.1f} %".replace("-", "−").replace(".0 %", " %")
