"""Opening, saving and closing as the person experiences them."""

from ui.filing.backups import Version, tell_steps, versions
from ui.filing.beside import Copy, Settled, find_copies
from ui.filing.copies import ReadCopy, read_copies
from ui.filing.filing import Filing
from ui.filing.inputs import Left
from ui.filing.joining import Heed, Joined
from ui.filing.merging import Pending
from ui.filing.names import PATTERNS, SUFFIX
from ui.filing.recovered import Recovered, find
from ui.filing.remembering import tidy
from ui.filing.theirs import SavedBy, Theirs, moment_words

__all__ = [
    "PATTERNS",
    "SUFFIX",
    "Copy",
    "Filing",
    "Heed",
    "Joined",
    "Left",
    "Pending",
    "ReadCopy",
    "Recovered",
    "SavedBy",
    "Settled",
    "Theirs",
    "Version",
    "find",
    "find_copies",
    "moment_words",
    "read_copies",
    "tell_steps",
    "tidy",
    "versions",
]
