"""Who requires whom: what an initiative brings along, and dependencies that run in circles."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping

from portfolio.model.portfolio import Portfolio
from portfolio.model.rule import Rule, RuleKind
from portfolio.model.text import quoted

Graph = Mapping[str, tuple[str, ...]]
#: Kinds of rules by which one initiative needs another.
NEEDS: tuple[RuleKind, ...] = ("requires", "finished_before", "together")


def active_rules(portfolio: Portfolio, *kinds: RuleKind) -> list[tuple[str, Rule]]:
    """Return the active rules of some kinds, by id, so that a report never changes its order."""
    return sorted(
        (pair for pair in portfolio.rules.items() if pair[1].active and pair[1].kind in kinds),
        key=lambda pair: pair[0],
    )


def name_of(portfolio: Portfolio, initiative: str) -> str:
    """Return the quoted name of an initiative that the portfolio contains."""
    return quoted(portfolio.initiatives[initiative].name)


def requirements(portfolio: Portfolio, *kinds: RuleKind) -> dict[str, tuple[str, ...]]:
    """Return initiative id to the ids that it requires directly, itself left out.

    Args:
        portfolio: the whole document.
        kinds: of the rules that are read, out of ``NEEDS``; none means all of them. Those
            that are funded together require each other in a circle.
    """
    graph: dict[str, dict[str, None]] = {}
    for _, rule in active_rules(portfolio, *(kinds or NEEDS)):
        for subject, needed in _needs(rule, portfolio):
            row = graph.setdefault(subject, {})
            row.update(dict.fromkeys(needed))
            row.pop(subject, None)
    return {key: tuple(row) for key, row in graph.items()}


def _needs(rule: Rule, portfolio: Portfolio) -> Iterator[tuple[str, list[str]]]:
    known = [i for i in dict.fromkeys(rule.initiatives) if i in portfolio.initiatives]
    if rule.kind == "together":
        for subject, following in zip(known, [*known[1:], *known[:1]], strict=True):
            yield subject, [following]
    elif rule.initiatives[:1] == tuple(known[:1]) and known:
        yield known[0], [i for i in rule.initiatives[1:] if i in portfolio.initiatives]


def with_requirements(graph: Graph, start: Iterable[str]) -> tuple[str, ...]:
    """Return ``start`` and everything it requires, directly or not, nearest first."""
    reached = dict.fromkeys(start)
    queue = deque(reached)
    while queue:
        for needed in graph.get(queue.popleft(), ()):
            if needed not in reached:
                reached[needed] = None
                queue.append(needed)
    return tuple(reached)


def bound_by(portfolio: Portfolio, *kinds: RuleKind) -> tuple[str, ...]:
    """Return the initiatives that active rules of some kinds name, each once."""
    return tuple(
        dict.fromkeys(
            initiative
            for _, rule in active_rules(portfolio, *kinds)
            for initiative in rule.initiatives
            if initiative in portfolio.initiatives
        )
    )


def reversed_(graph: Graph) -> dict[str, tuple[str, ...]]:
    """Return initiative id to the ids that require it directly."""
    back: dict[str, list[str]] = {}
    for key, needed in graph.items():
        for other in needed:
            back.setdefault(other, []).append(key)
    return {key: tuple(row) for key, row in back.items()}


def cycles(graph: Graph, order: Collection[str]) -> list[tuple[str, ...]]:
    """Return one shortest circle for each group of initiatives that require each other.

    Args:
        graph: see ``requirements``.
        order: all initiatives in the order of the screen; a circle starts at the
            first of its group.

    Returns:
        Circles as paths that end where they start: ``(a, b, c, a)``.
    """
    circular = [group for group in _groups(graph) if len(group) > 1]
    group_of = {key: n for n, group in enumerate(circular) for key in group}
    starts: dict[int, str] = {}
    for key in order:
        if key in group_of:
            starts.setdefault(group_of[key], key)
    return [_circle(graph, start) for start in starts.values()]


def _groups(graph: Graph) -> list[set[str]]:
    """Return the strongly connected components (Kosaraju's algorithm, without recursion)."""
    back = reversed_(graph)
    placed: set[str] = set()
    groups: list[set[str]] = []
    for root in reversed(_finished(graph)):
        group: set[str] = set()
        stack = [root]
        while stack:
            node = stack.pop()
            if node not in placed:
                placed.add(node)
                group.add(node)
                stack.extend(back.get(node, ()))
        groups.append(group)
    return groups


def _finished(graph: Graph) -> list[str]:
    """Return the nodes in the order in which a depth-first search leaves them."""
    seen: set[str] = set()
    left: list[str] = []
    for root in graph:
        stack = [] if root in seen else [(root, iter(graph[root]))]
        seen.add(root)
        while stack:
            node, rest = stack[-1]
            fresh = next((n for n in rest if n not in seen), None)
            if fresh is None:
                left.append(node)
                stack.pop()
            else:
                seen.add(fresh)
                stack.append((fresh, iter(graph.get(fresh, ()))))
    return left


def _circle(graph: Graph, start: str) -> tuple[str, ...]:
    """Return the shortest way from ``start`` back to it, which must exist."""
    came_from: dict[str, str] = {}
    queue = deque([start])
    while start not in came_from:
        node = queue.popleft()
        for needed in graph.get(node, ()):
            if needed not in came_from:
                came_from[needed] = node
                queue.append(needed)
    path = [start, came_from[start]]
    while path[-1] != start:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
