"""What a person, or the application, asks of a case: what is refused, and what the rest comes to."""

from dataclasses import dataclass
from typing import NoReturn

from values import Moment, Value
from instance import CONFIRMED, ENDED, OPEN, STATES, WAIVED, Instance
from interpreter import Case
from life import Budget, Refusal
from model import Condition, Item, Playbook
from situation import Setup


@dataclass(frozen=True)
class Command:
    verb: str
    key: str = ""  # of an item or a condition; "" = the case
    way: tuple[int, ...] = ()  # counts from the plan to the instance meant; () = the one it can mean
    actor: int = 0
    time: int = 0
    text: str = ""
    value: Value = None
    facts: tuple[tuple[str, Value], ...] = ()  # set first, in the same command


# [8.4.2], [8.4.3], [8.4.1] Where commands on stages and tasks, on milestones and listeners, on the case are legal
WORK = {
    "start": ("enabled",), "disable": ("enabled",), "reenable": ("disabled",), "complete": ("active",),
    "terminate": ("active",), "suspend": ("active",), "resume": ("suspended",), "fault": ("active",),
    "reactivate": ("failed",), "claim": ("available", "enabled", "disabled", "active", "failed"),
}
OCCURRENCES = {
    "occur": ("available",), "suspend": ("available",), "resume": ("suspended",), "terminate": ("available",),
}
REOPENED = ("completed", "terminated", "failed", "suspended")
WHOLE = {
    "complete": ("active",), "terminate": ("active",), "suspend": ("active",), "fault": ("active",),
    "reactivate": REOPENED, "resume": REOPENED, "close": REOPENED,
}
CONDITIONS = ("confirm", "withdraw", "waive")
DATA = ("set", "remove", "scope", "advance")
# lib/README.md: inputs from Available on; outcomes while their stage is active, those of a task even when it is done
INPUT_STATES = ("available", "enabled", "disabled", "active", "failed")
OUTCOME_STATES = (*INPUT_STATES, "completed")


def refuse(why: str) -> NoReturn:
    raise Refusal(why)


class Play:
    """A case and the commands that it has accepted: what it is follows from them."""

    def __init__(self, playbook: Playbook, setup: Setup) -> None:
        self.case = Case(playbook, setup)
        self.accepted: list[Command] = []

    def post(self, command: Command) -> str:
        """ok, refused or budget; what is not accepted changes nothing."""
        checked = False
        before = dict(self.case.facts)
        self.case.spent = 0
        try:
            if not self.case.closed:
                self.case.facts.update(command.facts)
            self.check(command)
            checked = True
            self.carry_out(command)
        except Refusal as refusal:
            self.case.facts = before
            if checked:
                self.play_again()
            return "budget" if isinstance(refusal, Budget) else "refused"
        self.accepted.append(command)
        return "ok"

    def play_again(self) -> None:
        self.case.begin()
        for command in self.accepted:
            self.case.spent = 0
            self.case.facts.update(command.facts)
            self.carry_out(command)

    # Whether it is legal

    def check(self, command: Command) -> None:
        case = self.case
        if case.closed:
            refuse("nothing is legal any more")
        if command.actor > len(case.setup.people):
            refuse("nobody of that name")
        if command.verb in DATA:
            self.check_data(command)
        elif command.verb in CONDITIONS:
            self.check_condition(command)
        elif command.key in ("", case.plan_item.key):
            self.check_whole(command)
        else:
            self.check_item(command)

    def check_data(self, command: Command) -> None:
        if command.verb == "remove" and command.text not in self.case.facts:
            refuse("no such fact")
        if command.verb == "scope":
            scope = scope_of(command.text)
            if self.case.state != "active":
                refuse("the scope changes in an active case alone")
            if scope and not scope <= self.case.all_services:
                refuse("no such service")
            before, self.case.scope = self.case.scope, scope
            something = self.case.has_work_in_scope()
            self.case.scope = before
            if not something:
                refuse("nothing would be in scope")

    def check_role(self, roles: frozenset[str], command: Command) -> None:
        """No role asked for: anybody, and nobody."""
        if roles and not (command.actor and roles & self.case.setup.people[command.actor - 1]):
            refuse("role")

    def check_whole(self, command: Command) -> None:
        if command.way not in ((), self.case.plan.way):
            refuse("no such instance")
        if self.case.state not in WHOLE.get(command.verb, ()):
            refuse("not legal in this state of the case")
        self.check_role(self.case.plan_item.owners, command)
        if command.verb == "complete":
            self.check_completable(self.case.plan)

    def check_completable(self, stage: Instance) -> None:
        """[table 8.12, by hand]"""
        if stage.state != "active" or not self.case.completable(stage, by_hand=True):
            refuse("not completable")

    def check_item(self, command: Command) -> None:
        item = self.case.playbook.by_key.get(command.key) or refuse("no such item")
        instance = self.instance_meant(command)
        if not self.is_legal(command, instance):
            refuse("not legal in this state")
        if any(i.state in ENDED for i in instance.above):
            refuse("a stage around it has ended")
        if command.verb != "claim":  # which moves nothing
            if not self.case.takes_part(item):
                refuse("out of scope")
            if any(i.state == "suspended" for i in instance.above):
                refuse("a stage around it is suspended")
        self.check_role(roles_of(item), command)
        if command.verb == "complete" and item.kind == "stage":
            self.check_completable(instance)
        if command.verb == "occur":
            self.check_occurrence(instance)

    def check_occurrence(self, instance: Instance) -> None:
        """A person may do without what has not happened or is not true, not without what gates every way in."""
        if instance.item.is_listener:
            if not self.case.is_available(instance):
                refuse("not available")
        elif instance.item.entry and all(self.case.is_gated(c, instance) for c in instance.item.entry):
            refuse("every way in is gated")

    def instance_meant(self, command: Command) -> Instance:
        """The one that the way leads to; without a way the only one that the command is legal for, else the newest."""
        condition = self.case.playbook.conditions_by_key.get(command.key)
        item = condition.item if condition else self.case.playbook.by_key.get(command.key)
        found = [i for i in self.case.instances_of(item) if command.way in ((), i.way)] if item else []
        if not item or not found:
            refuse("no such item, condition or instance")
        legal = [i for i in found if (self.can_change(condition, i) if condition else self.is_legal(command, i))]
        if len(legal) > 1:
            refuse("ambiguous")
        return (legal or found)[-1]

    def is_legal(self, command: Command, instance: Instance) -> bool:
        """In the state of the instance alone."""
        legal = WORK if instance.item.is_work else OCCURRENCES
        return instance.state in legal.get(command.verb, ()) and (command.verb != "claim" or instance.item.kind == "task")

    def check_condition(self, command: Command) -> None:
        condition = self.case.playbook.conditions_by_key.get(command.key) or refuse("no such condition")
        carrier = self.instance_meant(command)
        if any(i.state in ENDED or i.state == "suspended" for i in carrier.above):
            refuse("a stage around it has ended or is suspended")
        if not self.can_change(condition, carrier):
            refuse("not in this state of its item")
        self.check_role(condition.item.owners or condition.item.performers, command)
        if (carrier.condition(condition) == OPEN) != (command.verb != "withdraw"):
            refuse("not in this state of the condition")
        if command.verb == "withdraw" and self.has_fired(condition, carrier):
            refuse("its criterion has fired")
        if command.verb == "waive" and not command.text:
            refuse("no reason")

    def can_change(self, condition: Condition, carrier: Instance) -> bool:
        if condition.kind == "input":
            return carrier.state in INPUT_STATES
        if carrier.item.kind == "stage":
            return carrier.state == "active"
        return carrier.parent is not None and carrier.parent.state == "active" and carrier.state in OUTCOME_STATES

    def has_fired(self, condition: Condition, carrier: Instance) -> bool:
        """What it feeds can no longer be let in or leave."""
        criterion = condition.feeds
        if not criterion:
            return False
        if carrier.item is criterion.item:
            return not self.case.is_waiting_for(criterion, carrier)
        fed = self.case.nearest(carrier, criterion.item)
        return self.case.newest(carrier, criterion.item) is not None \
            and not any(self.case.is_waiting_for(criterion, i) for i in fed)

    # What it comes to

    def carry_out(self, command: Command) -> None:
        case = self.case
        time = max(case.time, command.time)
        if command.verb == "advance":
            case.advance(time)
            return
        case.time = time
        if command.verb in DATA:
            self.change_data(command)
        elif command.verb in CONDITIONS:
            self.change_condition(command)
        elif command.key in ("", case.plan_item.key):
            self.change_case(command)
        else:
            self.change_item(command, self.instance_meant(command))
        case.settle()

    def change_data(self, command: Command) -> None:
        if command.verb == "set":
            self.case.facts[command.text] = command.value
        elif command.verb == "remove":
            del self.case.facts[command.text]
        else:
            self.case.change_scope(scope_of(command.text))

    def change_condition(self, command: Command) -> None:
        condition = self.case.playbook.conditions_by_key[command.key]
        carrier = self.instance_meant(command)
        carrier.conditions[condition] = {"confirm": CONFIRMED, "waive": WAIVED, "withdraw": OPEN}[command.verb]
        if self.case.plan is (carrier if carrier.item.kind == "stage" else carrier.parent):
            self.case.unchanged_since_reactivation = False

    def change_case(self, command: Command) -> None:
        case, plan = self.case, self.case.plan
        if command.verb == "complete":
            case.complete(plan)
        elif command.verb == "terminate":
            case.terminate(plan)
        elif command.verb == "suspend":
            case.suspend(plan, "suspend")
        elif command.verb == "fault":
            case.change(plan, "fault", "failed")
        elif command.verb == "close":
            case.closed = True
            case.change(plan, "close", "closed")
        elif plan.state == "suspended":
            case.resume(plan, "reactivate")
            case.unchanged_since_reactivation = False
        else:
            # [8.4.1] after completed, terminated, failed: the state alone; a plan that never began still waits
            case.change(plan, "reactivate", "active" if plan.begun else "available")
            case.unchanged_since_reactivation = True

    def change_item(self, command: Command, instance: Instance) -> None:
        case = self.case
        if command.verb == "claim":
            instance.performer = command.actor
        elif command.verb == "start":
            case.start(instance, "manualStart")
        elif command.verb == "complete":
            case.complete(instance)
        elif command.verb == "occur":
            case.occur(instance)
        elif command.verb == "suspend":
            case.suspend(instance, "suspend")
        elif command.verb == "resume":
            case.resume(instance, "resume")
        elif command.verb == "terminate":
            case.terminate(instance)
            case.repeat_at_once(instance)
        elif command.verb == "reactivate":
            case.change(instance, "reactivate", "active")
            case.bring_in(instance)
        else:
            states = {"disable": "disabled", "reenable": "enabled", "fault": "failed"}
            case.change(instance, command.verb, states[command.verb])

    # What there is to see of it, as driver.c prints it

    @property
    def board(self) -> str:
        case = self.case
        rows = sorted(case.instances, key=lambda i: (i.item.number, i.way))
        due = min((i.due for i in case.running if i.due is not None), default=None)
        return "\t".join((
            str(STATES.index(case.state)),
            " ".join(i.row + self.marks(i) for i in rows),
            " ".join(map(self.condition_seen, case.playbook.conditions)),
            "-" if due is None else str(due)))

    def marks(self, instance: Instance) -> str:
        unavailable = instance.item.is_listener and instance.state == "available" \
            and not self.case.is_available(instance)
        waits = instance.waits and instance.state == "available"
        performer = f"/{instance.performer}" if instance.performer else ""
        return ("u" if unavailable else "") + ("w" if waits else "") + performer

    def condition_seen(self, condition: Condition) -> str:
        """Of the newest instance that carries it."""
        carrier = self.case.newest_of(self.case.instances_of(condition.item))
        return str(carrier.condition(condition)) if carrier else "0"


def scope_of(text: str) -> frozenset[str] | None:
    return frozenset(text.split(";")) if text else None


def roles_of(item: Item) -> frozenset[str]:
    """Who may: performers of a task or listener, owners of a stage, and those of the stage for its milestones."""
    if item.kind == "stage":
        return item.owners
    if item.kind == "milestone":
        return item.parent.owners if item.parent else frozenset()
    return item.performers
