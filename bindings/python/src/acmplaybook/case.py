"""One customer's run through a playbook: commands in, events out."""

import ctypes
import struct
from contextlib import ExitStack
from typing import Any, Iterable, List, Optional, Tuple, Union

from . import _native
from ._load import long, short, unchecked
from ._native import CommandKind, RolesMode, Semantics, Status
from ._root import COMMAND_SIZE, Bytes, DoubleGate, Gate, content, names, optional, options, utf8, word, written
from .commands import Commands, Facts, block, facts, with_facts
from .errors import InvalidError, call, exception, new_error
from .log import Event, EventBuffer, Log, Moment, milliseconds
from .playbook import Playbook
from .roster import Person, Roster
from .view import CaseView, PlanStep
from .views import Target

# The head of struct acm_command: kind, item, instance, actor, time; the rest is 0.
pack = struct.Struct(f"@iIIIq{ctypes.sizeof(_native.acm_command) - 24}x").pack
post = unchecked("acm_case_post")
ONE, NONE = word(1), word(0)
SHUT = Status.INVALID, Status.VERSION
# As numbers: a member of an enum takes as long as the rest of the call.
(START, COMPLETE, DISABLE, REENABLE, TERMINATE, SUSPEND, RESUME, FAULT, REACTIVATE, OCCUR, CLOSE, CONFIRM, WITHDRAW,
 CLAIM, ADVANCE) = map(int, (
     CommandKind.START, CommandKind.COMPLETE, CommandKind.DISABLE, CommandKind.REENABLE, CommandKind.TERMINATE,
     CommandKind.SUSPEND, CommandKind.RESUME, CommandKind.FAULT, CommandKind.REACTIVATE, CommandKind.OCCUR,
     CommandKind.CLOSE, CommandKind.CONFIRM, CommandKind.WITHDRAW, CommandKind.CLAIM, CommandKind.ADVANCE))
LogChoice = Union[Log, bool]


class Case(CaseView):
    """A running case. Items and conditions are given as views, keys or ids, people as participants, keys or ids.

    >>> playbook, roster = Playbook.read(page), Roster({"ana": "FastTrack Manager", "ben": "FastTrack Engineer"})
    >>> case = Case(playbook, roster)
    >>> case.complete("994", "ben")
    Traceback (most recent call last):
    acmplaybook.errors.RoleError: page/994: "Hold the meeting" is for the FastTrack Manager; ben does not have that role
    >>> case.complete("994", "ana")
    >>> case.item_state("994")
    <State.COMPLETED: 6>
    >>> for owned in case, roster, playbook:
    ...     owned.close()
    """

    def __init__(self, playbook: Playbook, roster: Optional[Roster] = None, *, log: LogChoice = True, tag: int = 0,
                 plan: Target = 0, roles: RolesMode = RolesMode.ENFORCE, time: Moment = 0, actor: Person = None,
                 budget: int = 0, scope: Union[str, Iterable[str]] = (), facts: Optional[Facts] = None,
                 semantics: Semantics = Semantics(0)) -> None:
        """Begins a case. log=False keeps no events; a Log may serve many cases. plan is the stage that is the case."""
        self._begin(playbook, roster, log)
        how, kept = self._options(tag, plan, roles, time, actor, budget, scope, facts, semantics)
        self._make(short.acm_case_new, ctypes.byref(how))

    def _begin(self, playbook: Playbook, roster: Optional[Roster], log: LogChoice) -> None:
        if not isinstance(playbook, Playbook) or not isinstance(roster, (Roster, type(None))):
            raise TypeError("a case needs a Playbook, and a Roster or None")
        if roster is not None:
            roster._open()
        gate = roster._gate if roster is not None else Gate()
        if isinstance(log, Log):
            log._open()
            self._log: Optional[Log] = log
            self._own_log = False
            self._gate = log._gate if log._gate is gate or roster is None else DoubleGate(log._gate, gate)
        else:
            self._log = Log._of_case(gate) if log else None
            self._own_log = True
            self._gate = gate
        self._roster = roster
        self._error = new_error()
        self._error_at = ctypes.byref(self._error)
        self._playbook = playbook._again()
        self._name(Roster._of(roster._as_parameter_, roster) if roster is not None else None)

    def _options(self, tag: int, plan: Target, roles: RolesMode, time: Moment, actor: Person, budget: int,
                 scope: Union[str, Iterable[str]], given: Optional[Facts],
                 semantics: Semantics) -> Tuple[_native.acm_case_options, Commands]:
        commands = facts(given)
        array, stride, count, text, length = commands.arguments()
        how = options(_native.acm_case_options, short.acm_case_options_init, tag=tag, plan=self.id_of(plan),
                      roles=roles, time=milliseconds(time), actor=self.person_id(actor), budget=budget,
                      scope=names(scope), semantics=semantics,
                      facts=ctypes.addressof(array), fact_count=count, fact_stride=stride)
        how.facts_text, how.facts_text_len = text, length
        return how, commands

    def _make(self, function: Any, *arguments: Any, source: Any = None) -> None:
        """Calls one of the functions that make a case, and takes it over."""
        out, core = ctypes.c_void_p(), self._log._core if self._log is not None else None
        first = (source, core) if source is not None else (self._playbook, self._roster, core)
        with self._gate:
            call(function, *first, *arguments, ctypes.byref(out))
        self._own(out, _free, self._gate, core)

    def close(self) -> None:
        super().close()
        self._playbook.close()
        if self._people_of is not None:
            self._people_of.close()
        if self._own_log and self._log is not None:
            self._log.close()

    # ---- commands

    def post(self, kind: int, item: Target = 0, actor: Person = None, at: Moment = 0, instance: int = 0,
             given: Optional[Facts] = None) -> None:
        """Gives one command; a refusal raises a RefusedError and has changed nothing.

        Facts that are given are set with it, and refused with it.
        """
        if given:
            return self.act(kind, item, actor, at=at, instance=instance, given=given)
        try:
            item, actor = self._ids.known[item], self._people.known[actor]
        except KeyError:
            item, actor = self.id_of(item), self.person_id(actor)
        try:
            status = post(self, pack(kind, item, instance, actor, at), self._gate, ONE, None, NONE, None,
                          self._error_at)
        except struct.error as fault:
            if not isinstance(at, int):
                return self.post(kind, item, actor, milliseconds(at), instance)
            raise InvalidError(f"a number does not fit into a command: {fault}") from None
        if status:
            if status not in SHUT:
                raise exception(status, self._error)
            self._post_again(pack(kind, item, instance, actor, at))

    def _post_again(self, command: bytes) -> None:
        """The gate was shut, or the case is closed, or in the midst of a long call: nothing has changed."""
        error = new_error()
        with self._gate:
            status = post(self._open(), command, word(COMMAND_SIZE), ONE, None, NONE, None, ctypes.byref(error))
        if status:
            raise exception(status, error)

    def post_all(self, commands: Union[Commands, Any], text: Union[str, bytes] = b"") -> int:
        """Gives prepared commands, or a buffer of struct acm_command with its block of text, in one call.

        Each is atomic, the array is not: an exception says in `accepted` how many took effect.
        """
        if isinstance(commands, Commands):
            arguments = commands.arguments()
        else:
            array, count = block(commands)
            data = content(text)
            arguments = array, COMMAND_SIZE, count, data, len(data)
        accepted, error = ctypes.c_size_t(), new_error()
        with self._gate:
            handle = self._open()._as_parameter_
            self._as_parameter_ = None  # getters on other threads wait
            try:
                status = long.acm_case_post(handle, *arguments, ctypes.byref(accepted), ctypes.byref(error))
            finally:
                self._as_parameter_ = handle
                if self.closed:  # meanwhile; it is freed when the gate opens
                    self._as_parameter_ = None
        if status:
            fault = exception(status, error)
            fault.accepted = accepted.value
            raise fault
        return accepted.value

    def commands(self) -> Commands:
        """Commands to be prepared, with the keys of this case."""
        return Commands(self.id_of, self.person_id)

    def act(self, kind: int, item: Target = 0, actor: Person = None, at: Moment = 0, instance: int = 0,
            text: str = "", given: Optional[Facts] = None) -> None:
        """Gives one command that has a text, or facts that are set with it and refused with it."""
        commands = self.commands()
        with_facts(commands, given or {}, actor, at)
        commands.add(kind, item, actor, at=at, instance=instance, text=text)
        self.post_all(commands)

    def follow(self, steps: Union[PlanStep, Iterable[PlanStep]], actor: Person = None, *, at: Moment = 0) -> int:
        """Gives the commands of a plan, or of one of its steps; `actor` where it says that anybody may."""
        chosen = [steps] if isinstance(steps, PlanStep) else list(steps)
        by, time, records = self.person_id(actor), milliseconds(at), bytearray()
        for step in chosen:
            if not self._is_like(step.case):
                raise InvalidError(f"{step!r} is for another playbook, or for other people")
            if step.block != chosen[0].block:
                raise InvalidError("these are steps of several plans")
            record = _native.acm_command.from_buffer_copy(step.record.command)
            record.actor, record.time = record.actor or by, time
            records += bytes(record)
        return self.post_all(records, chosen[0].block if chosen else b"")

    def _is_like(self, other: CaseView) -> bool:
        """Whether ids mean the same in both."""
        return self._playbook._token is other._playbook._token and self._roster is other._roster

    def start(self, item: Target, actor: Person = None, at: Moment = 0, instance: int = 0,
              given: Optional[Facts] = None) -> None:
        """Starts an enabled item."""
        self.post(START, item, actor, at, instance, given)

    def complete(self, item: Target = 0, actor: Person = None, at: Moment = 0, instance: int = 0,
                 given: Optional[Facts] = None) -> None:
        """Completes an item, or the case."""
        self.post(COMPLETE, item, actor, at, instance, given)

    def disable(self, item: Target, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        """Sets an enabled item aside."""
        self.post(DISABLE, item, actor, at, instance)

    def reenable(self, item: Target, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        self.post(REENABLE, item, actor, at, instance)

    def terminate(self, item: Target = 0, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        """Ends an item, or the case, before it is done."""
        self.post(TERMINATE, item, actor, at, instance)

    def suspend(self, item: Target = 0, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        self.post(SUSPEND, item, actor, at, instance)

    def resume(self, item: Target = 0, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        self.post(RESUME, item, actor, at, instance)

    def fault(self, item: Target, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        """An active item has failed."""
        self.post(FAULT, item, actor, at, instance)

    def reactivate(self, item: Target = 0, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        """A failed item, or the case, goes on."""
        self.post(REACTIVATE, item, actor, at, instance)

    def occur(self, item: Target, actor: Person = None, at: Moment = 0, instance: int = 0,
              given: Optional[Facts] = None) -> None:
        """A milestone is reached, or what a listener waits for has happened."""
        self.post(OCCUR, item, actor, at, instance, given)

    def close_case(self, actor: Person = None, *, at: Moment = 0) -> None:
        """Closes a case that has ended, for good; not to be taken for close(), which frees this object."""
        self.post(CLOSE, 0, actor, at)

    def confirm(self, condition: Target, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        """The condition holds."""
        self.post(CONFIRM, condition, actor, at, instance)

    def withdraw(self, condition: Target, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        """Takes a confirmation back, while it has led to nothing."""
        self.post(WITHDRAW, condition, actor, at, instance)

    def waive(self, condition: Target, reason: str, actor: Person = None, at: Moment = 0, instance: int = 0) -> None:
        """Does without a condition, and says why."""
        self.act(CommandKind.WAIVE, condition, actor, at=at, instance=instance, text=reason)

    def claim(self, task: Target, actor: Person, at: Moment = 0, instance: int = 0) -> None:
        """The actor is who performs the task."""
        self.post(CLAIM, task, actor, at, instance)

    def set_facts(self, given: Facts, actor: Person = None, *, at: Moment = 0) -> None:
        """Sets facts, one after the other: None, a bool, number, text, datetime, or a set of texts."""
        commands = self.commands()
        for name, value in given.items():
            commands.set_fact(name, value, actor, at=at)
        self.post_all(commands)

    def remove_fact(self, name: str, actor: Person = None, *, at: Moment = 0) -> None:
        self.act(CommandKind.REMOVE_FACT, 0, actor, at=at, text=name)

    def set_scope(self, services: Union[str, Iterable[str]] = (), actor: Person = None, *, at: Moment = 0) -> None:
        """Services that are in scope, by name in any language; none = everything."""
        self.act(CommandKind.SET_SCOPE, 0, actor, at=at, text=names(services))

    def advance(self, to: Moment, actor: Person = None) -> None:
        """Moves the case's time; timers that are due occur."""
        self.post(ADVANCE, 0, actor, to)

    # ---- events

    @property
    def log(self) -> Optional[Log]:
        return self._log

    def _its_log(self) -> Log:
        if self.closed:
            self._open()
        if self._log is None:
            raise InvalidError("this case keeps no events")
        return self._log

    def events(self) -> List[Event]:
        """Takes the events out of its log, with their texts; of a shared log also those of other cases."""
        return self._its_log().events()

    def drain(self, buffer: EventBuffer) -> int:
        """Takes the oldest events out of its log, as many as fit into a buffer."""
        return self._its_log().drain(buffer)

    def trace(self, events: Optional[Iterable[Event]] = None, language: Optional[str] = None) -> str:
        """Events as lines for people. Those given were the last that the log gave, and no command came since."""
        log = self._its_log()
        log._open()
        array, _ = event_records(log.events() if events is None else events, texts=False)
        with self._gate:
            return written(short.acm_scenario_trace, self._open(), log._core, array, ctypes.sizeof(_native.acm_event),
                           len(array), optional(language)).decode()

    # ---- copies

    def dup(self, *, log: LogChoice = True) -> "Case":
        """A copy that goes its own way, for what-if."""
        other = Case.__new__(Case)
        other._begin(self._playbook, self._roster, log)
        # A roster that both have keeps other threads away; without one each has a gate of its own.
        apart = self._roster is None and other._gate is not self._gate
        with ExitStack() as guard:
            if apart:
                guard.enter_context(self._gate)
            other._make(short.acm_case_dup, source=self._open())
        return other

    @classmethod
    def restore(cls, playbook: Playbook, roster: Optional[Roster], data: Bytes, *, log: LogChoice = True) -> "Case":
        """Makes a case from what snapshot() gave."""
        case = cls.__new__(cls)
        case._begin(playbook, roster, log)
        data = content(data)
        case._make(short.acm_case_restore, data, len(data))
        return case

    @classmethod
    def replay(cls, playbook: Playbook, roster: Optional[Roster], events: Iterable[Event], *, log: LogChoice = True,
               tag: int = 0, plan: Target = 0, roles: RolesMode = RolesMode.ENFORCE, time: Moment = 0,
               actor: Person = None, budget: int = 0, scope: Union[str, Iterable[str]] = (),
               facts: Optional[Facts] = None, semantics: Semantics = Semantics(0)) -> "Case":
        """Makes a case again from all its events; the rest as it began."""
        case = cls.__new__(cls)
        case._begin(playbook, roster, log)
        how, kept = case._options(tag, plan, roles, time, actor, budget, scope, facts, semantics)
        array, text = event_records(events)
        case._make(short.acm_case_replay, ctypes.byref(how), array, ctypes.sizeof(_native.acm_event), len(array), text,
                   len(text))
        return case


def event_records(events: Iterable[Event], texts: bool = True) -> Tuple[Any, bytes]:
    """Events as records, and the block of their texts, where none begins at 0; or as the log gave them."""
    text, made = bytearray(b"\0"), []
    for event in events:
        detail = event.detail
        if texts and event.text is not None:
            detail = len(text)
            text += utf8(event.text) + b"\0"
        made.append(_native.acm_event(
            time=event.time, tag=event.tag, item=event.item, instance=event.instance, detail=detail, actor=event.actor,
            kind=int(event.kind), from_=int(event.before), to=int(event.after), cause=int(event.cause)))
    return (_native.acm_event * len(made))(*made), bytes(text)


def _free(gate: Gate, core: Any, handle: ctypes.c_void_p) -> None:
    """The case goes before the log that it writes to, which `core` keeps until then."""
    gate.free(_free_with, (core, handle))


def _free_with(kept: Tuple[Any, ctypes.c_void_p]) -> None:
    short.acm_case_free(kept[1])


