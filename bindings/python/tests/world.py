"""The playbooks and steps of the tables in tests/data/spec, which their README describes."""

from typing import Any, Dict, Iterator, List, Optional, Set, Tuple

import acmplaybook as acm
from support import DATA

KINDS = {"stage": acm.ItemKind.STAGE, "task": acm.ItemKind.TASK, "milestone": acm.ItemKind.MILESTONE,
         "user": acm.ItemKind.USER_LISTENER, "timer": acm.ItemKind.TIMER_LISTENER,
         "listener": acm.ItemKind.EVENT_LISTENER}
FLAGS = {"required": acm.ItemFlags.REQUIRED, "manual": acm.ItemFlags.MANUAL, "auto": acm.ItemFlags.AUTO_COMPLETE,
         "non-blocking": acm.ItemFlags.NON_BLOCKING, "repeats": acm.ItemFlags.REPEATS}


def named(enum: Any, word: str) -> Any:
    return enum[word.upper().replace("-", "_")]


def lower(member: Any) -> str:
    return str(member.name).lower().replace("_", "-")


def table(name: str) -> List[Dict[str, str]]:
    rows = [line.split("\t") for line in (DATA / "spec" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")]
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def parts(text: str) -> List[str]:
    return [part.strip() for part in text.split(" ; ") if part.strip(" ;") and part != "-"]


class World:
    """A playbook, its case, and what came of the last step."""

    # Life cycle, transition, state before, state after: all that any world has seen.
    transitions: Set[Tuple[str, ...]] = set()

    def __init__(self, lines: List[str], plan: Optional[str] = None) -> None:
        self.builder = acm.Builder()
        self.drafts: Dict[str, acm.Ref] = {"root": self.builder.root}
        for line in lines:
            self._line(*line.split(" "))
        self.playbook = self.builder.finish()
        self.plan = self.playbook.find_id(plan) if plan else 1
        self.case = acm.Case(self.playbook, plan=self.plan)

    def close(self) -> None:
        self.case.close()
        self.playbook.close()
        self.builder.close()

    def _line(self, first: str, *words: str) -> None:
        if first in KINDS:
            self._item(KINDS[first], *words)
        elif first in ("input", "outcome"):
            item = self.drafts[words[0].rpartition("/")[0]]
            self.builder.condition(item, words[0], words[0], kind=named(acm.ConditionKind, first))
        elif first == "semantics":
            self.builder.semantics(named(acm.Semantics, words[0]))
        else:
            self._criterion(first, *words)

    def _item(self, kind: acm.ItemKind, key: str, *words: str) -> None:
        flags = acm.ItemFlags(0)
        for word in words:
            flags |= FLAGS.get(word, acm.ItemFlags(0))
        item = self.builder.add(kind, key, parent=self.drafts[key.rpartition("/")[0] or "root"], flags=flags)
        for word in words:
            name, has_value, value = word.partition("=")
            if has_value:
                self.builder.control(item, named(acm.Control, name), value)
            elif word and word not in FLAGS:
                self.builder.refer(item, acm.RefKind.SERVICE, self.builder.term(acm.TermKind.SERVICE, word))
        self.drafts[key] = item

    def _criterion(self, key: str, verb: str, *words: str) -> None:
        rest = [word for word in words if word]
        flags = acm.CriterionFlags(0)
        while rest and rest[0].startswith("+"):
            word = rest.pop(0)[1:]
            flags |= named(acm.CriterionFlags, word)
        expression = None
        if "if" in rest:
            expression, rest = " ".join(rest[rest.index("if") + 1:]), rest[:rest.index("if")]
        kind = acm.CriterionKind.ENTRY if verb == "enters" else acm.CriterionKind.EXIT
        criterion = self.builder.criterion(self.drafts[key], kind, expression, flags=flags)
        for source, event in zip(rest[::2], rest[1::2]):
            self.builder.on_part(criterion, self.drafts[source], named(acm.Transition, event))

    def events(self) -> List[acm.Event]:
        """Those since the last look."""
        found = self.case.events()
        for event in found:
            if isinstance(event.kind, acm.Transition):
                self.transitions.add(self.transition(event))
        return found

    def transition(self, event: acm.Event) -> Tuple[str, ...]:
        kind, before, after = lower(event.kind), lower(event.before), lower(event.after)
        is_case = event.item == self.plan
        if is_case and kind in ("create", "start"):  # the log says how the stage begins that is the case
            return "case", "create", "none", "active"
        if kind == "parent-resume":  # back to where it was, of which the table names one
            after = "active"
        works = self.playbook.by_id(event.item).kind in (acm.ItemKind.STAGE, acm.ItemKind.TASK)
        return "case" if is_case else "work" if works else "event", kind, before, after

    def rows(self, key: str) -> List[acm.BoardRow]:
        key, _, nth = key.partition("#")
        found = [row for row in self.case.board() if row.item == self.playbook.find_id(key)]
        return [found[int(nth) - 1]] if nth else found

    def step(self, step: str) -> None:
        verb, _, target = step.partition(" ")
        if verb == "fact":
            name, _, value = target.partition("=")
            self.case.set_facts({name: {"true": True, "false": False, "null": None}.get(value) if value in
                                 ("true", "false", "null") else int(value)})
        elif verb == "time":
            self.case.advance(int(target) * 1000)
        elif target == "case":
            self.case.post(named(acm.CommandKind, verb))
        else:
            instance = self.rows(target)[0].instance if "#" in target else 0
            self.case.post(named(acm.CommandKind, verb), target.partition("#")[0], instance=instance)

    def run(self, text: str) -> Iterator[str]:
        """Takes steps, and gives what does not hold."""
        for part in parts(text):
            word, _, rest = part.partition(" ")
            if word in ("is", "required", "optional", "log"):
                yield from self.holds(word, rest)
                continue
            step, _, refusal = part.partition(" !")
            self.events()
            try:
                self.step(step)
                came = ""
            except acm.RefusedError as error:
                came = error.status.name.lower()
            if came != refusal:
                yield f"{step}: {came or 'accepted'}, not {refusal or 'accepted'}"

    def holds(self, word: str, rest: str) -> Iterator[str]:
        if word == "is":
            key, _, states = rest.partition(" ")
            found = [self.case.state] if key == "case" else [row.state for row in self.rows(key)]
            text = " ".join(state.name.lower() for state in found) or "none"
            if text != states:
                yield f"{key} is {text}, not {states}"
        elif word == "log":
            text = " ".join(f"{'case' if e.item == 1 else self.playbook.by_id(e.item).key} "
                            f"{lower(e.kind)}" for e in self.events()
                            if isinstance(e.kind, acm.Transition))
            if text != rest:
                yield f"log {text}, not {rest}"
        else:
            rows = self.rows(rest)
            if not rows or any(row.required != (word == "required") for row in rows):
                yield f"{rest} is not {word}"
