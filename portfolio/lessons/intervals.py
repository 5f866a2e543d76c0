"""How sure a share is that was counted in a few tries."""

from __future__ import annotations

import numpy as np

from portfolio.lessons.columns import Values

_Z95 = 1.959963984540054


def wilson_lower(successes: Values, tries: Values) -> Values:
    """Return the lower bound of Wilson's 95 % interval for a share.

    ``(p + z²/2n − z √(p(1−p)/n + z²/4n²)) ÷ (1 + z²/n)`` with ``p = successes ÷ tries``,
    ``n = tries`` and ``z = 1.96``; NaN where there were no tries or more successes than
    tries. (Wilson, E. B., 1927, J. Am. Stat. Assoc. 22, 209-212.)
    """
    fits = (tries > 0) & (successes >= 0) & (successes <= tries)
    n = np.where(fits, tries, np.nan)
    p = successes / n
    spread = np.sqrt(p * (1.0 - p) / n + _Z95**2 / (4.0 * n**2))
    bound: Values = (p + _Z95**2 / (2.0 * n) - _Z95 * spread) / (1.0 + _Z95**2 / n)
    return bound
