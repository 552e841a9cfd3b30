"""
What a case does, as slowly and plainly as it can be said.

The rules are those of CMMN 1.1 (clauses in brackets), of lib/README.md and of lib/engine/README.md, read and not
translated: nothing here is shared with the library. Whoever doubts what the library does finds the rule here.
Everything is a search over all instances; nothing is kept that could be found out.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import expression
from values import Moment, Value
from instance import ENDED, FINISHED, OPEN, Instance
from model import Condition, Criterion, Item, OnPart, Playbook, Semantics
from timer import Timer, read_timer

BUDGET = 1000  # events of one command


class Refusal(Exception):
    """A command that is not carried out; the case stays as it was."""


class Budget(Refusal):
    """Settling does not end."""


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

    def __init__(self, case: "Case", instance: Instance, stage: Instance | None) -> None:
        self.case = case
        self.instance = instance
        self.stage = stage  # around it; None: there is none in the case

    def fact(self, name: str) -> Value:
        """The count of the innermost instance that repeats hides a fact of its name."""
        around = next((i for i in (self.instance, *self.instance.above) if i.item.has_repetition), None)
        if around and around.item.rules.get("counter", "repetitionCounter") == name:
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


@dataclass
class Case:
    playbook: Playbook
    setup: Setup
    facts: dict[str, Value] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.plan_item = self.playbook.by_key[self.setup.plan]
        self.semantics = self.playbook.semantics | self.setup.semantics
        self.all_services = frozenset(s.removeprefix("service:") for i in self.playbook.items for s in i.services)
        self.begin()

    def begin(self) -> None:
        self.by_item: dict[Item, list[Instance]] = {i: [] for i in self.playbook.items}
        self.facts = dict(self.setup.facts)
        self.time = self.setup.time
        self.events: list[Event] = []
        self.spent = 0
        self.count_of_instances = 0
        self.closed = False
        self.unchanged_since_reactivation = False
        self.scope = frozenset(self.setup.scope) or None
        if self.scope and not self.scope <= self.all_services:
            raise Refusal("no such service")
        if not self.has_work_in_scope():
            raise Refusal("nothing would be in scope")
        self.plan = self.new_instance(self.plan_item, None)
        self.create(self.plan)
        if not self.plan_item.entry:
            self.let_in(self.plan, None)
        self.settle()

    # What there is

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
        """PENDING F22"""
        if asking is self.plan and item is self.plan_item:
            return asking
        common = asking.item.stage_around(item)
        around = next((i for i in (asking, *asking.above) if i.item is common), None)
        path = []
        at: Item | None = item
        while at is not None and at is not common:
            path.append(at)
            at = at.parent
        for step in reversed(path):
            found = around.of(step) if around else []
            around = found[-1] if found else None
        return around

    def may_repeat(self, item: Item) -> bool:
        if item is self.plan_item or item.is_listener and not self.semantics & Semantics.LISTENERS_REPEAT:
            return False
        return item.has_repetition

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

    # Instances come into being

    def new_instance(self, item: Item, parent: Instance | None) -> Instance:
        count = max((i.count for i in parent.of(item)), default=0) + 1 if parent else 1
        self.count_of_instances += 1
        instance = Instance(item, parent, count, self.count_of_instances)
        self.by_item[item].append(instance)
        if parent:
            parent.children.append(instance)
        return instance

    def create(self, instance: Instance) -> None:
        """What was there before under this instance was ended by the scope: it is made anew."""
        instance.left_scope = instance.begun = False
        instance.ended_by = None
        instance.required = self.is_required(instance)
        self.change(instance, "create", "available")
        if instance.item.kind == "timer_listener":
            instance.is_set, instance.due = False, None
            self.look_at_timer(instance)

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
            return expression.holds(task.rules["required_when"], View(self, asking, stage))
        return "required" in task.flags

    # Transitions

    def change(self, instance: Instance, transition: str, state: str, by: Criterion | None = None) -> None:
        """One transition; its event waits to be delivered."""
        instance.state = state
        if state in ENDED:
            instance.ended_by = (transition, by)
        if instance.parent is self.plan and (state in (*FINISHED, "suspended")
                                             or "parent_completion" in instance.item.rules):
            self.unchanged_since_reactivation = False  # a change that may let the case complete
        self.events.append(Event(instance, transition, by))
        self.spent += 1
        if self.spent > BUDGET:
            raise Budget

    def let_in(self, instance: Instance, by: Criterion | None) -> None:
        """[8.6.2] Enabled if a person is to start it, else active; a milestone occurs. Then it may repeat."""
        if not instance.item.is_work:
            self.occur(instance)
        elif self.is_manual(instance):
            self.change(instance, "enable", "enabled")
        else:
            self.start(instance, "start")
        if by and by.on_parts and self.wants_repetition(instance):
            # [8.6.4, CR-130] with entry criteria: when one with an on-part lets it in
            assert instance.parent
            another = self.new_instance(instance.item, instance.parent)
            self.create(another)
            another.waits = True

    def is_manual(self, instance: Instance) -> bool:
        item = instance.item
        if item is self.plan_item:
            return False
        if "manual_when" not in item.rules and "required_by_child" in item.flags \
                and not self.requires_within(item, instance, instance):
            return True
        return self.rule(item, "manual_when", "manual", instance)

    def start(self, instance: Instance, transition: str) -> None:
        self.change(instance, transition, "active")
        if instance.item.kind == "stage":
            self.begin_children(instance)
        elif "non_blocking" in instance.item.flags:
            self.complete(instance)

    def begin_children(self, stage: Instance) -> None:
        """[8.4.1] All are created, then those without entry criteria go on. What is completed stays."""
        created = []
        for item in stage.item.children:
            there = stage.of(item)
            if self.in_scope(item) and not (there and there[0].state == "completed"):
                created.append(there[0] if there else self.new_instance(item, stage))
        stage.begun = True
        if stage is self.plan:
            self.unchanged_since_reactivation = False
        for instance in created:
            self.create(instance)
        for instance in created:
            self.activate(instance)

    def activate(self, instance: Instance) -> None:
        """What has no entry criteria does not wait."""
        if not instance.item.entry and not instance.item.is_listener and instance.state == "available":
            self.let_in(instance, None)

    def repeat_at_once(self, instance: Instance) -> None:
        """[8.6.4, CR-133] without entry criteria: when it completes or a person terminates it. The next begins when
        its create event is delivered."""
        if instance.item.entry or not instance.item.is_work or not self.wants_repetition(instance):
            return
        assert instance.parent
        another = self.new_instance(instance.item, instance.parent)
        self.create(another)
        another.begins = True

    def complete(self, instance: Instance, by: Criterion | None = None) -> None:
        self.change(instance, "complete", "completed", by)
        self.end_unfinished(instance)
        self.repeat_at_once(instance)

    def end_unfinished(self, stage: Instance) -> None:
        """[8.6.1 (?)] What is not finished ends; disabled and failed children keep their state."""
        for child in list(stage.children):
            if child.state not in FINISHED:
                self.end(child)
            elif child.state == "failed":
                self.end_children(child)

    def end(self, instance: Instance, by: Criterion | None = None) -> None:
        """[2.7] exit of a stage or task, parentTerminate of the others, and of all within."""
        self.change(instance, "exit" if instance.item.is_work else "parentTerminate", "terminated", by)
        self.end_children(instance)

    def end_children(self, stage: Instance) -> None:
        for child in list(stage.children):
            if child.state not in ENDED:
                self.end(child)

    def terminate(self, instance: Instance, by: Criterion | None = None) -> None:
        self.change(instance, "terminate", "terminated", by)
        self.end_children(instance)

    def occur(self, instance: Instance, in_time: bool = False) -> None:
        self.change(instance, "occur", "completed")
        if in_time and instance.timer and instance.timer.count != 1:  # PENDING F20
            self.wait_for_next(instance)
        if instance.item.is_listener and self.wants_repetition(instance):
            assert instance.parent
            self.create(self.new_instance(instance.item, instance.parent))

    def suspend(self, instance: Instance, transition: str) -> None:
        instance.history = instance.state
        instance.suspended_by_parent = transition == "parentSuspend"
        self.change(instance, "suspend" if not instance.item.is_work else transition, "suspended")
        self.suspend_children(instance)

    def suspend_children(self, stage: Instance) -> None:
        for child in stage.children:
            if child.state in ("available", "enabled", "disabled", "active"):
                self.suspend(child, "parentSuspend")
                child.suspended_by_parent = True
            elif child.state == "failed":
                self.suspend_children(child)

    def resume(self, instance: Instance, transition: str) -> None:
        """[8.4.2] Back to the state before; children that were suspended on their own stay so."""
        self.change(instance, "resume" if not instance.item.is_work else transition, instance.history)
        instance.suspended_by_parent = False
        self.resume_children(instance)

    def resume_children(self, stage: Instance) -> None:
        for child in list(stage.children):
            if child.state == "suspended" and child.suspended_by_parent:
                self.resume(child, "parentResume")
            elif child.state == "failed":
                self.resume_children(child)
        self.bring_in(stage)

    # [8.5] Sentries

    def deliver(self, event: Event) -> None:
        """Marks the on-parts that wait for an event, then fires what this satisfies."""
        marked: list[tuple[Criterion, Instance]] = []
        source = event.instance
        for criterion, part in self.playbook.listening.get((source.item, event.transition), ()):
            if part.exit_criterion and part.exit_criterion is not event.by:
                continue
            for carrier in self.nearest(source, criterion.item):
                if self.matters(criterion, carrier):
                    carrier.memory.setdefault(criterion, set()).add(part)
                    if (criterion, carrier) not in marked:
                        marked.append((criterion, carrier))
        if event.transition == "create":
            marked += [(c, source) for c in source.item.entry if any(self.holds_nothing_up(c, p) for p in c.on_parts)]
        for criterion, carrier in marked:
            if self.is_satisfied(criterion, carrier):
                self.react(criterion, carrier)
        if event.transition == "create" and source.begins:
            source.begins = False
            self.activate(source)

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
        if not all(p in memory or self.holds_nothing_up(criterion, p) for p in criterion.on_parts):
            return False
        if not self.holds(criterion.if_part, carrier):
            return False
        return not self.is_gated(criterion, carrier)

    def holds_nothing_up(self, criterion: Criterion, part: OnPart) -> bool:
        """lib/README.md: an entry criterion counts an on-part as occurred whose source takes no part."""
        return criterion.is_entry and not self.takes_part(part.source)

    def is_gated(self, criterion: Criterion, carrier: Instance) -> bool:
        """What no command goes around: enable_when, conditions, the work of others."""
        if criterion.is_entry and not self.holds(criterion.item.rules.get("enable_when"), carrier):
            return True
        if any(self.blocks(c, carrier) for c in criterion.conditions):
            return True
        return criterion.work_done and not self.work_is_done(carrier)

    def blocks(self, condition: Condition, carrier: Instance) -> bool:
        if not self.takes_part(condition.item):
            return False
        if condition.blocks_when is not None:
            if not self.holds(condition.blocks_when, carrier):
                return False
        elif condition.optional:
            return False
        holder = self.holder(condition, carrier)
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

    def react(self, criterion: Criterion, carrier: Instance) -> bool:
        """Fires a satisfied criterion; its memory is cleared [2.1]. False: it does nothing."""
        carrier.memory.pop(criterion, None)
        if criterion.is_entry:
            if criterion.on_parts and self.is_waiting(carrier) and not self.wants_repetition(carrier):
                return False
            self.let_in(carrier, criterion)
            return True
        leaving = {"active": ("active",), "enabled": ("active", "enabled")}
        if criterion.exit_type and carrier.state not in leaving[criterion.exit_type]:
            return False
        self.leave(criterion, carrier)
        return True

    def is_waiting(self, instance: Instance) -> bool:
        """Semantics WAITING_IS_FINISHED: made by repetition, its turn has not come."""
        return bool(self.semantics & Semantics.WAITING_IS_FINISHED) and instance.waits \
            and instance.state == "available"

    def leave(self, criterion: Criterion, carrier: Instance) -> None:
        if criterion.exit_event and carrier.state == "active":
            if criterion.exit_event == "complete" and not self.completable(carrier, by_hand=True):
                raise Refusal("an exit criterion that completes, and the stage is not completable")
            self.complete(carrier, criterion)
        elif carrier is self.plan:
            self.terminate(carrier, criterion)
        else:
            self.end(carrier, criterion)
            if criterion.exit_type:
                self.repeat_at_once(carrier)

    # Settling

    def settle(self) -> None:
        """lib/README.md, "What one command does", 3 to 5."""
        while True:
            if self.events:
                self.deliver(self.events.pop(0))
            elif not (self.fire_one() or self.end_one_orphan() or self.complete_one()):
                break
        for instance in self.instances:
            for criterion in [c for c in instance.memory if c.on_event]:
                del instance.memory[criterion]
            if instance.item.kind == "timer_listener":
                self.look_at_timer(instance)

    def fire_one(self) -> bool:
        """4. What is satisfied fires, exit before entry, deeper before outer, in document order."""
        for criterion in self.playbook.criteria:
            for carrier in self.instances_of(criterion.item):
                if self.is_satisfied(criterion, carrier) and self.react(criterion, carrier):
                    return True
        return False

    def complete_one(self) -> bool:
        """5. The innermost stage that has nothing left to do completes [8.6.1]."""
        stages = [i for i in self.instances if i.item.kind == "stage" and i.state == "active"]
        for stage in sorted(stages, key=lambda i: (-i.item.depth, i.item.number, i.serial)):
            if any(i.state in ENDED for i in stage.above):
                continue
            if stage is self.plan and self.unchanged_since_reactivation:
                continue
            if self.completable(stage, by_hand=False):
                self.complete(stage)
                return True
        return False

    def completable(self, stage: Instance, by_hand: bool) -> bool:
        """[8.6.1, table 8.12] What counts is neither active nor, if required or asked for, unfinished."""
        only_required = by_hand or self.is_automatic(stage)
        for child in stage.children:
            if self.is_ignored(child):
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

    # A scope that changes

    def change_scope(self, scope: frozenset[str] | None) -> None:
        """lib/README.md: what is not finished leaves; what comes (back) is created where its stage is active."""
        self.scope = scope
        self.unchanged_since_reactivation = False
        for instance in list(self.instances):
            if instance.state not in FINISHED and not self.in_scope(instance.item):
                self.end(instance)
                instance.left_scope = True
        self.bring_in(self.plan)
        self.ask_again_what_is_required(self.plan)

    def ask_again_what_is_required(self, within: Instance) -> None:
        """Of stages that are required by their children, after the scope has changed or a stage is resumed."""
        for instance in (within, *within.below):
            item = instance.item
            if "required_by_child" in item.flags and "required_when" not in item.rules and instance.state not in ENDED:
                instance.required = self.is_required(instance)

    def bring_in(self, stage: Instance) -> None:
        """Creates what the scope holds and an active stage does not; stages within likewise."""
        is_open = stage.state == "active" and stage.begun
        for item in stage.item.children:
            there = stage.of(item)
            if not there and is_open and self.in_scope(item):
                self.come(self.new_instance(item, stage))
            for instance in there:
                if instance.left_scope and is_open and self.in_scope(item):
                    self.come(instance)
                elif item.kind == "stage" and instance.state not in ENDED:
                    self.bring_in(instance)

    def come(self, instance: Instance) -> None:
        self.create(instance)
        self.find_what_has_ended(instance)
        self.activate(instance)

    def find_what_has_ended(self, instance: Instance) -> None:
        """What the scope brings finds the work that has ended before it came."""
        for criterion in instance.item.entry:
            for part in criterion.on_parts:
                ends = [i.ended_by for i in self.nearest(instance, part.source) if i.ended_by]
                if any(e == part.event and part.exit_criterion in (None, by) for e, by in ends):
                    instance.memory.setdefault(criterion, set()).add(part)

    # Semantics END_ORPHAN_LISTENERS

    def end_one_orphan(self) -> bool:
        if not self.semantics & Semantics.END_ORPHAN_LISTENERS:
            return False
        for instance in self.instances:
            if instance.item.is_listener and instance.state == "available" and self.is_orphan(instance):
                self.end(instance)
                return True
        return False

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

    # Timers

    def look_at_timer(self, instance: Instance) -> None:
        """It is set when it is created, or becomes available later, suspended or not; without a usable time never."""
        if instance.real_state != "available":
            return
        if not self.is_available(instance):
            instance.is_set, instance.due = False, None
        elif not instance.is_set:
            instance.is_set = True
            instance.set_at = self.time
            instance.timer = self.timer_of(instance)
            instance.due = instance.timer.due(self.time, instance.nth) if instance.timer else None

    def timer_of(self, instance: Instance) -> Timer | None:
        text = instance.item.rules["timer"]
        if not text.startswith("${"):
            return read_timer(text)
        value = expression.evaluate(expression.parse(text), self.view(instance))
        if isinstance(value, Moment):
            return Timer(start=value.milliseconds, every=None, count=1)
        return read_timer(value) if isinstance(value, str) else None

    def is_available(self, listener: Instance) -> bool:
        return self.holds(listener.item.rules.get("available_when"), listener)

    def wait_for_next(self, instance: Instance) -> None:
        """R<n>/...: another instance waits for the next of n occurrences."""
        assert instance.timer and instance.parent
        timer = self.timer_of(instance)  # PENDING F33
        if timer is None:
            return
        due = timer.due(instance.set_at, instance.nth + 1)
        if due is None:
            return
        another = self.new_instance(instance.item, instance.parent)
        another.timer, another.set_at, another.nth = instance.timer, instance.set_at, instance.nth + 1
        self.create(another)
        if another.is_set:
            another.set_at, another.due = instance.set_at, due

    @property
    def running(self) -> list[Instance]:
        """Timers that will occur when their time has come: in an active case."""
        if self.state != "active":
            return []
        return [i for i in self.instances if i.item.kind == "timer_listener" and i.state == "available"
                and i.due is not None]

    def advance(self, time: int) -> None:
        """Timers occur in the order of their times, each with all that follows from it before the next."""
        while True:
            due = [i for i in self.running if i.due is not None and i.due <= time and self.is_available(i)]
            if not due:
                break
            timer = min(due, key=lambda i: (i.due, i.serial))
            assert timer.due is not None
            self.time = max(self.time, timer.due)
            self.occur(timer, True)
            self.settle()
        self.time = time
