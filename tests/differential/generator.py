"""Random playbooks, and how a case of them begins."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from values import Moment, Value
from situation import Setup
from model import Semantics

HOUR = 3600000
WORK_EVENTS = (["complete"] * 8 + ["start"] * 3 + ["terminate", "exit", "fault", "manualStart", "enable"] * 2 +
               ["create", "disable", "reenable", "suspend", "resume", "reactivate", "parentSuspend", "parentResume"])
OCCURRENCE_EVENTS = ["occur"] * 8 + ["create", "terminate", "parentTerminate", "suspend", "resume"]
ROLES = ("Cook", "Baker", "Waiter")
SERVICES = ("Lunch", "Supper", "Parties")
FACTS = ("a", "b", "n", "s", "d", "l")
TIMERS = ("PT1H", "PT30M", "P1D", "P1M", "PT0S", "1970-01-01T03:00Z", "1970-01-02T00:00+01:00", "R3/PT1H", "R2/PT45M",
          "R/PT6H", "R1/PT1H", "R0/PT1H", "R2/1970-01-01T02:00Z/PT1H",
          "R/1970-01-01T01:00Z/PT8H", "1970-01-01T01:00Z/PT2H", "PT1H/1970-01-01T05:00Z", "1970-01-02",
          "R3/PT1H/1970-01-01T04:00Z", "R3/1970-01-01T01:00Z/1970-01-01T02:30Z", "${s}", "${a ? 'PT1H' : s}", "${d}", "${d + 'PT1H'}")
COMPLETIONS = ("ignore", "ignore-if-available", "ignore-if-available-or-enabled", "ignore-after-first-completion",
               "ignore-after-first-completion-if-available-or-enabled")
BASIC = ("exit", "if", "conditions", "services", "roles", "by_hand", "required", "auto_complete", "non_blocking",
         "work_done", "rules", "plan", "far", "completable")
NEW = ("listeners", "repetition", "timers", "manual_when", "auto_complete_when", "available_when", "on_event",
       "exit_type", "exit_event", "parent_completion", "semantics", "exit_criterion")


@dataclass
class Draft:
    """An item in the making."""

    key: str
    kind: str
    parent: "Draft | None"
    row: dict[str, Any]
    children: list["Draft"] = field(default_factory=list)

    @property
    def is_work(self) -> bool:
        return self.kind in ("stage", "task")

    @property
    def is_listener(self) -> bool:
        return self.kind.endswith("listener")


class Generator:
    """One playbook. Each has its own mix of features, so that rare ones meet often enough."""

    def __init__(self, rng: Random, features: tuple[str, ...]) -> None:
        self.rng = rng
        self.features = {f for f in features if rng.random() < 0.55}
        self.drafts: list[Draft] = []
        self.conditions: list[str] = []
        self.size = rng.choice((3, 4, 5, 6, 7, 8, 9, 10, 12, 15))

    def has(self, feature: str, chance: float = 1.0) -> bool:
        return feature in self.features and self.rng.random() < chance

    # Items

    def playbook(self) -> dict[str, Any]:
        root = Draft("playbook", "stage", None, {"key": "playbook", "kind": "stage"})
        self.drafts.append(root)
        self.fill(root, self.size, 1)
        if not any(d.kind == "task" for d in self.drafts):
            self.add(root, "task")
        for draft in self.drafts:
            self.describe(draft)
        for draft in self.drafts:
            self.add_criteria(draft)
            self.add_rules(draft)
        self.feed()
        self.narrow()
        source = {"format": "acm-playbook", "version": 1, "languages": ["en"], "terms": self.terms(),
                  "items": [d.row for d in self.drafts]}
        semantics = [s.name.lower() for s in Semantics if s.name and self.has("semantics", 0.5)]
        if semantics:
            source["semantics"] = semantics
        return {k: v for k, v in source.items() if v}

    def fill(self, stage: Draft, size: int, depth: int) -> None:
        while size > 0:
            kind = self.rng.choice(self.kinds(depth))
            draft = self.add(stage, kind)
            size -= 1
            if kind == "stage" and size > 0:
                inside = self.rng.randint(1, size)
                self.fill(draft, inside, depth + 1)
                size -= inside

    def kinds(self, depth: int) -> list[str]:
        kinds = ["task"] * 6 + ["milestone"] * 2 + (["stage"] * 3 if depth < 4 else [])
        if "listeners" in self.features:
            kinds += ["user_listener", "event_listener"]
        if "timers" in self.features:
            kinds += ["timer_listener"] * 2
        return kinds

    def add(self, stage: Draft, kind: str) -> Draft:
        key = f"{kind[0]}{len(self.drafts)}"
        draft = Draft(key, kind, stage, {"key": key, "parent": stage.key, "kind": kind})
        stage.children.append(draft)
        self.drafts.append(draft)
        return draft

    def describe(self, draft: Draft) -> None:
        """Flags, roles, services, conditions."""
        row, is_root = draft.row, draft.parent is None
        flags = []
        if not is_root and not draft.is_listener and self.has("required", 0.4):
            flags.append("required")
        if not is_root and draft.is_work and self.has("by_hand", 0.4):
            flags.append("manual")
        if draft.kind == "stage" and self.has("auto_complete", 0.4):
            flags.append("auto_complete")
        if draft.kind == "stage" and not is_root and self.has("required", 0.2):
            flags.append("required_by_child")
        if draft.kind == "task" and self.has("non_blocking", 0.15):
            flags.append("non_blocking")
        if flags:
            row["flags"] = flags
        if draft.kind == "stage" and self.has("roles", 0.3):
            row["owners"] = self.some_of("role:", ROLES)
        if draft.kind == "task" or draft.is_listener:
            if self.has("roles", 0.3):
                row["performers"] = self.some_of("role:", ROLES)
        if draft.kind == "task" and self.has("services", 0.5):
            row["services"] = self.some_of("service:", SERVICES)
        if draft.is_work and self.has("conditions", 0.4):
            self.add_conditions(draft)

    def some_of(self, prefix: str, names: tuple[str, ...]) -> list[str]:
        return [prefix + n for n in self.rng.sample(names, self.rng.choice((1, 1, 1, 2)))]

    def add_conditions(self, draft: Draft) -> None:
        rows = []
        for i in range(self.rng.choice((1, 1, 2))):
            row: dict[str, Any] = {"key": f"{draft.key}-c{i}", "kind": self.rng.choice(("input", "outcome"))}
            if self.rng.random() < 0.2:
                row["flags"] = ["optional"]
            rows.append(row)
            self.conditions.append(row["key"])
        draft.row["conditions"] = rows

    # Criteria

    def add_criteria(self, draft: Draft) -> None:
        if draft.is_listener:
            return
        if draft.parent and self.rng.random() < (0.75 if draft.kind == "milestone" else 0.4):
            draft.row["entry"] = [self.criterion(draft, True) for _ in range(self.rng.choice((1, 1, 1, 2)))]
        if draft.is_work and self.has("exit", 0.3 if draft.parent else 0.15):
            count = self.rng.choice((1, 2) if "exit_criterion" in self.features else (1, 1, 1, 2))
            draft.row["exit"] = [self.criterion(draft, False) for _ in range(count)]

    def criterion(self, draft: Draft, is_entry: bool) -> dict[str, Any]:
        row: dict[str, Any] = {}
        on = [self.on_part(draft) for _ in range(self.rng.choice((0, 1, 1, 1, 1, 2)))]
        if on:
            row["on"] = on
        if self.has("if", 0.35) or not on:
            row["if"] = self.expression(draft, draft.parent)
        if is_entry and self.has("work_done", 0.15):
            row["work_done"] = True
        if on and self.has("on_event", 0.5):
            row["on_event"] = True
        if not is_entry and draft.parent and self.has("exit_type", 0.4):
            row["exit_type"] = self.rng.choice(("active", "enabled"))
        if not is_entry and self.has("exit_event", 0.4):
            row["exit_event"] = self.rng.choice(("complete", "force_complete"))
        return row

    def on_part(self, draft: Draft) -> dict[str, Any]:
        near = [d for d in self.drafts if d.parent and (d.parent is draft.parent or d.parent is draft)]
        pool = near if near and not self.has("far", 0.4) else [d for d in self.drafts if d.parent]
        source = self.rng.choice(pool)
        event = self.rng.choice(WORK_EVENTS if source.is_work else OCCURRENCE_EVENTS)
        return {"item": source.key, "event": event}

    def narrow(self) -> None:
        """On-parts that wait for the exit of an item by one of its criteria."""
        exits = {d.key: len(d.row.get("exit", [])) for d in self.drafts}
        for draft in self.drafts:
            for c in draft.row.get("entry", []) + draft.row.get("exit", []):
                for part in c.get("on", []):
                    leaving = [key for key, count in exits.items() if count and key != "playbook"]
                    if leaving and self.has("exit_criterion", 0.25):
                        part["item"] = self.rng.choice(leaving)
                        part["event"] = "exit"
                        part["exit_criterion"] = self.rng.randint(1, exits[part["item"]])

    def feed(self) -> None:
        """Conditions feed criteria: of the item that carries them, of those in it, of any."""
        criteria = [(d, c) for d in self.drafts for c in d.row.get("entry", []) + d.row.get("exit", [])]
        for draft in self.drafts:
            for row in draft.row.get("conditions", []):
                near = [c for d, c in criteria if d is draft or d.parent is draft]
                pool = near if near and self.rng.random() < 0.7 else [c for _, c in criteria]
                if pool and self.rng.random() < 0.7:
                    self.rng.choice(pool).setdefault("conditions", []).append(row["key"])
                    if self.has("rules", 0.3):
                        row["blocks_when"] = self.expression(draft, draft)

    # Rules

    def add_rules(self, draft: Draft) -> None:
        row = draft.row
        if draft.parent and not draft.is_listener:
            if self.has("rules", 0.15):
                row["required_when"] = self.expression(draft, draft.parent)
            if self.has("rules", 0.12):
                row["enable_when"] = self.expression(draft, draft.parent)
        if draft.parent and draft.is_work and self.has("manual_when", 0.3):
            row["manual_when"] = self.expression(draft, draft.parent)
        if draft.kind == "stage" and self.has("auto_complete_when", 0.3):
            row["auto_complete_when"] = self.expression(draft, draft)
        if draft.is_listener and self.has("available_when", 0.4):
            row["available_when"] = self.expression(draft, draft.parent)
        if draft.parent and self.has("parent_completion", 0.35):
            row["parent_completion"] = self.rng.choice(COMPLETIONS)
        if draft.kind == "timer_listener":
            row["timer"] = self.rng.choice(TIMERS)
        if draft.parent and self.has("repetition", 0.5):
            self.add_repetition(draft)

    def add_repetition(self, draft: Draft) -> None:
        """What has entry criteria repeats by one with an on-part, a milestone only so; the rest soon finds an end."""
        row = draft.row
        entry = row.get("entry", [])
        if row.get("timer", "").startswith(("R", "${")):
            return  # it repeats already
        if entry or "enable_when" in row or draft.kind == "milestone":
            if not any("on" in c for c in entry):
                return
        counter = "repetitionCounter"
        if self.rng.random() < 0.3:
            counter = row["counter"] = self.rng.choice(("round", "turn"))
        if draft.kind == "task" and "non_blocking" not in row.get("flags", []) and self.rng.random() < 0.4:
            row.setdefault("flags", []).append("repeats")
        elif self.rng.random() < 0.2:
            row["repeat_when"] = self.expression(draft, draft.parent)
        else:
            row["repeat_when"] = f"{counter} < {self.rng.randint(2, 4)}"

    def expression(self, draft: Draft, around: Draft | None, depth: int = 0) -> str:
        if depth < 2 and self.rng.random() < 0.25:
            sign = self.rng.choice((" and ", " or "))
            return f"({self.expression(draft, around, 2)}{sign}{self.expression(draft, around, 2)})"
        if depth < 2 and self.rng.random() < 0.1:
            return f"not ({self.expression(draft, around, 2)})"
        return self.rng.choice(self.terms_of_truth())()

    def terms_of_truth(self) -> list[Any]:
        rng = self.rng
        near = [d for d in self.drafts if d.parent]

        def state() -> str:
            draft = rng.choice(near)
            words = ("available", "enabled", "active", "completed", "terminated", "none") if draft.is_work \
                else ("available", "completed", "none")
            return f"state('{draft.key}') {rng.choice(('==', '=='))} '{rng.choice(words)}'"

        terms = [lambda: rng.choice("ab"), lambda: rng.choice("ab"), lambda: rng.choice("ab"),
                 lambda: f"n {rng.choice(('<', '<=', '>', '>=', '==', '!='))} {rng.randint(0, 3)}",
                 lambda: f"n + {rng.randint(0, 2)} > {rng.randint(1, 3)}",
                 lambda: f"s == '{rng.choice('xyz')}'", lambda: "not a",
                 lambda: f"s in ['{rng.choice('xyz')}', 1]",
                 lambda: f"(a ? n : {rng.randint(0, 3)}) == {rng.randint(0, 3)}",
                 state, state, lambda: f"done('{rng.choice(near).key}')", lambda: f"not done('{rng.choice(near).key}')",
                 lambda: f"d {rng.choice(('<', '>=', '=='))} '1970-01-01T0{rng.randint(0, 3)}:00Z'",
                 lambda: f"d {rng.choice('+-')} 'PT1H' < '1970-01-01T02:00Z'", lambda: f"'{rng.choice('xyz')}' in l",
                 lambda: rng.choice(("empty l", "var:contains(l, 'x', 'y')", "var:containsAny(s, 'x', 'T')", "d != s")),
                 lambda: rng.choice(("empty s", "var:lt(n, 2)", "var:ne(s, 'x')", "var:exists(n)", "var:eq(n, 1)"))]
        if "completable" in self.features:
            terms += [lambda: "cmmn:isStageCompletable()"] * 3
        if "services" in self.features:
            terms.append(lambda: f"'{rng.choice(SERVICES)}' in services")
        if "repetition" in self.features:
            terms += [lambda: f"repetitionCounter {rng.choice(('<', '=='))} {rng.randint(1, 3)}", lambda: "round < 3"]
        return terms

    def terms(self) -> list[dict[str, str]]:
        found: dict[str, None] = {}
        for draft in self.drafts:
            for name in ("performers", "owners", "services"):
                found.update(dict.fromkeys(draft.row.get(name, [])))
        return [{"key": key} for key in sorted(found)]

    # How the case begins

    def case_setup(self) -> Setup:
        rng = self.rng
        stages = [d.key for d in self.drafts[1:] if d.kind == "stage" and d.children]
        plan = rng.choice(stages) if stages and self.has("plan", 0.5) else "playbook"
        used = sorted({s.removeprefix("service:") for d in self.drafts for s in d.row.get("services", [])})
        scope = tuple(rng.sample(used, rng.randint(1, len(used)))) if used and rng.random() < 0.5 else ()
        facts = tuple((name, random_fact(rng, name)) for name in FACTS if rng.random() < 0.4)
        people = (frozenset({"role:Cook"}), frozenset({"role:Baker", "role:Waiter"}), frozenset[str]())
        semantics = Semantics(rng.randint(0, 7)) if self.has("semantics", 0.2) else Semantics.NONE
        return Setup(plan=plan, scope=scope, time=rng.choice((0, 0, HOUR)), facts=facts, people=people,
                     semantics=semantics)


def random_fact(rng: Random, name: str) -> Value:
    if name in "ab":
        return rng.choice((True, False, True, False, "true"))
    if name == "n":
        return rng.choice((0, 1, 2, 3, 1.0, 2.5, "1"))
    if name == "d":
        return rng.choice((Moment(0), Moment(HOUR), Moment(3 * HOUR), "1970-01-01T01:00Z", "tomorrow"))
    if name == "l":
        return rng.choice((frozenset[str](), frozenset({"x"}), frozenset({"x", "y"}), "xy"))
    return rng.choice(("x", "y", "PT2H", "R2/PT1H", ""))
