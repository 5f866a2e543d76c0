"""The document on disk: the native format, opening, and saving without ever losing anything."""

from portfolio.files.atomic import write_atomically
from portfolio.files.errors import (
    ChangedOnDisk,
    Damaged,
    DiskFault,
    DiskFull,
    Gone,
    KeptBeside,
    NotOpened,
    NotSaved,
    NotWritable,
    Unreadable,
    Unsavable,
    WrongKind,
)
from portfolio.files.native import dumps, loads
from portfolio.files.opening import DiskState, Opened, disk_state, fingerprint, load
from portfolio.files.samples import Sample, samples
from portfolio.files.saving import Saved, save

__all__ = [
    "ChangedOnDisk",
    "Damaged",
    "DiskFault",
    "DiskFull",
    "DiskState",
    "Gone",
    "KeptBeside",
    "NotOpened",
    "NotSaved",
    "NotWritable",
    "Opened",
    "Sample",
    "Saved",
    "Unreadable",
    "Unsavable",
    "WrongKind",
    "disk_state",
    "dumps",
    "fingerprint",
    "load",
    "loads",
    "samples",
    "save",
    "write_atomically",
]
