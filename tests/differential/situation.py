"""What holds in a case right now: instances, expressions, scope, what gates a criterion and keeps a stage open."""

from collections.abc import Iterator
from dataclasses import dataclass

import expression
from instance import ENDED, FINISHED, OPEN, Instance
from model import Condition, Criterion, Item, OnPart, Playbook, Semantics
from timer import Timer, read_timer
from values import Moment, Value


@dataclass(frozen=True)
class Setup:
    """How a case begins."""

    plan: str = "playbook"
    scope: tuple[str, ...] = ()  # names of services, () = everything
    time: int = 0
    facts: tuple[tuple[str, Value], ...] = ()
    people: tuple[frozenset[str], ...] = ()  # their roles
    semantics: Semantics = Semantics.NONE


@dataclass(frozen=True)
class Event:
    instance: Instance
    transition: str
    by: Criterion | None  # the exit criterion by which it left


class View:
    """What the names of an expression mean for an instance."""

    def __init__(self, case: "Situation", instance: Instance, stage: Instance | None, coming: Item | None = None) -> None:
        self.case = case
        self.instance = instance
        self.stage = stage  # around it; None: there is none in the case
        self.coming = coming  # what is meant is the first instance of this item, which is not there yet

    def fact(self, name: str) -> Value:
        """The count of the innermost instance that repeats hides a fact of its name."""
        for item in (self.coming, *self.coming.around) if self.coming else ():
            if item is self.instance.item:
                break
            if item.has_repetition:
                return 1 if item.counter == name else self.case.facts.get(name)
        around = next((i for i in (self.instance, *self.instance.above) if i.item.has_repetition), None)
        if around and around.item.counter == name:
            return around.count
        return self.case.facts.get(name)

    def state(self, key: str) -> str:
        """Of the newest instance that shares a stage with this one; of its own item it is this one."""
        item = self.case.playbook.by_key[key]
        if self.instance.item is item:
            return self.instance.state
        found = self.case.newest(self.instance, item)
        return found.state if found else "none"

    def done(self, key: str) -> bool:
        """Of any that shares a stage with this one."""
        return any(i.state == "completed" for i in self.case.nearest(self.instance, self.case.playbook.by_key[key]))

    def services(self) -> frozenset[str]:
        return self.case.scope if self.case.scope is not None else self.case.all_services

    def completable(self) -> bool:
        """Whether a person could complete the stage around the instance now."""
        return self.stage is not None and self.stage.state == "active" \
            and self.case.completable(self.stage, by_hand=True)


class Situation:
    """Questions that change nothing."""

    def __init__(self, playbook: Playbook, setup: Setup) -> None:
        self.playbook = playbook
        self.setup = setup
        self.plan_item = playbook.by_key[setup.plan]
        self.semantics = playbook.semantics | setup.semantics
        self.all_services = frozenset(s.removeprefix("service:") for i in playbook.items for s in i.services)
        self.reset()

    def reset(self) -> None:
        """Nothing has happened yet."""
        self.by_item: dict[Item, list[Instance]] = {i: [] for i in self.playbook.items}
        self.plan = Instance(self.plan_item, None, count=1, serial=1)
        self.by_item[self.plan_item].append(self.plan)
        self.facts: dict[str, Value] = dict(self.setup.facts)
        self.scope = frozenset(self.setup.scope) or None
        self.time = self.setup.time
        self.events: list[Event] = []  # that wait to be delivered
        self.spent = 0  # events of the command under way
        self.closed = False
        self.unchanged_since_reactivation = False

    def instances_of(self, item: Item) -> list[Instance]:
        return self.by_item[item]

    @property
    def instances(self) -> Iterator[Instance]:
        yield self.plan
        yield from self.plan.below

    @property
    def state(self) -> str:
        """[8.4.1] A plan that waits for its entry criterion is an active case."""
        if self.closed:
            return "closed"
        return "active" if self.plan.state == "available" else self.plan.state

    def nearest(self, instance: Instance, item: Item) -> list[Instance]:
        """The instances of an item that belong to an instance: below the same instance of the nearest stage around both."""
        if instance is self.plan and item is self.plan_item:
            return [instance]
        common = instance.item.stage_around(item)
        for around in (instance, *instance.above):
            if around.item is common:
                return [around] if common is item else [i for i in around.below if i.item is item]
        return []

    def newest(self, asking: Instance, item: Item) -> Instance | None:
        """The newest instance near an instance that there is."""
        if asking.item is item:
            return asking
        return self.newest_of(self.nearest(asking, item))

    def newest_of(self, instances: list[Instance]) -> Instance | None:
        """What came with a repetition is as new as that."""
        return max(instances, key=lambda i: i.came_with.serial if i.came_with else 0, default=None)

    # Expressions

    def holds(self, text: str | None, instance: Instance) -> bool:
        """Whether an expression is true for an instance; none is."""
        return text is None or expression.holds(text, self.view(instance))

    def view(self, instance: Instance) -> View:
        """Around the plan is the case, which is completed as its plan is."""
        return View(self, instance, instance.parent or instance)

    def rule(self, item: Item, name: str, flag: str, instance: Instance) -> bool:
        """A rule says it instead of the flag."""
        if name in item.rules:
            return self.holds(item.rules[name], instance)
        return flag in item.flags

    def may_repeat(self, item: Item) -> bool:
        if item is self.plan_item or item.is_listener and not self.semantics & Semantics.LISTENERS_REPEAT:
            return False
        return item.has_repetition

    def wants_repetition(self, instance: Instance) -> bool:
        """[8.6.4]"""
        return self.may_repeat(instance.item) and self.rule(instance.item, "repeat_when", "repeats", instance)

    def is_automatic(self, stage: Instance) -> bool:
        """[8.6.1] autoComplete"""
        return self.rule(stage.item, "auto_complete_when", "auto_complete", stage)

    # Scope (design.md, section 3)

    def in_scope(self, item: Item) -> bool:
        """Services of a task decide alone; a stage is in scope if a task in it is, what else it holds if it is."""
        if self.scope is None:
            return True
        if item.kind == "task":
            return not item.services or any(s.removeprefix("service:") in self.scope for s in item.services)
        if item.kind == "stage":
            return any(i.kind == "task" and self.in_scope(i) for i in item.within)
        return item.parent is self.plan_item or item.parent is None or self.in_scope(item.parent)

    def has_work_in_scope(self) -> bool:
        if self.scope is None:
            return any(i.kind != "stage" for i in self.plan_item.within)
        return self.in_scope(self.plan_item)

    def takes_part(self, item: Item) -> bool:
        """What does not holds nothing up."""
        return (item is self.plan_item or self.plan_item in item.around) and self.in_scope(item)

    # Requirements and activation [8.6.2, 8.6.3]

    def is_required(self, instance: Instance) -> bool:
        """[8.6.3] Asked at create, and kept."""
        item = instance.item
        if item is self.plan_item:
            return True
        if item.is_listener:
            return False
        if "required_when" not in item.rules and "required_by_child" in item.flags \
                and self.requires_within(item, instance, instance):
            return True
        return self.rule(item, "required_when", "required", instance)

    def requires_within(self, stage: Item, instance: Instance | None, asking: Instance) -> bool:
        """Whether a task in scope within a stage is required; tasks that are not there yet are asked."""
        for item in stage.children:
            if not self.in_scope(item):
                continue
            there = instance.of(item) if instance and instance.begun else []
            if item.kind == "task":
                if any(i.required for i in there):
                    return True
                if not there and self.would_be_required(item, asking, instance):
                    return True
            elif item.kind == "stage":
                if any(self.requires_within(item, i, asking) for i in there or (None,)):
                    return True
        return False

    def would_be_required(self, task: Item, asking: Instance, stage: Instance | None) -> bool:
        """As rule, for a task that is not there yet."""
        if "required_when" in task.rules:
            return expression.holds(task.rules["required_when"], View(self, asking, stage, task))
        return "required" in task.flags

    def is_manual(self, instance: Instance) -> bool:
        item = instance.item
        if item is self.plan_item:
            return False
        if "manual_when" not in item.rules and "required_by_child" in item.flags \
                and not self.requires_within(item, instance, instance):
            return True
        return self.rule(item, "manual_when", "manual", instance)

    # Criteria [8.5]

    def matters(self, criterion: Criterion, carrier: Instance) -> bool:
        """[CR-13] Entry criteria while it is Available, exit criteria while it can still exit; suspended or not."""
        if any(i.state in ENDED for i in carrier.above):
            return False
        if criterion.is_entry:
            return carrier.real_state == "available"
        if carrier is self.plan:
            return self.state in ("active", "suspended")  # [8.4.1] where a case can be terminated
        return carrier.state not in ENDED

    def is_waiting_for(self, criterion: Criterion, carrier: Instance) -> bool:
        """Whether it has neither let its carrier in nor out, nor anything else has."""
        return carrier.real_state == "available" if criterion.is_entry else carrier.state not in ENDED

    def can_react(self, criterion: Criterion, carrier: Instance) -> bool:
        """Nothing fires on what is suspended, nor in what has ended."""
        return not self.closed and carrier.state != "suspended" and self.matters(criterion, carrier)

    def is_satisfied(self, criterion: Criterion, carrier: Instance) -> bool:
        if not self.can_react(criterion, carrier):
            return False
        memory = carrier.memory.get(criterion, set())
        if not all(p in memory or self.holds_nothing_up(criterion, p, carrier) for p in criterion.on_parts):
            return False
        if not self.holds(criterion.if_part, carrier):
            return False
        return not self.is_gated(criterion, carrier)

    def holds_nothing_up(self, criterion: Criterion, part: OnPart, carrier: Instance) -> bool:
        """lib/README.md: an entry criterion counts an on-part as occurred whose source takes no part; but nobody comes
        again for that reason alone."""
        return criterion.is_entry and not self.takes_part(part.source) \
            and (not carrier.waits or any(self.takes_part(p.source) for p in criterion.on_parts))

    def is_gated(self, criterion: Criterion, carrier: Instance) -> bool:
        """What no command goes around: enable_when, conditions, the work of others."""
        if criterion.is_entry and not self.holds(criterion.item.rules.get("enable_when"), carrier):
            return True
        if any(self.blocks(c, carrier) for c in criterion.conditions):
            return True
        return criterion.work_done and not self.work_is_done(carrier)

    def blocks(self, condition: Condition, carrier: Instance) -> bool:
        """What is open and not optional, or whose rule says so, as the item that carries it sees it."""
        if not self.takes_part(condition.item):
            return False
        holder = self.holder(condition, carrier)
        if condition.blocks_when is None and condition.optional:
            return False
        if condition.blocks_when:
            view = self.view(holder) if holder else View(self, carrier, None, condition.item)
            if not expression.holds(condition.blocks_when, view):
                return False
        return holder is None or holder.condition(condition) == OPEN

    def holder(self, condition: Condition, carrier: Instance) -> Instance | None:
        """Whose state of the condition counts for a criterion: its own, or the newest that shares a stage with it."""
        if condition.item is carrier.item:
            return carrier
        return self.newest(carrier, condition.item)

    def work_is_done(self, carrier: Instance) -> bool:
        """All required stages and tasks beside it are finished."""
        siblings = [i for i in carrier.parent.children if i.item is not carrier.item] if carrier.parent else []
        return all(i.state in FINISHED for i in siblings if i.required and i.item.is_work)

    # Completion [8.6.1]

    def completable(self, stage: Instance, by_hand: bool) -> bool:
        """[8.6.1, table 8.12] What counts is neither active nor, if required or asked for, unfinished."""
        only_required = by_hand or self.is_automatic(stage)
        for child in stage.children:
            if child.state == "none" or self.is_ignored(child):
                continue
            finished = child.state in FINISHED or self.is_waiting(child)
            if child.state == "active" or not finished and (child.required or not only_required):
                return False
        return only_required or not self.has_open_outcome(stage)

    def has_open_outcome(self, stage: Instance) -> bool:
        """lib/README.md: an outcome that gates nothing and is open keeps its stage open, as a discretionary item would."""
        carriers = [stage] + [c for c in stage.children if c.item.kind == "task" and c.state == "completed"]
        return any(c.kind == "outcome" and c.feeds is None and i.condition(c) == OPEN
                   for i in carriers for c in i.item.conditions)

    def is_ignored(self, child: Instance) -> bool:
        """parent_completion: when a child does not hold its stage open."""
        rule = child.item.rules.get("parent_completion")
        waits = child.state in ("available", "enabled")
        assert child.parent
        if rule == "ignore":
            return True
        if rule == "ignore-if-available":
            return child.state == "available" and not child.required
        if rule == "ignore-if-available-or-enabled":
            return waits and not child.required
        first = any(i.state == "completed" for i in child.parent.of(child.item))
        if rule == "ignore-after-first-completion":
            return first
        return rule is not None and first and waits

    def is_waiting(self, instance: Instance) -> bool:
        """Semantics WAITING_IS_FINISHED: made by repetition, its turn has not come."""
        return bool(self.semantics & Semantics.WAITING_IS_FINISHED) and instance.waits \
            and instance.state == "available"

    # Listeners

    def is_available(self, listener: Instance) -> bool:
        return self.holds(listener.item.rules.get("available_when"), listener)

    def timer_of(self, instance: Instance) -> Timer | None:
        text = instance.item.rules["timer"]
        if not text.startswith("${"):
            return read_timer(text)
        value = expression.evaluate(expression.parse(text), self.view(instance))
        if isinstance(value, Moment):
            return Timer(start=value.milliseconds, every=None, count=1)
        return read_timer(value) if isinstance(value, str) else None

    @property
    def running(self) -> list[Instance]:
        """Timers that will occur when their time has come: in an active case."""
        if self.state != "active":
            return []
        return [i for i in self.instances if i.item.kind == "timer_listener" and i.state == "available"
                and i.due is not None]

    def is_orphan(self, listener: Instance) -> bool:
        """Criteria wait for it, and none of them can matter any more."""
        waiting = [c for c in self.playbook.criteria if any(p.source is listener.item for p in c.on_parts)]
        return bool(waiting) and not any(self.may_matter(c, listener) for c in waiting)

    def may_matter(self, criterion: Criterion, listener: Instance) -> bool:
        if any(self.is_waiting_for(criterion, i) for i in self.nearest(listener, criterion.item)):
            return True
        common = criterion.item.stage_around(listener.item)
        around = next((i for i in listener.above if i.item is common), None)
        return around is not None and self.may_come(criterion.item, around)

    def may_come(self, item: Item, around: Instance) -> bool:
        """Whether there is none yet in a stage that has not ended, which may itself not be there yet."""
        if item is around.item or item.parent is None:
            return False
        stages = [around] if item.parent is around.item else [i for i in around.below if i.item is item.parent]
        if any(i.state not in ENDED and not i.of(item) for i in stages):
            return True
        return item.parent is not around.item and self.may_come(item.parent, around)
