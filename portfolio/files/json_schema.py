"""The JSON Schema of a portfolio file, made from the records themselves.

``portfolio.schema.json`` beside this module is what ``schema()`` returns; a test keeps
the two equal.
"""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any

from portfolio.files.head import FORMAT, SCHEMA
from portfolio.files.leaves import DAY_PATTERN, MOMENT_PATTERN, ORDER_PATTERN, TEXT_PATTERN
from portfolio.files.writing import BARE, default_tree
from portfolio.model import Portfolio
from portfolio.model.shapes import FieldShape, Shape, fields_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
SHIPPED = Path(__file__).with_name("portfolio.schema.json")

Tree = dict[str, Any]

_LEAVES: dict[str, Tree] = {
    "text": {"$ref": "#/$defs/text"},
    "order": {"type": "string", "pattern": ORDER_PATTERN},
    "number": {"type": "number"},
    "whole": {"type": "integer"},
    "flag": {"type": "boolean"},
    "day": {"type": "string", "format": "date", "pattern": DAY_PATTERN},
    "moment": {"type": "string", "format": "date-time", "pattern": MOMENT_PATTERN},
}


def schema() -> Tree:
    """Return the JSON Schema (draft 2020-12) of the files that this version writes.

    It takes what ``loads`` takes without a note, and refuses what ``loads`` refuses,
    except for what no schema can say: keys that stand twice, numbers beyond all
    limits, days that are not in the calendar. Unknown fields are allowed, since a
    newer minor version may have added them.
    """
    definitions: Tree = {
        "text": {"type": "string", "pattern": TEXT_PATTERN, "$comment": "No control characters."}
    }
    root = _record(Portfolio, definitions)
    head: Tree = {
        "format": {"const": FORMAT},
        "schema": {
            "description": "Major and minor version. A minor version only adds fields.",
            "type": "array",
            "prefixItems": [{"const": SCHEMA[0]}, {"type": "integer", "minimum": 0}],
            "minItems": 2,
            "maxItems": 2,
        },
        "app": {"description": "The first version of the app that can read it.", "type": "string"},
    }
    return {
        "$schema": DIALECT,
        "title": f"{FORMAT} file, schema {SCHEMA[0]}.{SCHEMA[1]}",
        **root,
        "properties": {**head, **root["properties"]},
        "required": ["format", "schema", *root["required"]],
        "$defs": dict(sorted(definitions.items())),
    }


def _record(cls: type, definitions: Tree) -> Tree:
    fields = fields_of(cls)
    defaults = default_tree(cls)
    return {
        "type": "object",
        "description": _first_sentence(cls),
        "properties": {
            field.name: {**_shape(field.shape, definitions), **_default(field, defaults)}
            for field in fields
        },
        "required": [field.name for field in fields if field.required],
    }


def _default(field: FieldShape, defaults: Tree) -> Tree:
    return {} if field.required else {"default": defaults[field.name]}


def _shape(shape: Shape, definitions: Tree) -> Tree:
    known = _required_shape(shape, definitions)
    return {"anyOf": [{"type": "null"}, known]} if shape.optional else known


def _required_shape(shape: Shape, definitions: Tree) -> Tree:
    match shape.kind:
        case "choice":
            return {"enum": list(shape.choices)}
        case "list":
            return {"type": "array", "items": _shape(shape.entry(), definitions)}
        case "map":
            entry = _shape(shape.entry(), definitions)
            names = {"$ref": "#/$defs/text"}
            return {"type": "object", "propertyNames": names, "additionalProperties": entry}
        case "record":
            return _reference(shape.record_class(), definitions)
        case _:
            return dict(_LEAVES[shape.kind])


def _reference(cls: type, definitions: Tree) -> Tree:
    """Return a reference to a record's definition, which is added if it is not there yet."""
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}
        whole = _record(cls, definitions)
        bare = {"type": "number", "description": f"The {BARE[cls]} alone."} if cls in BARE else None
        definitions[cls.__name__] = whole if bare is None else {"anyOf": [bare, whole]}
    return {"$ref": f"#/$defs/{cls.__name__}"}


def _first_sentence(cls: type) -> str:
    summary = (inspect.getdoc(cls) or "").partition("\n\n")[0]
    return " ".join(summary.split())
