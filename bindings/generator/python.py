"""The generated half of the Python binding: enums, records, callbacks and the prototypes of all functions."""

import textwrap
from typing import Any

from generator.api import Api

PLAIN = {"int32_t": "c_int32", "uint32_t": "c_uint32", "int64_t": "c_int64", "uint64_t": "c_uint64",
         "uint8_t": "c_uint8", "size_t": "c_size_t", "double": "c_double", "char": "c_char"}
STRUCT_KINDS = "acm_struct"
KEYWORDS = ("from",)

HEAD = '''"""Made by bindings/generate.py from the public headers; do not edit.

Records bear the names of C. Enums know what this version of the headers knows; a value of a later library is kept
as a member without a name of its own.
"""

import ctypes
import enum
from ctypes import (CFUNCTYPE, c_char, c_char_p, c_double, c_int32, c_int64, c_size_t, c_uint8, c_uint32, c_uint64,
                    c_void_p)
from typing import Any, Dict, List, Optional, Tuple


class Code(enum.IntEnum):
    """An enum that takes values it does not know; as text its members are words, such as "manual-start"."""

    def __str__(self) -> str:
        return self.name.lower().replace("_", "-")

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    @classmethod
    def _missing_(cls, value: object) -> Optional["Code"]:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member
'''

TAIL = '''

def bind(library: ctypes.CDLL) -> None:
    """Declares the functions of a loaded library; one that it lacks raises AttributeError."""
    for name, (returns, parameters) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = returns
        function.argtypes = parameters


def layout(record: type) -> Tuple[int, List[int]]:
    """Size and offsets of a record as ctypes laid it out."""
    return ctypes.sizeof(record), [getattr(record, field[0]).offset for field in record._fields_]  # type: ignore


def misplaced() -> List[str]:
    """Records that ctypes has laid out otherwise than the compiler of the headers."""
    return [record.__name__ for record, wanted in LAYOUTS.items() if layout(record) != wanted]
'''


def camel(name: str) -> str:
    return "".join(word.capitalize() for word in name.removeprefix("acm_").split("_"))


def prefix(enum: dict[str, Any]) -> str:
    """What all constants of an enum begin with."""
    if enum["type"] == "uint32_t":
        return str(enum["name"].removesuffix("_flags").upper() + "_")
    names = [c["name"].split("_") for c in enum["constants"]]
    shared = 0
    while all(len(n) > shared + 1 and n[shared] == names[0][shared] for n in names):
        shared += 1
    return "_".join(names[0][:shared]) + "_"


class Writer:
    def __init__(self, api: Api) -> None:
        self.api = api
        self.integers = {e["name"]: PLAIN[e["type"]] for e in api["enums"]} | {name: "c_uint32" for name in api["ids"]}
        self.records = {r["name"] for r in api["records"]}
        self.callbacks = {c["name"] for c in api["callbacks"]}

    def callback(self, described: dict[str, Any]) -> str:
        """Texts arrive as addresses: only some of them end with a NUL."""
        returned = described["returns"]
        returns = "None" if returned == {"name": "void"} else self.type(returned, "c_void_p")
        return f"CFUNCTYPE({', '.join([returns] + [self.type(p, 'c_void_p') for p in described['parameters']])})"

    def type(self, described: dict[str, Any], text: str = "c_char_p") -> str:
        if "callback" in described:
            return self.callback(described["callback"])
        name = described["name"]
        if described.get("pointers"):
            return text if name == "char" and described["pointers"] == 1 and described.get("const") else "c_void_p"
        plain: str = PLAIN.get(name) or self.integers.get(name) or name
        if plain == name and name not in self.records | self.callbacks:
            raise ValueError(f"a type without a match in ctypes: {name}")
        return f"{plain} * {described['count']}" if "count" in described else plain

    def enums(self) -> list[str]:
        lines = []
        for e in self.api["enums"]:
            base = "Code" if e["type"] == "int32_t" else "enum.IntFlag"
            start = prefix(e)
            lines += ["", "", f"class {camel(e['name'])}({base}):", *doc(e.get("doc", ""))]
            lines += [""] if e.get("doc") else []
            for c in e["constants"]:
                value = c["value"] if base == "Code" else hex(c["value"])
                name = c["name"].removeprefix(start)
                name = name.removeprefix("E_") if e["name"] == "acm_status" else name
                lines += [*comment(c.get("doc", "")), f"    {name} = {value}"]
        return lines

    def record(self, r: dict[str, Any]) -> list[str]:
        lines = ["", "", f"class {r['name']}(ctypes.Structure):", *doc(r.get("doc", "")), ""]
        fields = [(f["name"] + "_" if f["name"] in KEYWORDS else f["name"], f) for f in r["fields"]]
        lines += ["    _fields_ = ["]
        lines += [f'        ("{name}", {self.type(f["type"], "c_char_p")}),' for name, f in fields]
        return lines + ["    ]"]

    def layouts(self) -> list[str]:
        lines = ["", "", "# Size and offsets by the compiler of the headers.",
                 "LAYOUTS: Dict[Any, Tuple[int, List[int]]] = {"]
        lines += [f"    {r['name']}: ({r['size']}, {[f['offset'] for f in r['fields']]})," for r in self.api["records"]]
        lines += ["}", "", "# What acm_struct_size calls each record.", "STRUCTS: Dict[Struct, Any] = {"]
        kinds = next(e for e in self.api["enums"] if e["name"] == STRUCT_KINDS)
        for c in kinds["constants"]:
            short = c["name"].removeprefix(prefix(kinds))
            record = f"acm_{short.lower()}"
            if record not in self.records:
                raise ValueError(f"{c['name']} names no record")
            lines.append(f"    Struct.{short}: {record},")
        return lines + ["}"]

    def functions(self) -> list[str]:
        lines = ["", "", "# Name: what it returns, what it takes.",
                 "FUNCTIONS: Dict[str, Tuple[Any, List[Any]]] = {"]
        for f in self.api["functions"]:
            returns = "None" if f["returns"] == {"name": "void"} else self.type(f["returns"])
            head = f'    "{f["name"]}": ({returns}, ['
            wrapped = textwrap.wrap(", ".join(self.type(p["type"]) for p in f["parameters"]) + "]),", 119 - len(head))
            lines += [head + wrapped[0]] + [" " * len(head) + more for more in wrapped[1:]]
        return lines + ["}"]

    def write(self) -> str:
        lines = ["", *(f"{name.removeprefix('ACM_')} = {value}" for name, value in self.api["constants"].items())]
        lines += self.enums() + ["", ""]
        lines += [f"{c['name']} = {self.callback(c)}" for c in self.api["callbacks"]]
        for r in self.api["records"]:
            lines += self.record(r)
        lines += self.layouts() + self.functions()
        return HEAD + "\n".join(line.rstrip() for line in ["", *lines]) + "\n" + TAIL


def doc(text: str) -> list[str]:
    if not text:
        return []
    lines = textwrap.wrap(text.replace("\\", "\\\\"), 110)
    if len(lines) == 1:
        return [f'    """{lines[0]}"""']
    return [f'    """{lines[0]}', *(f"    {line}" for line in lines[1:]), '    """']


def comment(text: str) -> list[str]:
    return [f"    #: {line}" for line in textwrap.wrap(text.replace("\\'", "'"), 112)]


def write(api: Api) -> str:
    return Writer(api).write()
