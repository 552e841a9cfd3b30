"""What a case runs: a playbook, read from its JSON (lib/format/json/README.md)."""

import json
from dataclasses import dataclass, field
from enum import IntFlag
from functools import cached_property
from typing import Any

LISTENERS = ("user_listener", "timer_listener", "event_listener")


class Semantics(IntFlag):
    """Where a playbook asks for something else than CMMN 1.1, ACM_SEMANTICS_... of playbook.h."""

    NONE = 0
    END_ORPHAN_LISTENERS = 1
    WAITING_IS_FINISHED = 2
    LISTENERS_REPEAT = 4


@dataclass(eq=False)
class OnPart:
    source: "Item"
    event: str
    exit_criterion: "Criterion | None" = None  # only an exit by this one counts


@dataclass(eq=False)
class Condition:
    """A statement that a person confirms."""

    key: str
    item: "Item"  # which carries it
    kind: str  # input, outcome
    optional: bool
    blocks_when: str | None
    feeds: "Criterion | None" = None


@dataclass(eq=False)
class Criterion:
    item: "Item"
    is_entry: bool
    if_part: str | None
    work_done: bool
    on_event: bool
    exit_type: str | None  # None, "active", "enabled"
    exit_event: str | None  # None, "complete", "force_complete"
    on_parts: list[OnPart] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)


@dataclass(eq=False)
class Item:
    number: int  # in document order, from 1
    key: str
    kind: str
    parent: "Item | None"
    flags: frozenset[str]
    rules: dict[str, str]  # required_when, enable_when, ...
    performers: frozenset[str]
    owners: frozenset[str]
    services: frozenset[str]
    children: list["Item"] = field(default_factory=list)
    entry: list[Criterion] = field(default_factory=list)
    exit: list[Criterion] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)

    @cached_property
    def depth(self) -> int:
        return self.parent.depth + 1 if self.parent else 0

    @cached_property
    def around(self) -> list["Item"]:
        """The stages around it, innermost first."""
        return [self.parent, *self.parent.around] if self.parent else []

    @cached_property
    def within(self) -> list["Item"]:
        """All items within a stage, in document order."""
        return [i for child in self.children for i in (child, *child.within)]

    @cached_property
    def is_listener(self) -> bool:
        return self.kind in LISTENERS

    @cached_property
    def is_work(self) -> bool:
        """Stages and tasks share a life cycle (CMMN 8.4.2), milestones and listeners another (8.4.3)."""
        return self.kind in ("stage", "task")

    @property
    def counter(self) -> str:
        """The name under which expressions know which instance it is."""
        return self.rules.get("counter", "repetitionCounter")

    @cached_property
    def has_repetition(self) -> bool:
        """Whether there may be several in one stage; the expression of a timer may give R3/PT1H."""
        timer = self.rules.get("timer", "")
        return "repeats" in self.flags or "repeat_when" in self.rules or timer.startswith(("R", "${"))

    def stage_around(self, other: "Item") -> "Item":
        """The nearest stage around both; one of the two, if the other is within it."""
        ways = [[i, *i.around] for i in (self, other)]
        if self is other and self.parent:
            return self.parent
        return next(i for i in ways[0] if i in ways[1])


@dataclass(eq=False)
class Playbook:
    items: list[Item]
    conditions: list[Condition]
    semantics: Semantics
    source: dict[str, Any]

    @property
    def root(self) -> Item:
        return self.items[0]

    @cached_property
    def by_key(self) -> dict[str, Item]:
        return {i.key: i for i in self.items}

    @cached_property
    def conditions_by_key(self) -> dict[str, Condition]:
        return {c.key: c for c in self.conditions}

    @cached_property
    def criteria(self) -> list[Criterion]:
        """In the order in which they are looked at: exit before entry, deeper before outer, document order."""
        found = [c for i in self.items for c in i.exit + i.entry]
        return sorted(found, key=lambda c: (c.is_entry, -c.item.depth))

    @cached_property
    def listening(self) -> dict[Item, list[tuple[Criterion, OnPart]]]:
        """Who waits for events of an item, in the same order."""
        found: dict[Item, list[tuple[Criterion, OnPart]]] = {}
        for criterion in self.criteria:
            for part in criterion.on_parts:
                found.setdefault(part.source, []).append((criterion, part))
        return found

    @cached_property
    def text(self) -> str:
        return json.dumps(self.source)


RULES = ("required_when", "enable_when", "manual_when", "repeat_when", "auto_complete_when", "available_when",
         "timer", "counter", "parent_completion")


def read_item(number: int, row: dict[str, Any], by_key: dict[str, Item]) -> Item:
    item = Item(
        number=number, key=row["key"], kind=row["kind"], parent=by_key.get(row.get("parent", "")),
        flags=frozenset(row.get("flags", ())),
        rules={name: row[name] for name in RULES if name in row},
        performers=frozenset(row.get("performers", ())),
        owners=frozenset(row.get("owners", ())),
        services=frozenset(row.get("services", ())))
    for c in row.get("conditions", ()):
        item.conditions.append(Condition(key=c["key"], item=item, kind=c["kind"],
                                         optional="optional" in c.get("flags", ()),
                                         blocks_when=c.get("blocks_when")))
    if item.parent:
        item.parent.children.append(item)
    return item


def read_criterion(item: Item, is_entry: bool, row: dict[str, Any], conditions: dict[str, Condition]) -> Criterion:
    criterion = Criterion(
        item=item, is_entry=is_entry, if_part=row.get("if"), work_done=row.get("work_done", False),
        on_event=row.get("on_event", False), exit_type=row.get("exit_type"), exit_event=row.get("exit_event"))
    for key in row.get("conditions", ()):
        conditions[key].feeds = criterion
        criterion.conditions.append(conditions[key])
    return criterion


def read_on_parts(criterion: Criterion, row: dict[str, Any], by_key: dict[str, Item]) -> None:
    for on in row.get("on", ()):
        source = by_key[on["item"]]
        exit_criterion = source.exit[on["exit_criterion"] - 1] if "exit_criterion" in on else None
        criterion.on_parts.append(OnPart(source, on["event"], exit_criterion))


def read_playbook(source: dict[str, Any]) -> Playbook:
    by_key: dict[str, Item] = {}
    rows = source["items"]
    for number, row in enumerate(rows, 1):
        by_key[row["key"]] = read_item(number, row, by_key)
    items = list(by_key.values())
    conditions = [c for i in items for c in i.conditions]
    feeding = {c.key: c for c in conditions}
    criteria: list[tuple[Criterion, dict[str, Any]]] = []
    for item, row in zip(items, rows):
        for is_entry, found in ((True, item.entry), (False, item.exit)):
            for c in row.get("entry" if is_entry else "exit", ()):
                found.append(read_criterion(item, is_entry, c, feeding))
                criteria.append((found[-1], c))
        if "enable_when" in item.rules and not item.entry:
            # lib/README.md, playbook.h: enable_when adds to each entry criterion, or is one if there is none
            item.entry.append(read_criterion(item, True, {}, feeding))
    for criterion, c in criteria:
        read_on_parts(criterion, c, by_key)
    semantics = Semantics.NONE
    for word in source.get("semantics", ()):
        semantics |= Semantics[word.upper()]
    return Playbook(items, conditions, semantics, source)
