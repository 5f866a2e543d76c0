"""Accidents that happen to tables: to their bytes, their cells, and the parts of a workbook."""

from __future__ import annotations

import csv
import io
import random
import re
import zipfile

WORDS = (
    *("Name", "Code", "Owner", "Stage", "Benefit ($M)", "Compute Q1", "Probability", "Start"),
    *("Resource", "Period", "Criterion", "Rater", "Score", "Total", "Low", "High", "Benefit unit"),
    *("GPU hours Q1 2027", "Goal fit (Ana)", "Tags", "Record id", "Capital", "Unit", "2027"),
    *("Claims triage", "CL", "Q1 2027", "pilot", "$1.2M", "3 FTE", "12 %", "1,200", "1.200"),
    *("1,5", "03/04/2027", "46023", "n/a", "=1+1", "'=1", '"', "\x00", "\ud800", "* note", "(3)"),
    *("1e999", "-5", "2.5 k", "Compute", "Goal fit", "Ana", "#REF!", "TRUE"),
    "\N{ZERO WIDTH SPACE}",
)
#: Small tables as teams have them; each is broken in many ways.
SMALL_TABLES = (
    "Initiative;Team;Budget 2027;Erfolg\nChat;3,5 FTE;1.200.000 €;12 %\nSuche;2;85.000,50;0,4\n",
    "Project\tResource\tQuarter\tAmount\nA\tGPU hours\tQ1 2027\t1,200\nA\tFTE\tQ1 2027\t3\n",
    "Plan 2027\n\nName,2027,,,\n,Q1,Q2,Q3,Q4\nA,1,2,3,4\nB,$1.2M,2k,n/a,\nTotal,,4,3,4\n* note\n",
    'Name,Start,Notes\n"A ""b""",03/04/2027,"two\nlines"\nB,Q2 2027,=1+1\n',
    "Initiative,Criterion,Rater,Score\nA,Goal fit,Ana,70\nA,Goal fit,Bo,55\nB,Goal fit,Ana,20\n",
)
#: Numbers and words that mean something to the readers of workbooks.
_VALUES = (
    *(b"-1", b"0", b"1", b"99999999999", b"1e308", b"nan", b"XFD1048576", b"A0", b"A1:XFD1048576"),
    *(b"s", b"b", b"e", b"str", b"inlineStr", b"d", b"n", b"true", b"hidden", b"External"),
    *(b"../../etc/passwd", b"file:///etc/passwd", b"xl/workbook.xml", b"_x0000_", b"&#0;", b"&a;"),
)
_ATTRIBUTE = re.compile(rb'(?<==")[^"<>]*(?=")')
_ELEMENT = re.compile(rb"<([A-Za-z:]+)\b[^<>]*/>|<([A-Za-z:]+)\b[^<>]*>[^<>]*</\2>")


def mutated(data, seed):
    """A few bytes changed, cut, doubled or taken from elsewhere in the file."""
    chance = random.Random(seed)
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(changed))
        what = chance.randrange(5)
        if what == 0:
            changed[at] = chance.randrange(256)
        elif what == 1:
            del changed[at : at + chance.randint(1, 40)]
        elif what == 2:
            changed[at:at] = changed[at : at + chance.randint(1, 40)]
        elif what == 3:
            changed[at : at + 4] = chance.randbytes(4)
        else:
            other = chance.randrange(len(changed))
            changed[at:at] = changed[other : other + 12]
        changed = changed or bytearray(b"x")
    return bytes(changed)


def rearranged(text, seed):
    """A table with rows and columns moved, cells exchanged, then written in another dialect."""
    chance = random.Random(seed)
    mark = max(",;\t", key=text.count)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark)) or [["x"]]
    for _ in range(chance.randint(1, 5)):
        row = chance.choice(rows) or [""]
        at = chance.randrange(max(1, len(row)))
        what = chance.randrange(7)
        if what == 0:
            row[at : at + 1] = [chance.choice(WORDS)]
        elif what == 1:
            rows.insert(chance.randrange(len(rows) + 1), list(chance.choice(rows)))
        elif what == 2:
            del row[at]
        elif what == 3:
            chance.shuffle(rows)
        elif what == 4:
            for each in rows:
                each[at:at] = each[:1] if chance.random() < 0.5 else [chance.choice(WORDS)]
        elif what == 5:
            row[at : at + 1] = [chance.choice(chance.choice(rows) or [""])]
        else:
            rows.insert(chance.randrange(len(rows) + 1), [chance.choice(WORDS)])
    return _in_another_dialect(rows, mark, chance)


def _in_another_dialect(rows, mark, chance):
    output = io.StringIO()
    mark = mark if chance.random() < 0.7 else chance.choice(",;\t|")
    csv.writer(output, delimiter=mark, quoting=chance.choice((0, 1)), escapechar="\\").writerows(
        rows
    )
    coding = chance.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"))
    return output.getvalue().encode(coding, "surrogatepass" if "utf" in coding else "replace")


def inside(data, seed):
    """A workbook with one member mutated and the zip around it intact."""
    chance = random.Random(seed)
    source = zipfile.ZipFile(io.BytesIO(data))
    chosen = chance.choice(source.namelist())
    change = chance.choice((mutated, revalued))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content, seed) if name == chosen else content)
    return output.getvalue()


def revalued(xml, seed):
    """A part with attributes given other values, and elements doubled, cut or moved."""
    chance = random.Random(seed)
    for _ in range(chance.randint(1, 4)):
        spots = [found.span() for found in chance.choice((_ATTRIBUTE, _ELEMENT)).finditer(xml)]
        if not spots:
            continue
        low, high = chance.choice(spots)
        other = xml[slice(*chance.choice(spots))]
        xml = xml[:low] + chance.choice((other, xml[low:high] * 2, *_VALUES)) + xml[high:]
    return xml
