"""Which question of the five lessons stands in which section of the form."""

from __future__ import annotations

from portfolio.model import FIGURES, GENAI_RISKS, FigureGroup
from portfolio.model.compute import CHIPS
from ui.pages.initiatives_parts.facts_fields import answer_id, figure_id, training_id

FIRST = "What the lessons ask first"
COMPUTE = "Compute and use"
KILL = "Kill criterion outcome"
#: Figures that are asked first, and so not again in the section of their group.
_ASKED_FIRST = ("units_per_day", "seconds_per_unit")


def _answers(*paths: str) -> tuple[str, ...]:
    return tuple(answer_id(path) for path in paths)


def _figures(group: FigureGroup) -> tuple[str, ...]:
    return tuple(
        figure_id(kind.name)
        for kind in FIGURES
        if kind.group == group and kind.name not in _ASKED_FIRST
    )


FIRST_COLUMNS = (
    *_answers("kind"),
    *(training_id(chip) for chip in CHIPS),
    *(figure_id(name) for name in _ASKED_FIRST),
    *_answers("inference_chip", "pricing", "tier"),
    *_answers("kill.metric", "kill.floor", "kill.date", "kill.action"),
)
COMPUTE_COLUMNS = (*_figures("compute"), *_answers("launched"))
#: Title of a section to its columns, in the order of the form.
FOLDED: dict[str, tuple[str, ...]] = {
    "Cost of one use": _figures("unit cost"),
    "Price and revenue": (*_answers("evidence"), *_figures("price")),
    "Use and retention": (*_figures("use"), *_answers("integration")),
    "Rights and trust": (
        *_answers("role", "eu_reach", "evidence_file"),
        *_answers("rights", "output_rights", "likeness", "indemnity", "synthetic_media"),
        *_answers(
            "provenance.visible_mark",
            "provenance.content_credentials",
            "provenance.watermark",
            "provenance.survives_editing",
        ),
        *_figures("trust"),
    ),
    "Risk management": (
        *_answers(*(f"functions.{name}" for name in ("govern", "map", "measure", "manage"))),
        *_answers(*(f"risks.{key}" for key in GENAI_RISKS)),
    ),
}
KILL_COLUMNS = _answers("kill.outcome")
