"""Expressions, read and evaluated from what lib/expr/README.md says of them. Nodes are nested tuples."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

from values import Value, calculate, contains, equal, is_true, ordered



Node = tuple[Any, ...]

WORDS = {"or": "||", "and": "&&", "not": "!", "eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}
LEVELS = (("||",), ("&&",), ("==", "!="), ("<", "<=", ">", ">=", "in"), ("+", "-"), ("*", "/", "%"))
TOKEN = re.compile(r"""\s*(?:
      (?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)
    | (?P<string>'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")
    | (?P<name>(?:(?:vars?|cmmn):)?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)
    | (?P<sign>\|\||&&|==|!=|<=|>=|[-+*/%<>!?:()\[\],])
    )""", re.VERBOSE)
ESCAPES = {"n": "\n", "t": "\t"}


class Names(Protocol):
    """Where the names of an expression get their values."""

    def fact(self, name: str) -> Value: ...
    def state(self, key: str) -> str: ...
    def done(self, key: str) -> bool: ...
    def services(self) -> frozenset[str]: ...
    def completable(self) -> bool: ...


class Parser:
    def __init__(self, text: str) -> None:
        self.tokens: list[tuple[str, str]] = []
        at = 0
        text = text.rstrip()
        while at < len(text):
            match = TOKEN.match(text, at)
            if not match:
                raise ValueError(f"no expression: {text!r} at {at}")
            self.tokens.append((str(match.lastgroup), match.group(str(match.lastgroup))))
            at = match.end()
        self.tokens.append(("end", ""))
        self.at = 0

    def next_is(self, sign: str) -> bool:
        kind, text = self.tokens[self.at]
        return kind in ("sign", "name") and WORDS.get(text, text) == sign

    def take(self, sign: str) -> bool:
        taken = self.next_is(sign)
        self.at += taken
        return taken

    def expect(self, sign: str) -> None:
        if not self.take(sign):
            raise ValueError(f"{sign!r} expected at {self.tokens[self.at]}")

    def choice(self) -> Node:
        condition = self.level(0)
        if not self.take("?"):
            return condition
        yes = self.choice()
        self.expect(":")
        return ("choice", condition, yes, self.choice())

    def level(self, depth: int) -> Node:
        if depth == len(LEVELS):
            return self.unary()
        left = self.level(depth + 1)
        while True:
            sign = next((s for s in LEVELS[depth] if self.take(s)), None)
            if sign is None:
                return left
            right = self.items() if sign == "in" and self.next_is("[") else self.level(depth + 1)
            left = (sign, left, right)

    def items(self) -> Node:
        """What stands between [ and ]."""
        self.expect("[")
        found: list[Node] = []
        while not self.take("]"):
            found.append(self.choice())
            if not self.next_is("]"):
                self.expect(",")
        return ("list", *found)

    def unary(self) -> Node:
        for sign in ("!", "-", "empty"):
            if self.take(sign):
                return ("unary" + sign, self.unary())
        return self.primary()

    def primary(self) -> Node:
        kind, text = self.tokens[self.at]
        self.at += 1
        if kind == "number":
            return ("value", int(text) if text.isdigit() else float(text))
        if kind == "string":
            return ("value", re.sub(r"\\(.)", lambda m: ESCAPES.get(m[1], m[1]), text[1:-1]))
        if text == "(":
            inside = self.choice()
            self.expect(")")
            return inside
        if kind != "name":
            raise ValueError(f"no value: {text!r}")
        if text in ("null", "true", "false"):
            return ("value", {"null": None, "true": True, "false": False}[text])
        if self.next_is("("):
            return self.function(text.replace("vars:", "var:"))
        return ("services",) if text == "services" else ("fact", text)

    def function(self, name: str) -> Node:
        arguments: list[Node] = []
        self.expect("(")
        while not self.take(")"):
            arguments.append(self.choice())
            if not self.next_is(")"):
                self.expect(",")
        if name in ("state", "done"):
            return (name, arguments[0][1])
        if name == "cmmn:isStageCompletable":
            return ("completable",)
        fact: Node = ("fact", arguments[0][1])
        missing = ("==", fact, ("value", None))
        meanings: dict[str, Callable[[], Node]] = {
            "get": lambda: fact,
            "exists": lambda: ("unary!", missing),
            "getOrDefault": lambda: ("choice", missing, arguments[1], fact),
            "eq": lambda: ("==", fact, arguments[1]),
            "ne": lambda: ("&&", ("unary!", missing), ("!=", fact, arguments[1])),
            "lt": lambda: ("<", fact, arguments[1]),
            "isEmpty": lambda: ("unaryempty", fact),
            "contains": lambda: ("all", fact, *arguments[1:]),
            "containsAny": lambda: ("any", fact, *arguments[1:]),
        }
        return meanings[name.removeprefix("var:")]()


@lru_cache(maxsize=None)
def parse(text: str) -> Node:
    """The tree of an expression, with or without ${ } around it."""
    text = text.strip()
    if text.startswith(("${", "#{")) and text.endswith("}"):
        text = text[2:-1]
    parser = Parser(text)
    node = parser.choice()
    if parser.tokens[parser.at][0] != "end":
        raise ValueError(f"more than an expression: {text!r}")
    return node


def evaluate(node: Node, names: Names) -> Value:
    kind = node[0]
    if kind == "value":
        return node[1]
    if kind == "fact":
        return names.fact(node[1])
    if kind == "state":
        return names.state(node[1])
    if kind == "done":
        return names.done(node[1])
    if kind == "services":
        return names.services()
    if kind == "completable":
        return names.completable()
    if kind == "choice":
        return evaluate(node[2] if is_true(evaluate(node[1], names)) else node[3], names)
    if kind == "in" and node[2][0] == "list":
        left = evaluate(node[1], names)
        return any(equal(left, evaluate(n, names)) for n in node[2][1:])
    values = [evaluate(n, names) for n in node[1:]]
    return apply(kind, values)


def apply(kind: str, values: list[Value]) -> Value:
    a = values[0]
    if kind == "unary!":
        return not is_true(a)
    if kind == "unaryempty":
        return a is None or a == "" or a == frozenset()
    if kind == "unary-":
        return calculate("-", 0, a)
    if kind in ("all", "any"):
        return {"all": all, "any": any}[kind](contains(a, part) for part in values[1:])
    b = values[1]
    if kind == "&&":
        return is_true(a) and is_true(b)
    if kind == "||":
        return is_true(a) or is_true(b)
    if kind in ("==", "!="):
        return equal(a, b) == (kind == "==")
    if kind == "in":
        return isinstance(b, frozenset) and contains(b, a)
    if kind in ("<", "<=", ">", ">="):
        return ordered(kind, a, b)
    return calculate(kind, a, b)


def holds(text: str, names: Names) -> bool:
    return is_true(evaluate(parse(text), names))
