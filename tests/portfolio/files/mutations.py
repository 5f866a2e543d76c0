"""Accidents that happen to a portfolio file: to its bytes, and to its tree."""

from __future__ import annotations

import json

#: Pieces that parsers stumble over.
TOKENS = [
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"\n", b" ", b"\x00", b"\xff"),
    b"\xed\xa0\x80",
    *(b"NaN", b"-Infinity", b"1e999", b"-0.0", b"-0", b"00", b"1.", b".5", b"9" * 400, b"1E+2"),
    *(b"true", b"null", b'""', b"\\u0000", b"\\ud800", b"\\ud83d\\ude00", b"/*", b"//", b"'"),
    *(b"[" * 100, b'{"a":' * 100, b'"a": 1, "a": 1', b'"schema": [2, 0],', b'"order": "-"'),
    *(b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"\x7f", b"\xc2\x85", b'"\xc3\xa9"', b"\r\n"),
]
#: Values that are well formed and may be wrong where they are put.
VALUES = [
    *(None, True, False, 0, 1, -1, 0.5, -0.0, 1e308, 2**53 + 1, 10**400, "", " ", "x", "V"),
    *("\ud800", "\x00", "\u202e", "e\u0301", "a" * 5_000, "nobody", "i_triage", "r_gpu", "q_1"),
    *("2027-02-29", "2027-01-01", "9999-12-31T23:59:59Z", "2027-01-08T00:00:00+24:00"),
    *("max", "budget", "requires", "fund", "capacity_factor", "high", "benefit"),
    *([], {}, [[]], {"": {}}, {"a": {"b": []}}, ["i_triage", "i_triage"], [1, "1", None]),
]


def mutated(random, data):
    """Return bytes with one to four small accidents."""
    data = bytearray(data)
    for _ in range(random.randint(1, 4)):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice([0, 1, 2, 8, 60, 400]))
        match random.randrange(6):
            case 0:
                data[start:end] = random.choice(TOKENS)
            case 1:
                data[start:end] = b""
            case 2:
                data[start:start] = data[end : end + random.randrange(200)]
            case 3:
                data[start:end] = random.randbytes(end - start)
            case 4 if start < len(data):
                data[start] ^= 1 << random.randrange(8)
            case _:
                lines = bytes(data).split(b"\n")
                line = random.randrange(len(lines))
                lines.insert(random.randrange(len(lines)), lines[line])
                data = bytearray(b"\n".join(lines))
    return bytes(data)


def regrown(random, data):
    """Return a file whose tree has one to three branches changed, cut, moved or grafted."""
    tree = json.loads(data)
    branches = [tree]
    for branch in branches:
        children = branch.values() if isinstance(branch, dict) else branch
        branches += [child for child in children if child and isinstance(child, dict | list)]
    for _ in range(random.randint(1, 3)):
        _change(random, random.choice(branches), branches)
    return json.dumps(tree, check_circular=False).encode()


def _change(random, branch, branches):
    keys = list(branch) if isinstance(branch, dict) else list(range(len(branch)))
    if not keys:
        return
    key = random.choice(keys)
    match random.randrange(5):
        case 0:
            del branch[key]
        case 1:
            branch[key] = _copied(random.choice(branches))
        case 2 if isinstance(branch, dict):
            branch[random.choice(["x", "", "name", "order", "i_video", "extra", "schema"])] = (
                branch.pop(key)
            )
        case 3 if isinstance(branch, dict):
            other = random.choice([one for one in branches if isinstance(one, dict)])
            branch[random.choice(list(other) or ["a"])] = random.choice(VALUES)
        case _:
            branch[key] = random.choice(VALUES)


def _copied(branch):
    return json.loads(json.dumps(branch))
