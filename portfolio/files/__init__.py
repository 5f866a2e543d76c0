"""The document on disk: the native format, opening, and saving without ever losing anything."""

from portfolio.files.atomic import write_atomically
from portfolio.files.backups import Backup, keep_backup, list_backups, thin_backups
from portfolio.files.difference import difference
from portfolio.files.errors import (
    ChangedOnDisk,
    Damaged,
    DiskFault,
    DiskFull,
    Emptied,
    Gone,
    KeptBeside,
    NotOpened,
    NotSaved,
    NotWritable,
    Unreadable,
    Unsavable,
    WrongKind,
)
from portfolio.files.json_schema import schema
from portfolio.files.lock import (
    BEAT_SECONDS,
    Lock,
    LockedBy,
    LockedByOther,
    acquire,
    beat,
    describe,
    lock_path,
    release,
)
from portfolio.files.native import dumps, loads
from portfolio.files.neighbours import conflict_copies, remove_left_overs
from portfolio.files.opening import Opened, fingerprint, load, unchanged_since
from portfolio.files.recovery import (
    Origin,
    RecoveryCopy,
    discard_recovery,
    find_recovery,
    read_recovery,
    recovery_file,
    write_recovery,
)
from portfolio.files.samples import Sample, samples
from portfolio.files.saving import Saved, save

__all__ = [
    "BEAT_SECONDS",
    "Backup",
    "ChangedOnDisk",
    "Damaged",
    "DiskFault",
    "DiskFull",
    "Emptied",
    "Gone",
    "KeptBeside",
    "Lock",
    "LockedBy",
    "LockedByOther",
    "NotOpened",
    "NotSaved",
    "NotWritable",
    "Opened",
    "Origin",
    "RecoveryCopy",
    "Sample",
    "Saved",
    "Unreadable",
    "Unsavable",
    "WrongKind",
    "acquire",
    "beat",
    "conflict_copies",
    "describe",
    "difference",
    "discard_recovery",
    "dumps",
    "find_recovery",
    "fingerprint",
    "keep_backup",
    "list_backups",
    "load",
    "loads",
    "lock_path",
    "read_recovery",
    "recovery_file",
    "release",
    "remove_left_overs",
    "samples",
    "save",
    "schema",
    "thin_backups",
    "unchanged_since",
    "write_atomically",
    "write_recovery",
]
