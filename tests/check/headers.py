"""Reads the public headers: functions with their doc comments, and structs with their fields."""

import re
from dataclasses import dataclass
from pathlib import Path


@dataclass
class Function:
    name: str
    result: str
    parameters: list  # names, in order
    comment: str  # of the doc comment, "" if there is none
    file: Path
    line: int


@dataclass
class Struct:
    name: str
    fields: list  # names, in order
    file: Path


def public_headers(root):
    return sorted((root / "include").glob("**/*.h"))


def without_comments(text):
    """Blanks comments out, keeping the lines."""
    return re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.S)


def parameter_names(parameters):
    if parameters.strip() == "void":
        return []
    return [re.search(r"(\w+)\s*$", p)[1] for p in parameters.split(",")]


def comment_before(text, at):
    match = re.search(r"/\*\*((?:(?!\*/).)*)\*/\s*$", text[:at], flags=re.S)
    return match[1] if match else ""


def functions_of(path):
    text = path.read_text(encoding="utf-8")
    pattern = r"^ACM_API\s+([\w\s*]+?)\b(acm_\w+)\(([^;]*)\);"
    for match in re.finditer(pattern, text, flags=re.M):
        yield Function(match[2], match[1].strip(), parameter_names(match[3]),
                       comment_before(text, match.start()), path,
                       text.count("\n", 0, match.start()) + 1)


def structs_of(path):
    text = without_comments(path.read_text(encoding="utf-8"))
    for match in re.finditer(r"typedef struct (\w+) \{(.*?)\} \1;", text, flags=re.S):
        fields = []
        for declaration in match[2].split(";"):
            pointer_to_function = re.search(r"\(\*(\w+)\)\(", declaration)
            if pointer_to_function:
                fields.append(pointer_to_function[1])
            elif declaration.strip():
                head, *more = declaration.split(",")
                fields.append(re.search(r"(\w+)(\[\w+\])?\s*$", head)[1])
                fields += [re.search(r"\w+", m)[0] for m in more]
        yield Struct(match[1], fields, path)


def all_functions(root):
    return [f for header in public_headers(root) for f in functions_of(header)]


def all_structs(root):
    return [s for header in public_headers(root) for s in structs_of(header)]
