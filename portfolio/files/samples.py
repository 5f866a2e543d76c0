"""The sample portfolios that come with the app."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).resolve().parents[2] / "sample_portfolios"
_IN_MENU_ORDER = (
    ("tutorial_8", "Tutorial: eight initiatives"),
    ("northlight_ai_lab", "Northlight AI Lab"),
    ("meridian_bank", "Meridian Bank"),
    ("st_brennan_hospitals", "St. Brennan Hospitals"),
    ("province_of_calder", "Province of Calder"),
    ("aurelia_grid", "Aurelia Grid: fund, defer or cut"),
    ("sora_reconstruction", "Sora, reconstructed from public reports"),
    ("stress_1200", "1,200 initiatives"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample: its file, and its name in the menu."""

    path: Path
    title: str


def samples(folder: Path = _FOLDER) -> tuple[Sample, ...]:
    """Return the samples that are there, in the order of the menu; none without the folder."""
    found = (Sample(folder / f"{name}.portfolio", title) for name, title in _IN_MENU_ORDER)
    return tuple(sample for sample in found if sample.path.is_file())
