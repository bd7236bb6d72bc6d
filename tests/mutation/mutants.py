"""Small changes to a module, one at a time: each should make some test fail."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from itertools import count
from types import CodeType

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult,
    ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr, ast.LShift: ast.RShift,
    ast.RShift: ast.LShift, ast.Break: ast.Continue,
}
NAMES = {"min": "max", "max": "min", "any": "all", "all": "any"}
WORDLESS = frozenset({"annotation", "returns", "decorator_list", "bases"})
"""Parts of a definition that no rule rests on."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where, what, and the whole changed module."""

    module: str
    line: int
    name: str
    """The line as it stands and the change, without a number of a line: by this name it is
    explained. The second of the same name has a #2."""
    code: CodeType


def mutants(source: str, module: str) -> Iterator[Mutant]:
    """All of them, in the order of the source."""
    lines = source.split("\n")
    tree = ast.parse(source)
    seen: Counter[str] = Counter()
    for place in list(_places(tree)):
        for kind in count():
            new = _other(place.node, kind)
            if new is None:
                break
            line = _line(place)
            name = f"{module}: {lines[line - 1].strip()} | {_said(place.node)} -> {_said(new)}"
            seen[name] += 1
            place.put(new)
            code = compile(ast.fix_missing_locations(tree), f"store.{module}", "exec")
            place.put(place.node)
            yield Mutant(module=module, line=line, code=code,
                         name=name if seen[name] == 1 else f"{name} #{seen[name]}")


@dataclass(frozen=True, slots=True)
class _Place:
    """A node with what holds it."""

    parent: ast.AST
    field: str
    index: int | None
    node: ast.AST
    inside: ast.AST
    """The nearest node that has a line."""

    def put(self, node: ast.AST) -> None:
        if self.index is None:
            setattr(self.parent, self.field, node)
        else:
            getattr(self.parent, self.field)[self.index] = node


def _places(tree: ast.AST, inside: ast.AST | None = None) -> Iterator[_Place]:
    for field, value in ast.iter_fields(tree):
        if field in WORDLESS:
            continue
        listed = value if isinstance(value, list) else [value]
        for index, node in enumerate(listed):
            if not isinstance(node, ast.AST) or _is_text(node):
                continue
            near = node if hasattr(node, "lineno") else inside or tree
            yield _Place(tree, field, index if isinstance(value, list) else None, node, near)
            yield from _places(node, near)


def _is_text(node: ast.AST) -> bool:
    """A docstring, or the words of a type alias."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _line(place: _Place) -> int:
    return int(getattr(place.inside, "lineno", 1))


def _said(node: ast.AST) -> str:
    if isinstance(node, (ast.If, ast.IfExp)):
        return f"if {_said(node.test)}"
    if hasattr(node, "lineno") or isinstance(node, ast.comprehension):
        return " ".join(ast.unparse(node).split())
    return type(node).__name__


def _other(node: ast.AST, kind: int) -> ast.AST | None:
    if isinstance(node, ast.Constant):
        value = _constant(node.value, kind)
        return None if value is None else ast.copy_location(ast.Constant(value), node)
    if isinstance(node, ast.BoolOp) and kind < len(node.values):
        rest = [value for number, value in enumerate(node.values) if number != kind]
        other = ast.BoolOp(node.op, rest) if len(rest) > 1 else rest[0]
        return ast.copy_location(other, node)
    if isinstance(node, (ast.If, ast.IfExp)) and kind < 2:
        other = copy(node)
        other.test = ast.copy_location(ast.Constant(value=not kind), node.test)
        return other
    if kind:
        return None
    if isinstance(node, ast.comprehension) and node.ifs:
        return ast.comprehension(node.target, node.iter, [], node.is_async)
    if type(node) in SWAPS:
        return SWAPS[type(node)]()
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.Not, ast.USub)):
        return node.operand
    if isinstance(node, ast.Name) and node.id in NAMES:
        return ast.copy_location(ast.Name(id=NAMES[node.id], ctx=ast.Load()), node)
    if isinstance(node, ast.Return) and not _nothing(node.value):
        return ast.copy_location(ast.Return(ast.Constant(None)), node)
    if isinstance(node, ast.keyword) and not isinstance(node.value, ast.Constant):
        return ast.copy_location(ast.keyword(node.arg, ast.Constant(None)), node)
    if isinstance(node, (ast.Expr, ast.AugAssign, ast.Raise)):
        return ast.copy_location(ast.Pass(), node)
    return None


def _nothing(value: ast.AST | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _constant(value: object, kind: int) -> object:
    if isinstance(value, bool):
        return None if kind else not value
    if isinstance(value, int) and kind < 2:
        return value - 1 if kind else value + 1
    if isinstance(value, str) and not kind:
        return value + "_"
    return None
