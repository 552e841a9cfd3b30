"""A case that is looked at: what it can be asked."""

import ctypes

from typing import TYPE_CHECKING, Any, Dict, Iterable, List, NamedTuple, Optional, Tuple, Union

from . import _native
from ._load import long, short, unchecked
from ._native import BlockerKind, CommandKind, ConditionState, InstanceFlags, PlanPeople, PlanVerdict, State
from ._root import Gate, Ids, Root, code, number, optional, records, sentence, utf8
from .commands import Facts, facts
from .errors import InvalidError, call, exception
from .roster import Person, Roster, nobody
from .views import Anything, Target

if TYPE_CHECKING:
    from .playbook import Playbook

Codes = Union[int, Iterable[int]]
BLOCKER_SIZE = ctypes.sizeof(_native.acm_blocker)

case_state = unchecked("acm_case_state")
item_state = unchecked("acm_case_item_state")
condition_state = unchecked("acm_case_condition_state")


# By value: an index takes a tenth of the time that the enum takes. What is past the end is asked of the enum.
STATES = [State(value) for value in range(max(State) + 1)]
CONDITION_STATES = [ConditionState(value) for value in range(max(ConditionState) + 1)]


class BoardRow(NamedTuple):
    """One instance of a case; item, parent and performer are ids; ordinal says which of its item in its
    stage it is, from 1."""

    item: int
    instance: int
    parent: int
    state: State
    required: bool
    performer: int
    ordinal: int
    flags: InstanceFlags


class Blocker:
    """What stands in the way of a command; as text a sentence."""

    __slots__ = ("case", "record")

    def __init__(self, case: "CaseView", record: Any) -> None:
        self.case, self.record = case, record

    @property
    def kind(self) -> BlockerKind:
        return BlockerKind(self.record.kind)

    @property
    def subject(self) -> Optional[Anything]:
        """The item or condition that stands in the way."""
        return self.case.playbook.by_id(self.record.subject) if self.record.subject else None

    @property
    def detail(self) -> int:
        """See BlockerKind."""
        return int(self.record.detail)

    @property
    def alternative(self) -> int:
        """Which of several ways into `way` it stands in; 0: in any."""
        return int(self.record.alternative)

    @property
    def way(self) -> Optional[Anything]:
        return self.case.playbook.by_id(self.record.way) if self.record.way else None

    @property
    def time(self) -> int:
        """When a timer is due."""
        return int(self.record.time)

    def text(self, language: Optional[str] = None) -> str:
        """The sentence in a language; without one the playbook's first."""
        with self.case._gate:
            return sentence(short.acm_case_explain_text, self.case._open(), ctypes.byref(self.record),
                            optional(language))

    def __str__(self) -> str:
        return self.text()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Blocker) and bytes(self.record) == bytes(other.record) and self.case is other.case

    def __hash__(self) -> int:
        return hash(bytes(self.record))

    def __repr__(self) -> str:
        return f"<Blocker {self.kind.name} {self.record.subject}>"


class PlanStep:
    """One step of a plan: a command, and who may give it."""

    __slots__ = ("case", "record", "block")

    def __init__(self, case: "CaseView", record: Any, block: bytes) -> None:
        self.case, self.record, self.block = case, record, block

    @property
    def kind(self) -> CommandKind:
        return CommandKind(self.record.command.kind)

    @property
    def item(self) -> Optional[Anything]:
        """None = the case."""
        return self.case.playbook.by_id(self.record.command.item) if self.record.command.item else None

    @property
    def actor(self) -> int:
        """Participant; 0 = anybody who has the role."""
        return int(self.record.command.actor)

    @property
    def role(self) -> Optional[Anything]:
        """The role by which the actor may; None = anybody may."""
        return self.case.playbook.by_id(self.record.role) if self.record.role else None

    def text(self, language: Optional[str] = None) -> str:
        """The step as a sentence."""
        with self.case._gate:
            return sentence(short.acm_plan_step_text, self.case._open(), ctypes.byref(self.record), self.block,
                            len(self.block), optional(language))

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<PlanStep {self.kind.name} {self.record.command.item}>"


class Plan(List[PlanStep]):
    """The steps that lead to a goal; empty without a plan, or if nothing is left to do."""

    verdict: PlanVerdict
    has_plan: bool
    at_least: int
    states: int


class CaseView(Root):
    """A case that cannot be changed through this object."""

    _gate: Gate
    _playbook: "Playbook"
    _roster: Optional[Roster]
    _people_of: Optional[Roster]
    _ids: Ids
    _people: Ids

    @property
    def playbook(self) -> "Playbook":
        """Its playbook, which lives as long as the case."""
        return self._playbook

    @property
    def roster(self) -> Optional[Roster]:
        return self._roster

    def _name(self, roster: Optional[Roster]) -> None:
        """Lets things and people be named; the playbook and roster here are its own, and stay open with it."""
        self._people_of = roster
        self._ids, self._people = Ids(self._playbook.id_of), Ids(roster.id_of if roster is not None else nobody)
        self._people.known[None] = 0

    def id_of(self, thing: Target) -> int:
        """The id of an item or condition: a view of this playbook, a key, or the id itself; 0 is the case."""
        return self._ids[thing]

    def person_id(self, person: Person) -> int:
        """The id of a participant, of a key, or the id itself; 0 for None, nobody."""
        return self._people[person]

    def _again(self) -> None:
        """A getter found nothing: because of a long call on another thread, or because the case is closed?"""
        self._gate.acquire()
        self._gate.release()
        self._open()

    @property
    def state(self) -> State:
        """The state of the case."""
        found = case_state(self)
        if not found:
            self._again()
            found = case_state(self)
        return State(found)

    def item_state(self, item: Target) -> State:
        """The state of an item: of its newest instance; State.NONE if it has none."""
        try:
            id = self._ids.known[item]
        except KeyError:
            id = self.id_of(item)
        found: int = item_state(self, id)
        if found:
            try:
                return STATES[found]
            except IndexError:
                return State(found)
        self._again()
        return State(item_state(self, id))

    def condition_state(self, condition: Target) -> ConditionState:
        """The state of a condition, in the newest instance that carries it."""
        try:
            id = self._ids.known[condition]
        except KeyError:
            id = self.id_of(condition)
        found: int = condition_state(self, id)
        if found:
            try:
                return CONDITION_STATES[found]
            except IndexError:
                return ConditionState(found)
        self._again()
        return ConditionState(condition_state(self, id))

    def instance_state(self, instance: int) -> State:
        """The state of an instance, as events and board rows name them."""
        with self._gate:
            return State(short.acm_case_instance_state(self._open(), number(instance, "an instance")))

    def instance_item(self, instance: int) -> int:
        """The id of the item of an instance, 0 if there is none."""
        with self._gate:
            return int(short.acm_case_instance_item(self._open(), number(instance, "an instance")))

    @property
    def time(self) -> int:
        """Of its last command, or when it began: milliseconds since 1970."""
        with self._gate:
            return int(short.acm_case_time(self._open()))

    @property
    def next_timer(self) -> Optional[Tuple[int, int]]:
        """When the next timer is due, and its instance."""
        time = ctypes.c_int64()
        with self._gate:
            instance = short.acm_case_next_timer(self._open(), ctypes.byref(time))
        return (time.value, instance) if instance else None

    def board(self) -> List[BoardRow]:
        """All instances in document order."""
        with self._gate:
            found = records(_native.acm_board_row, short.acm_case_board, self._open())
        return [BoardRow(r.item, r.instance, r.parent, State(r.state), bool(r.required), r.performer, r.count,
                         InstanceFlags(r.flags)) for r in found]

    def explain(self, item: Target = 0, command: int = CommandKind.COMPLETE, actor: Person = None, *,
                instance: int = 0) -> List[Blocker]:
        """All that stands in the way of a command; empty if it would be accepted. item 0 is the case."""
        arguments = self.id_of(item), number(instance, "an instance"), code(command), self.person_id(actor)
        count, capacity = ctypes.c_size_t(), 16
        with self._gate:
            while True:
                out = (_native.acm_blocker * capacity)()
                status = short.acm_case_explain(self._open(), *arguments, out, BLOCKER_SIZE, capacity,
                                                ctypes.byref(count))
                if status:
                    raise exception(status)
                if count.value <= capacity:
                    return [Blocker(self, record) for record in out[:count.value]]
                capacity = count.value

    def plan(self, item: Target = 0, *, states: Codes = (), commands: Codes = (),
             people: PlanPeople = PlanPeople.ANYBODY, actor: Person = None,
             facts_allowed: Optional[Facts] = None, reason: str = "", milestones: bool = False, max_steps: int = 0,
             max_states: int = 0, max_bytes: int = 0) -> Plan:
        """The fewest commands that bring an item, a condition or (0) the case into one of some states.

        Without `states` completed, or confirmed or waived; without `commands` those by which work goes on.
        `facts_allowed` may be set by the plan; `reason` is needed for a plan that may waive.
        """
        given = facts(facts_allowed)
        why = utf8(reason)
        array, stride, count, text, _ = given.arguments()
        text += why
        how = _native.acm_plan_options()
        short.acm_plan_options_init(ctypes.byref(how))
        how.item, how.actor, how.people = self.id_of(item), self.person_id(actor), code(people)
        how.states, how.commands = _bits(states), _bits(commands)
        how.flags = int(_native.PlanFlags.MILESTONES) if milestones else 0
        how.max_steps, how.max_states = number(max_steps, "max_steps"), number(max_states, "max_states")
        how.max_bytes = number(max_bytes, "max_bytes", 64)
        how.facts, how.fact_count, how.fact_stride = ctypes.addressof(array), count, stride
        how.text, how.text_len = text, len(text)
        how.reason_at, how.reason_len = len(text) - len(why), len(why)
        return self._search(how, text)

    def _search(self, how: Any, text: bytes) -> Plan:
        result, found, capacity = _native.acm_plan_result(), ctypes.c_size_t(), 64
        while True:
            out = (_native.acm_plan_step * capacity)()
            short.acm_plan_result_init(ctypes.byref(result))
            with self._gate:
                call(long.acm_case_plan, self._open(), ctypes.byref(how), out, ctypes.sizeof(_native.acm_plan_step),
                     capacity, ctypes.byref(found), ctypes.byref(result))
            if found.value <= capacity:
                break
            capacity = found.value
        plan = Plan(PlanStep(self, record, text) for record in out[:found.value])
        plan.verdict, plan.has_plan = PlanVerdict(result.verdict), bool(result.has_plan)
        plan.at_least, plan.states = result.at_least, result.states
        return plan

    def pick(self, name: str, command: int, nth: int = -1) -> Tuple[int, int]:
        """The item and instance that an act of a scenario means by a name."""
        text, item, instance = utf8(name), ctypes.c_uint32(), ctypes.c_uint32()
        if not -1 <= nth < 1 << 31:
            raise InvalidError(f"no instance is the {nth}th")
        with self._gate:
            call(short.acm_scenario_pick, self._open(), text, len(text), code(command), nth, ctypes.byref(item),
                 ctypes.byref(instance))
        return item.value, instance.value

    def snapshot(self) -> bytes:
        """The case as bytes; equal for equal states on every machine."""
        needed = ctypes.c_size_t()
        with self._gate:
            short.acm_case_snapshot(self._open(), None, 0, ctypes.byref(needed), None)
            buffer = ctypes.create_string_buffer(needed.value)
            call(short.acm_case_snapshot, self._open(), buffer, needed.value, ctypes.byref(needed))
        return buffer.raw[:needed.value]

    @property
    def state_hash(self) -> bytes:
        """Equal for equal states of equal playbooks."""
        buffer = ctypes.create_string_buffer(_native.HASH_SIZE)
        with self._gate:
            call(short.acm_case_hash, self._open(), buffer, len(buffer))
        return buffer.raw

    def __repr__(self) -> str:
        kind = type(self).__name__
        if self.closed:
            return f"<{kind}, closed>"
        return f"<{kind} of {self._playbook.root.name!r}: {self.state.name.lower()}>"


def _bits(values: Codes) -> int:
    found = 0
    for value in [values] if isinstance(values, int) else values:
        found |= 1 << number(int(value), "a bit", 5)
    return found


