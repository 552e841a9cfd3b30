"""The generated half of the C# binding: entry points, records and enums, documented as the headers document them."""

import re
from typing import Any
from xml.sax.saxutils import escape

from generator.api import Api

INTEGERS = {"int32_t": "int", "uint32_t": "uint", "int64_t": "long", "uint64_t": "ulong", "uint8_t": "byte",
            "size_t": "nuint", "double": "double", "void": "void", "char": "byte"}

# Records that callers see, by the name that they have in C#. The others are internal and keep their names in C.
PUBLIC = {"acm_event": "Event", "acm_command": "Command", "acm_board_row": "BoardRow", "acm_blocker": "Blocker",
          "acm_plan_step": "PlanStep"}

ENUMS = {"acm_due": "DueKind", "acm_struct": "acm_struct"}
IDS = {"acm_id": "uint", "acm_plan_commands": "uint"}
CONSTANTS = {"NOMEM": "OutOfMemory", "NOTFOUND": "NotFound", "EXISTS": "Exists"}

# Fields whose type in C says less than their documentation.
FIELDS = {"acm_event.kind": "EventKind", "acm_event.from": "State", "acm_event.to": "State", "acm_event.cause": "Cause",
          "acm_board_row.required": "bool"}
TIMES = {"acm_event.time", "acm_blocker.time", "acm_command.time"}

# What the headers name, by its name in C#.
SPOKEN = {"acm_playbook_write_json": "Playbook.WriteJson", "acm_playbook_write_cmmn": "Playbook.WriteCmmn",
          "acm_plan_options": "PlanOptions"}

# Where the headers speak of C to those who see a field or constant.
DOCS = {
    "ACM_E_CALLBACK": "a callback stopped the work",
    "ACM_VALUE_STRING": "a text",
    "ACM_VALUE_SET": "texts, none of them empty, in any order and as often as you like",
    "acm_event.time": "when, as its command said",
    "acm_event.tag": "the tag of its case, <see cref=\"CaseOptions.Tag\"/>",
    "acm_event.item": "the item; of what is confirmed, withdrawn or waived the condition; 0 = none",
    "acm_event.detail": "the id of the criterion, or where its text is, see <see cref=\"EventLog.GetText\"/>; 0 = none",
    "acm_event.kind": "what happened",
    "acm_event.from": "the state before; of a condition see <see cref=\"FromCondition\"/>",
    "acm_event.to": "the state after; of a condition see <see cref=\"ToCondition\"/>",
    "acm_event.cause": "why it happened",
    "acm_command.kind": "what is asked for",
    "acm_command.flags": "whether it is one command with the next one",
    "acm_board_row.item": "the item, by its id in the playbook",
    "acm_board_row.instance": "the instance, by its id in the case",
    "acm_board_row.state": "its state",
    "acm_board_row.required": "whether its stage cannot complete without it",
    "acm_board_row.flags": "what its state does not say",
    "acm_blocker.kind": "what stands in the way, and what subject and detail mean",
    "acm_blocker.time": "of <see cref=\"BlockerKind.Timer\"/>: when it is due",
    "acm_plan_step.command": "to be posted with <see cref=\"Plan.Text\"/>",
    "acm_plan_step.role": "the role by which the actor may, or must have if there is none yet; 0 = anybody may",
}
UNSEEN = ("reserved", "text_at", "text_len", "value_at", "value_len", "value_kind", "integer", "real")

# Getters that return at once and call nobody back: the collector need not be told of the call.
QUICK = {"acm_case_state", "acm_case_item_state", "acm_case_condition_state", "acm_case_instance_item",
         "acm_case_instance_state", "acm_case_time", "acm_case_playbook", "acm_case_roster", "acm_log_count",
         "acm_roster_count", "acm_playbook_semantics", "acm_playbook_key", "acm_diagnostics_count"}

HEAD = """\
// Made by bindings/generate.py from the public headers; do not edit.
#nullable enable
using System;
using System.CodeDom.Compiler;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AcmPlaybook;
"""


def pascal(words: str) -> str:
    return "".join(w[:1].upper() + w[1:].lower() for w in words.split("_"))


def enum_name(name: str) -> str:
    return ENUMS.get(name) or pascal(name.removeprefix("acm_"))


def prefix_of(enum: dict[str, Any]) -> str:
    """What the constants of an enum have in common, as its name says it."""
    names = [c["name"] for c in enum["constants"]]
    words = enum["name"].upper().split("_")
    for candidate in ("_".join(words) + "_", "_".join(words[:-1]) + "_", "ACM_PART_", "ACM_"):
        if candidate != "ACM_" or enum["name"] in ("acm_status", "acm_struct"):
            if all(n.startswith(candidate) for n in names):
                return candidate
    raise ValueError(f"{enum['name']}: its constants have no prefix that its name tells")


class Words:
    """How what the headers name is called in C#, and documentation put in these names."""

    def __init__(self, api: Api) -> None:
        self.constants: dict[str, str] = {}
        self.types = {e["name"]: enum_name(e["name"]) for e in api["enums"] if e["name"] != "acm_struct"}
        for e in api["enums"]:
            for c in e["constants"]:
                self.constants[c["name"]] = f"{enum_name(e['name'])}.{self.constant(e, c)}"
        self.groups = {prefix_of(e): self.types[e["name"]] for e in reversed(api["enums"]) if e["name"] in self.types}

    @staticmethod
    def constant(enum: dict[str, Any], constant: dict[str, Any]) -> str:
        word = constant["name"].removeprefix(prefix_of(enum))
        word = word.removeprefix("E_") if enum["name"] == "acm_status" else word
        return CONSTANTS.get(word) or pascal(word)

    def reference(self, found: re.Match[str]) -> str:
        word = found.group(0)
        if word in self.constants and not self.constants[word].startswith("acm_"):
            return f'<see cref="{self.constants[word]}"/>'
        if word.removesuffix("...") in self.groups:
            return f'<see cref="{self.groups[word.removesuffix("...")]}"/>'
        return f"<c>{PUBLIC.get(word) or self.types.get(word) or SPOKEN.get(word) or word}</c>"

    def doc(self, text: str) -> str:
        """A sentence of the headers as one of C#."""
        text = escape(" ".join(text.split())) or "As its name says" if "<see" not in text else text
        text = re.sub(r"\b(?:ACM_[A-Z0-9_]+(?:\.\.\.)?|acm_[a-z_]+)", self.reference, text).replace("NULL", "null")
        text = text if text.startswith("<") else text[:1].upper() + text[1:]
        return text if text.endswith(".") else text + "."

    def summary(self, text: str, indent: str = "") -> list[str]:
        return wrap(f"<summary>{self.doc(text)}</summary>", indent)


def wrap(text: str, indent: str) -> list[str]:
    lines, line = [], f"{indent}///"
    for word in re.findall(r"(?:<see [^>]*>|[^\s<]|<)+", text):
        if len(line) + len(word) > 118:
            lines.append(line)
            line = f"{indent}///"
        line += " " + word
    return [*lines, line]


def enum(api: Api, words: Words, e: dict[str, Any]) -> list[str]:
    constants = list(e["constants"])
    if e["name"] == "acm_event_kind":  # the transitions of items are events too
        transitions = next(t for t in api["enums"] if t["name"] == "acm_transition")
        constants = [dict(c, of=transitions) for c in transitions["constants"]] + constants
    lines = words.summary(e.get("doc", ""))
    bits = e["type"] == "uint32_t"
    lines += ["[Flags]"] if bits else []
    lines += [f"{'internal' if e['name'] == 'acm_struct' else 'public'} enum {enum_name(e['name'])} : "
              f"{INTEGERS[e['type']]}", "{"]
    if bits:
        lines += words.summary("none of them", "    ") + ["    None = 0,"]
    for c in constants:
        owner = c.get("of", e)
        name = words.constant(owner, c)
        spoken = c["name"].removeprefix(prefix_of(owner)).removeprefix("E_").lower().replace("_", " ")
        lines += words.summary(DOCS.get(c["name"]) or c.get("doc", spoken), "    ")
        lines.append(f"    {name} = {c['value']},")
    return [*lines, "}", ""]


def type_of(api: Api, words: Words, t: dict[str, Any]) -> str:
    if "callback" in t:
        c = t["callback"]
        inner = [*c["parameters"], c["returns"]]
        return f"delegate* unmanaged<{', '.join(type_of(api, words, p) for p in inner)}>"
    name: str = t["name"]
    sink = next((c for c in api["callbacks"] if c["name"] == name), None)
    if sink:
        return type_of(api, words, {"callback": sink})
    if any(h["name"] == name for h in api["handles"]):
        return "nint" + "*" * (int(t["pointers"]) - 1)
    plain = INTEGERS.get(name) or IDS.get(name) or PUBLIC.get(name)
    return (plain or (enum_name(name) if name in words.types else name)) + "*" * int(t.get("pointers", 0))


def function(api: Api, words: Words, f: dict[str, Any]) -> list[str]:
    parameters = ", ".join(f"{type_of(api, words, p['type'])} {safe(p['name'])}" for p in f["parameters"])
    lines = wrap(f"<summary>{words.doc(f.get('doc', ''))}</summary>", "    ")
    lines.append('    [LibraryImport(LibraryName)]')
    if f["name"] in QUICK or f["name"].endswith("_init"):
        lines.append("    [SuppressGCTransition]")
    head = f"    internal static partial {type_of(api, words, f['returns'])} {f['name']}("
    if len(head) + len(parameters) < 116:
        return [*lines, f"{head}{parameters});", ""]
    return [*lines, head, f"        {parameters});", ""] if len(parameters) < 108 else [
        *lines, head, *(f"        {p}{end}" for p, end in halves(parameters)), ""]


def halves(parameters: str) -> list[tuple[str, str]]:
    """Parameters as lines of fitting length."""
    lines, line = [], ""
    for part in re.split(r", (?=[^<>]*(?:<|$))", parameters):
        if line and len(line) + len(part) > 104:
            lines.append((line, ","))
            line = part
        else:
            line = f"{line}, {part}" if line else part
    return [*lines, (line, ");")]


def safe(name: str) -> str:
    return "@" + name if name in ("event", "from", "case", "out", "ref", "params", "base", "in", "is", "as") else name


def internal_record(api: Api, words: Words, r: dict[str, Any]) -> list[str]:
    lines = words.summary(r.get("doc", ""), "")
    lines += [f"[StructLayout(LayoutKind.Sequential, Size = {r['size']})]",
              f"internal unsafe struct {r['name']}", "{"]
    for f in r["fields"]:
        if "count" in f["type"]:
            lines.append(f"    internal fixed {type_of(api, words, {'name': f['type']['name']})} "
                         f"{f['name']}[{f['type']['count']}];")
        else:
            lines.append(f"    internal {type_of(api, words, f['type'])} {safe(f['name'])};")
    return [*lines, "}", ""]


def face(words: Words, r: dict[str, Any], f: dict[str, Any], kind: str) -> list[str]:
    """A field as callers see it."""
    full = f"{r['name']}.{f['name']}"
    name, field = pascal(f["name"]), f"_{f['name']}"
    if f["name"] in UNSEEN:
        return []
    lines = words.summary(DOCS.get(full) or f.get("doc", f["name"]), "    ")
    public = "public readonly" if r["name"] == "acm_command" else "public"
    if full in TIMES:
        lines = [line.replace("Milliseconds since 1970-01-01T00:00Z; earlier", "When; earlier") for line in lines]
        return [*lines, f"    {public} DateTimeOffset {name} => Moment.From({field});", ""]
    if FIELDS.get(full) == "bool":
        return [*lines, f"    {public} bool Is{name} => {field} != 0;", ""]
    if full in FIELDS:
        return [*lines, f"    {public} {FIELDS[full]} {name} => ({FIELDS[full]}){field};", ""]
    return [*lines, f"    {public} {kind} {name} => {field};", ""]


def public_record(api: Api, words: Words, r: dict[str, Any]) -> list[str]:
    name = PUBLIC[r["name"]]
    lines = words.summary(r.get("doc", ""))
    lines += [f"[StructLayout(LayoutKind.Sequential, Size = {r['size']})]",
              f"public {'' if name == 'Command' else 'readonly '}partial record struct {name}", "{"]
    # A command is filled where it is made, the others by the library alone.
    made = name == "Command"
    kinds = {f["name"]: type_of(api, words, f["type"]) for f in r["fields"]}
    lines += [f"    {'internal' if made else 'private readonly'} {kinds[f['name']]} _{f['name']};"
              for f in r["fields"]] + [""]
    for f in r["fields"]:
        lines += face(words, r, f, kinds[f["name"]])
    lines += ["    /// <summary>Whether both say the same, byte for byte.</summary>",
              f"    public readonly bool Equals({name} other) => Bytes.Equal(in this, in other);", "",
              "    /// <inheritdoc/>",
              "    public override readonly int GetHashCode() => Bytes.Hash(in this);"]
    return [*lines, "}", ""]


def sizes(api: Api) -> list[str]:
    """What the library is asked for when it is loaded: each struct with the size that it has here."""
    kinds = next(e for e in api["enums"] if e["name"] == "acm_struct")["constants"]
    lines = ["    /// <summary>Each public struct with its size, in the order of acm_struct.</summary>",
             "    internal static readonly (string Name, int Size)[] Sizes =", "    ["]
    for c in sorted(kinds, key=lambda c: int(c["value"])):
        name = "acm_" + c["name"].removeprefix("ACM_STRUCT_").lower()
        lines.append(f'        ("{name}", Unsafe.SizeOf<{PUBLIC.get(name, name)}>()),')
    return [*lines, "    ];", ""]


def write(api: Api) -> str:
    words = Words(api)
    lines = [HEAD]
    for e in api["enums"]:
        lines += enum(api, words, e)
    for r in api["records"]:
        if r["name"] in PUBLIC:
            lines += public_record(api, words, r)
        else:
            lines += internal_record(api, words, r)
    lines += ["/// <summary>The library as it is, one method a function of C.</summary>",
              '[GeneratedCode("bindings/generate.py", null)]',
              "internal static unsafe partial class Native", "{"]
    lines += [f"    internal const {'nuint' if v > 1 << 40 else 'uint'} {c} = "
              f"{'nuint.MaxValue' if v > 1 << 40 else v};".replace("const nuint", "static readonly nuint")
              for c, v in api["constants"].items()] + [""]
    lines += sizes(api)
    for f in api["functions"]:
        lines += function(api, words, f)
    while lines[-1] == "":
        lines.pop()
    return "\n".join([*lines, "}"]) + "\n"
