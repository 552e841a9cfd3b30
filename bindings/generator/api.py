"""The public API as data: what api.json holds."""

from pathlib import Path
from typing import Any

from generator.clang import Clang, Node, comment

SOURCE = "#include <acmplaybook.h>\n"
PLAIN = ("ACM_NTS", "ACM_PLAN_COMMANDS", "ACM_REVISION_SIZE", "ACM_HASH_SIZE", "ACM_VERSION_NUMBER")
UNTOLD = ("ACM_API", "ACM_VERSION_MAJOR", "ACM_VERSION_MINOR", "ACM_VERSION_PATCH", "ACM_VERSION_TEXT")

Api = dict[str, Any]


def type_of(text: str) -> dict[str, Any]:
    """A type as the compiler writes it, taken apart: `const acm_event *`, `char[160]`, `int32_t (*)(void *, size_t)`."""
    returns, is_pointer, parameters = text.partition("(*)")
    if is_pointer:
        return {"callback": {"returns": type_of(returns.strip()),
                             "parameters": [type_of(p.strip()) for p in parameters.strip("()").split(",")]}}
    name, _, count = text.partition("[")
    result: dict[str, Any] = {"name": name.replace("const ", "").replace("struct ", "").strip(" *")}
    if name.count("*"):
        result["pointers"] = name.count("*")
        if name.startswith("const "):
            result["const"] = True
    if count:
        result["count"] = int(count.rstrip("]"))
    return result


def told(node: Node) -> dict[str, Any]:
    """What stands in the documentation, as far as there is some."""
    doc = comment(node)
    result = {"doc": " ".join(doc["text"])}
    result |= {name: doc["blocks"][name] for name in ("return", "threads", "since") if name in doc["blocks"]}
    return {name: text for name, text in result.items() if text}


def inner(node: Node, kind: str) -> list[Node]:
    return [n for n in node.get("inner", []) if n["kind"] == kind]


def function(node: Node) -> dict[str, Any]:
    params = comment(node)["params"]
    returns = node["type"]["qualType"].partition("(")[0].strip()
    return {"name": node["name"], "header": Path(node["file"]).name, **told(node), "returns": type_of(returns),
            "parameters": [{"name": p["name"], "type": type_of(p["type"]["qualType"]), "doc": params.get(p["name"], "")}
                           for p in inner(node, "ParmVarDecl")]}


def record(node: Node) -> dict[str, Any]:
    return {"name": node["name"], "header": Path(node["file"]).name, **told(node),
            "fields": [{"name": f["name"], "type": type_of(f["type"]["qualType"]), **told(f)}
                       for f in inner(node, "FieldDecl")]}


def measure(clang: Clang, api: Api) -> None:
    """Adds the values of constants, the sizes of records and the places of their fields."""
    wanted = {name: name for name in api["constants"]}
    wanted |= {c["name"]: c["name"] for e in api["enums"] for c in e["constants"]}
    for r in api["records"]:
        wanted[r["name"]] = f"sizeof({r['name']})"
        wanted |= {f"{r['name']}.{f['name']}": f"offsetof({r['name']}, {f['name']})" for f in r["fields"]}
    values = clang.values(SOURCE, wanted)
    api["constants"] = {name: values[name] for name in api["constants"]}
    for c in (c for e in api["enums"] for c in e["constants"]):
        c["value"] = values[c["name"]]
    for r in api["records"]:
        r["size"] = values[r["name"]]
        for f in r["fields"]:
            f["offset"] = values[f"{r['name']}.{f['name']}"]


def read(clang: Clang) -> Api:
    ours = [n for n in clang.declarations(SOURCE) if Path(n["file"]).parent.name == "acmplaybook"]
    typedefs = {n["name"]: n for n in ours if n["kind"] == "TypedefDecl"}
    records = [n for n in ours if n["kind"] == "RecordDecl" and n.get("completeDefinition")]
    api: Api = {"functions": [function(n) for n in ours if n["kind"] == "FunctionDecl"],
                "records": [record(n) for n in records], "enums": [], "constants": [], "callbacks": [], "ids": [],
                "handles": [{"name": n["name"], **told(typedefs[n["name"]])} for n in ours
                            if n["kind"] == "RecordDecl" and not n.get("completeDefinition")]}
    enums: dict[str, dict[str, Any]] = {}
    for name, node in typedefs.items():
        kind = type_of(node["type"]["qualType"])
        if "callback" in kind:
            api["callbacks"].append({"name": name, **told(node), **kind["callback"]})
        elif kind["name"] in ("int32_t", "uint32_t"):
            enums[f"typedef {kind['name']} {name};"] = {"name": name, "type": kind["name"], **told(node), "constants": []}
    for macro in clang.macros(SOURCE):
        if not macro.name.startswith("ACM_") or macro.name in UNTOLD or macro.header.endswith("_H"):
            continue
        if macro.name in PLAIN:
            api["constants"].append(macro.name)
        elif macro.group in enums:
            enums[macro.group]["constants"].append({"name": macro.name, "value": 0, **({"doc": macro.doc} if macro.doc else {})})
        else:
            raise ValueError(f"{macro.header}: {macro.name} belongs to no type: '{macro.group}' stands before it")
    api["enums"] = [e for e in enums.values() if e["constants"]]
    api["ids"] = [e["name"] for e in enums.values() if not e["constants"]]
    measure(clang, api)
    return api
