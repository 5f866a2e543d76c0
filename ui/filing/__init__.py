"""Opening, saving and closing as the person experiences them."""

from ui.filing.backups import Version, compare, versions
from ui.filing.filing import Filing
from ui.filing.names import PATTERNS, SUFFIX
from ui.filing.recovered import Recovered, find

__all__ = ["PATTERNS", "SUFFIX", "Filing", "Recovered", "Version", "compare", "find", "versions"]
