"""The public headers as clang reads them: declarations with their documentation, macros, and what expressions come to."""

import json
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Node = dict[str, Any]


@dataclass
class Macro:
    name: str
    header: str
    doc: str
    group: str  # the last line of C, or documentation, before it


class Clang:
    def __init__(self, include: list[Path], program: str = "clang") -> None:
        self.command = [program, "-std=c11", *(f"-I{folder}" for folder in include), "-x", "c", "-"]

    def run(self, source: str, *options: str) -> str:
        return subprocess.run([*self.command, *options], input=source, encoding="utf-8", check=True,
                              stdout=subprocess.PIPE).stdout

    def declarations(self, source: str) -> list[Node]:
        """The top of the syntax tree; each node knows the file in which it stands."""
        tree: Node = json.loads(self.run(source, "-fsyntax-only", "-fcomment-block-commands=threads",
                                         "-Xclang", "-ast-dump=json"))
        file = ""
        for node in tree["inner"]:
            file = last_file(node.get("loc", {}), file)
            node["file"] = file
            file = last_file(node, file)
        return list(tree["inner"])

    def values(self, source: str, expressions: dict[str, str]) -> dict[str, int]:
        """What constant expressions come to, by name."""
        lines = [f"enum {{ value_{i} = ({text}) }};" for i, text in enumerate(expressions.values())]
        found = {node["inner"][0]["name"]: int(constant(node["inner"][0])["value"])
                 for node in self.declarations(source + "\n".join(lines))
                 if node["kind"] == "EnumDecl" and node["inner"][0]["name"].startswith("value_")}
        return {name: found[f"value_{i}"] for i, name in enumerate(expressions)}

    def macros(self, source: str) -> Iterator[Macro]:
        """Macros with a value, in the order of the headers."""
        header = group = ""
        lines = iter(self.run(source, "-E", "-dD", "-CC").splitlines())
        for line in lines:
            if line.startswith("# ") and line[2].isdigit():
                header = Path(line.split('"')[1]).name
            elif line.startswith("#define "):
                name, _, rest = line.removeprefix("#define ").partition(" ")
                while rest.count("/*") > rest.count("*/"):
                    rest += " " + next(lines).strip()
                value, _, doc = rest.partition("/**<")
                if value.strip() and "(" not in name:
                    yield Macro(name, header, " ".join(doc.removesuffix("*/").split()), group)
            elif line.strip() and not line.lstrip().startswith(("#", "/*", "*")):
                group = line.strip()


def last_file(node: Node, file: str) -> str:
    """The tree names a file only where it changes."""
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "file":
                file = value
            elif key != "includedFrom":
                file = last_file(value, file)
    elif isinstance(node, list):
        for value in node:
            file = last_file(value, file)
    return file


def constant(node: Node) -> Node:
    while "value" not in node:
        node = node["inner"][0]
    return node


def text_of(node: Node) -> str:
    """A part of a comment as one line."""
    if node["kind"] in ("TextComment", "VerbatimBlockLineComment", "VerbatimLineComment"):
        return str(node["text"])
    return " ".join(text_of(inner) for inner in node.get("inner", []))


def comment(node: Node) -> dict[str, Any]:
    """The documentation of a declaration: its text, its parameters, and its blocks such as return and since."""
    doc: dict[str, Any] = {"text": [], "params": {}, "blocks": {}}
    for full in (n for n in node.get("inner", []) if n["kind"] == "FullComment"):
        for part in full["inner"]:
            text = " ".join(text_of(part).split())
            if part["kind"] == "ParagraphComment" and text and not doc["params"] and not doc["blocks"]:
                doc["text"].append(text)  # what follows the parameters is an example in C
            elif part["kind"] == "ParamCommandComment":
                doc["params"][part["param"]] = text
            elif part["kind"] == "BlockCommandComment":
                doc["blocks"][part["name"]] = text
    return doc
