"""Made by bindings/generate.py from the public headers; do not edit.

Records bear the names of C. Enums know what this version of the headers knows; a value of a later library is kept
as a member without a name of its own.
"""

import ctypes
import enum
from ctypes import (CFUNCTYPE, c_char, c_char_p, c_double, c_int32, c_int64, c_size_t, c_uint8, c_uint32, c_uint64,
                    c_void_p)
from typing import Any, Dict, List, Optional, Tuple


class Code(enum.IntEnum):
    """An enum that takes values it does not know; as text its members are words, such as "manual-start"."""

    def __str__(self) -> str:
        return self.name.lower().replace("_", "-")

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    @classmethod
    def _missing_(cls, value: object) -> Optional["Code"]:
        if not isinstance(value, int):
            return None
        member = int.__new__(cls, value)
        member._name_ = f"UNKNOWN_{value}"
        member._value_ = value
        return member


VERSION_NUMBER = 1000
NTS = 18446744073709551615
REVISION_SIZE = 72
HASH_SIZE = 16
PLAN_COMMANDS = 300694


class Status(Code):
    """What a call came to: ACM_OK or a negative code. New codes may be added."""

    #: done
    OK = 0
    #: out of memory; the object is as it was
    NOMEM = -1
    #: an argument makes no sense
    INVALID = -2
    #: no such key, id, role, participant, ...
    NOTFOUND = -3
    #: several items bear the number, the message lists their keys; or several instances can do this
    AMBIGUOUS = -4
    #: not UTF-8, or a NUL inside text
    ENCODING = -5
    #: deeper, longer or more than the limits allow
    LIMIT = -6
    #: the text breaks the grammar of its format; see line and column
    SYNTAX = -7
    #: left out of this build, or not offered
    UNSUPPORTED = -8
    #: a struct or record of another version that holds what we do not know
    VERSION = -9
    #: the caller's buffer is too small; the needed size was stored
    BUFFER = -10
    #: a callback stopped the work; its value is in acm_error.value
    CALLBACK = -11
    #: a fault of the library itself; please report it
    INTERNAL = -12
    #: the key is taken
    EXISTS = -13
    #: the playbook would break a rule of the model
    MODEL = -14
    #: refused: the transition is not legal in this state
    STATE = -15
    #: refused: the actor has none of the roles that may do this
    ROLE = -16
    #: refused: a condition is still open, or can no longer be changed
    CONDITION = -17
    #: refused: the stage has active or unfinished required children
    INCOMPLETE = -18
    #: refused: outside the scope, or nothing would be in scope
    SCOPE = -19
    #: refused: settling did not end within its budget
    BUDGET = -20


class Struct(Code):
    """Which public struct acm_struct_size is asked about."""

    ERROR = 0
    ALLOCATOR = 1
    ITEM = 2
    CONDITION = 3
    REF = 4
    DIAGNOSTIC = 5
    MAPPING_OPTIONS = 6
    PAGE_OPTIONS = 7
    EVENT = 8
    COMMAND = 9
    CASE_OPTIONS = 10
    BOARD_ROW = 11
    BLOCKER = 12
    SCENARIO_OPTIONS = 13
    SCENARIO_RESULT = 14
    NUMBERED = 15
    PLACE = 16
    PAGE = 17
    SOURCE_FILE = 18
    SOURCE = 19
    MEMORY_SOURCE = 20
    FOLDER_OPTIONS = 21
    JSON_OPTIONS = 22
    LINT_OPTIONS = 23
    CMMN_OPTIONS = 24
    SCENARIO_OUTCOME = 25
    PLAN_OPTIONS = 26
    PLAN_STEP = 27
    PLAN_RESULT = 28


class ItemKind(Code):
    """What an item is to the state machine."""

    #: holds other items
    STAGE = 1
    #: a person does it
    TASK = 2
    #: occurs when its entry criterion holds
    MILESTONE = 3
    #: user event listener: occurs when a person with one of its roles says so
    USER_LISTENER = 4
    #: timer event listener: occurs when the caller's time reaches what ACM_CONTROL_TIMER says
    TIMER_LISTENER = 5
    #: generic event listener: occurs when the caller says so
    EVENT_LISTENER = 6


class ItemPart(Code):
    """What an item is to the author of the playbook."""

    #: made by the builder without saying
    OTHER = 0
    #: the root stage
    PLAYBOOK = 1
    #: a phase: stage
    PHASE = 2
    #: a page with steps or tasks: stage
    PROCESS = 3
    #: a step: stage if it has tasks, else task
    STEP = 4
    #: a row of an FTOP task table
    TASK = 5
    #: the milestone that key outcomes or step outputs feed
    OUTCOMES = 6


class ItemFlags(enum.IntFlag):
    """Bits that say how an item behaves."""

    #: its stage cannot complete before it is finished
    REQUIRED = 0x1
    #: manual activation: enabled, then a person starts it
    MANUAL = 0x2
    #: stage: completes as soon as nothing required is open
    AUTO_COMPLETE = 0x4
    #: task: completes as soon as it starts
    NON_BLOCKING = 0x8
    #: stage: required and automatic while a required item in scope is within, else manual and not required
    REQUIRED_BY_CHILD = 0x10
    #: the page says neither mandatory nor optional
    FLAG_MISSING = 0x20
    #: task, in a builder: there once for each service that it names; a playbook has these copies
    FOR_EACH_SERVICE = 0x40
    #: repetition rule without condition: another instance each time it is entered or done
    REPEATS = 0x80


class Semantics(enum.IntFlag):
    """Where engines of the field differ from CMMN 1.1: bits that a playbook, or a case, may ask for."""

    #: a listener ends when no criterion that waits for it is left alive
    END_ORPHAN_LISTENERS = 0x1
    #: an instance by repetition that waits for its entry criterion holds no stage open, and the repetition rule is
    #: asked again when it would begin
    WAITING_IS_FINISHED = 0x2
    #: repetition rules of listeners are not ignored
    LISTENERS_REPEAT = 0x4


class Control(Code):
    """What an item or condition may be told beyond its flags, as text."""

    #: stage, task, milestone: required if this expression is true when it is created; instead of ACM_ITEM_REQUIRED
    REQUIRED_WHEN = 1
    #: the same: stays Available until this expression is true, whatever else lets it in
    ENABLE_WHEN = 2
    #: item: when it should be done: "P5D" after its start, "2026-03-31" or "2026-03-31T17:00Z"
    DUE = 3
    #: condition: blocks while this expression is true, and only then, optional or not
    BLOCKS_WHEN = 4
    #: stage, task: a person starts it if this expression is true when it is let in; instead of ACM_ITEM_MANUAL
    MANUAL_WHEN = 5
    #: item: repeats if this expression is true; instead of ACM_ITEM_REPEATS
    REPEAT_WHEN = 6
    #: stage: as ACM_ITEM_AUTO_COMPLETE while this expression is true, instead of it
    AUTO_COMPLETE_WHEN = 7
    #: listener: cannot occur, and its time does not run, until this expression is true
    AVAILABLE_WHEN = 8
    #: timer listener: "PT1H", "P1M", "2026-03-31T17:00Z", "R3/PT1H", "R/2026-03-31T17:00Z/P1D", or an expression
    #: ${...} whose value is such a text or a date-time
    TIMER = 9
    #: item that repeats: the name by which expressions know which instance it is, from 1, such as "round"; without it
    #: "repetitionCounter"
    COUNTER = 10
    #: item: when it does not hold its stage open: "ignore", "ignore-if-available", "ignore-if-available-or-enabled",
    #: "ignore-after-first-completion" or "ignore-after-first-completion-if-available-or-enabled"
    PARENT_COMPLETION = 11
    #: item: its id in the model that it was read from
    ORIGIN = 12
    #: item: the id of its definition there
    DEFINITION = 13
    #: task: "human", "process", "case" or "decision" of CMMN; without it any
    TYPE = 14


class ParentCompletion(Code):
    """When an item does not hold its stage open, as ACM_CONTROL_PARENT_COMPLETION words it."""

    #: as CMMN 1.1 says
    COUNTS = 0
    IGNORE = 1
    #: required items count all the same
    AVAILABLE = 2
    #: available or enabled; required items count
    ENABLED = 3
    #: once one instance is completed
    AFTER_FIRST = 4
    #: the same, while available or enabled
    AFTER_FIRST_ENABLED = 5


class Due(Code):
    """How a due time is given."""

    NONE = 0
    #: milliseconds after the item becomes active, a milestone or listener available
    AFTER_START = 1
    #: milliseconds since 1970-01-01T00:00Z; of a date alone where that day ends, UTC
    AT = 2


class ConditionKind(Code):
    """What a condition gates."""

    #: must hold before its item can begin
    INPUT = 1
    #: must hold before its stage may complete
    OUTCOME = 2


class ConditionFlags(enum.IntFlag):
    """Bits that say how a condition behaves."""

    #: can be confirmed, never blocks
    OPTIONAL = 0x1


class TermKind(Code):
    """Kinds of terms: the closed vocabularies of a playbook."""

    ROLE = 1
    SERVICE = 2
    MOTION = 3
    PHASE = 4


class RefKind(Code):
    """How an item refers to a term."""

    #: role that may do the task, or make the listener occur
    PERFORMER = 1
    #: role that may confirm the item's conditions and close it by hand
    OWNER = 2
    #: role named as primary on the page
    PRIMARY = 3
    #: role named as secondary on the page
    SECONDARY = 4
    #: service that brings the item into scope; none = every scope
    SERVICE = 5
    MOTION = 6
    #: process that may follow: advice, never a gate
    NEXT = 7


class PageField(Code):
    """Which text of a page."""

    #: as its source called it
    PATH = 1
    #: the path without folders
    FILE = 2
    #: the file without extension and language suffix
    STEM = 3
    #: its heading of level 1
    TITLE = 4
    #: a line a paragraph
    OVERVIEW = 5


class TextField(Code):
    """Which text of an item, condition or term."""

    #: name of an item or term, statement of a condition, heading of a step
    NAME = 1
    #: sub-entries of a condition, a line each, two blanks a level
    DETAIL = 2
    #: guidance of a step, a line a paragraph or list entry
    BODY = 3
    #: of a process
    OVERVIEW = 4
    #: of a process, a line each
    OBJECTIVES = 5
    #: of a process, a line each
    NEXT_STEPS = 6


class CriterionKind(Code):
    """Whether a criterion lets its item in or throws it out."""

    ENTRY = 1
    EXIT = 2


class CriterionFlags(enum.IntFlag):
    """Bits that say how a criterion behaves."""

    #: entry criterion: also asks that the required work beside the item, its stages and tasks, is finished
    WORK_DONE = 0x1
    #: forgets at the end of each command which of its on-parts have occurred; it needs one
    ON_EVENT = 0x2
    #: exit criterion of an item: only active instances leave, the others stay, and what left may repeat
    EXIT_ACTIVE = 0x4
    #: the same with active and enabled instances
    EXIT_ENABLED = 0x8
    #: exit criterion: completes its item if that is active; the command is refused if a stage cannot be completed
    COMPLETE = 0x10
    #: the same, whatever is open within the stage
    FORCE_COMPLETE = 0x20


class Transition(Code):
    """A standard event of CMMN 1.1, as an on-part names it and as an event record reports it."""

    NONE = 0
    CREATE = 1
    ENABLE = 2
    START = 3
    DISABLE = 4
    REENABLE = 5
    MANUAL_START = 6
    SUSPEND = 7
    RESUME = 8
    FAULT = 9
    REACTIVATE = 10
    COMPLETE = 11
    TERMINATE = 12
    EXIT = 13
    PARENT_SUSPEND = 14
    PARENT_RESUME = 15
    OCCUR = 16
    PARENT_TERMINATE = 17
    CLOSE = 18


class Severity(Code):
    """How bad a finding is."""

    #: good to know
    NOTE = 1
    #: read after a repair, or in doubt
    WARNING = 2
    #: something could not be read
    ERROR = 3


class ReportFormat(Code):
    """How findings are written."""

    #: file:line:column: severity rule message, a line each
    TEXT = 1
    #: an object a line: file, line, column, offset, severity, rule, message
    JSON = 2
    #: SARIF 2.1.0, with all rules
    SARIF = 3


class BareSteps(Code):
    """What a step without tasks becomes."""

    #: a task, not required, started by hand (default)
    OPTIONAL = 0
    #: a required task that starts by itself
    REQUIRED = 1
    #: text only
    IGNORE = 2


class Ordering(Code):
    """What waits for what beyond what the page says."""

    #: nothing (default)
    NONE = 0
    #: a phase waits for the one before it
    PHASES = 1
    #: phases, and within a process a step waits for the one before it
    STEPS = 2


class JsonFlags(enum.IntFlag):
    """Bits that say how acm_playbook_write_json writes."""

    #: lines and blanks, for people and line-wise comparison; else one line
    INDENT = 0x1
    #: without lines, columns and the paths of pages
    NO_PLACES = 0x2


class CmmnFlags(enum.IntFlag):
    """Bits that say how acm_playbook_write_cmmn writes."""

    #: the model alone
    NO_DIAGRAM = 0x1
    #: without lines, columns and the paths of pages
    NO_PLACES = 0x2


class SourceAnswer(Code):
    """What a source answers. Anything else stops the reading with ACM_E_CALLBACK."""

    #: there is no further file
    END = 0
    #: *file was filled
    FILE = 1


class EventKind(Code):
    """What an event reports. Fits in 8 bits."""

    #: a condition was confirmed; from and to are ACM_CONDITION_STATE_...
    CONFIRM = 32
    #: a condition is open again
    WITHDRAW = 33
    #: a condition was waived; text: the reason
    WAIVE = 34
    #: text: name '=' value as expressions write it: null, true, 2, 2.0, 'it's', {'a', 'b'}, 2026-03-31T17:00Z; a name
    #: with a '=' in it is quoted like a string
    SET_FACT = 35
    #: text: the name
    REMOVE_FACT = 36
    #: text: the services, "" = everything
    SET_SCOPE = 37
    #: the case's time moved
    TIME = 38
    #: the actor is now the one who performs the task
    CLAIM = 39


class Cause(Code):
    """Why an event happened. Fits in 8 bits."""

    #: somebody asked for it
    COMMAND = 1
    #: a criterion was satisfied; detail is its id
    CRITERION = 2
    #: its stage began, ended, was suspended or resumed
    PARENT = 3
    #: a stage had nothing left to do
    COMPLETION = 4
    #: the scope changed
    SCOPE = 5
    #: nothing held it back any more
    ACTIVATION = 6
    #: its repetition rule asked for another instance
    REPETITION = 7
    #: the time of a timer has come
    TIMER = 8
    #: nothing waits for the listener any more
    ORPHAN = 9
    #: somebody asked for it in one command with what the next event reports
    WITH_NEXT = 10


class State(Code):
    """State of an item or of the case, CMMN 1.1 section 8.4."""

    #: no instance: its stage has not begun, or it is out of scope
    NONE = 0
    AVAILABLE = 1
    ENABLED = 2
    DISABLED = 3
    ACTIVE = 4
    SUSPENDED = 5
    COMPLETED = 6
    TERMINATED = 7
    FAILED = 8
    #: only the case
    CLOSED = 9


class ConditionState(Code):
    """State of a condition."""

    #: nobody carries it: its item has no instance
    NONE = 0
    OPEN = 1
    CONFIRMED = 2
    WAIVED = 3


class CommandKind(Code):
    """What a caller asks of a case."""

    #: item: enabled -> active (manual start)
    START = 1
    #: item, or the case if item is 0
    COMPLETE = 2
    #: item: enabled -> disabled
    DISABLE = 3
    #: item: disabled -> enabled
    REENABLE = 4
    #: item, or the case if item is 0
    TERMINATE = 5
    #: item, or the case if item is 0
    SUSPEND = 6
    #: item, or the case if item is 0 (then as ACM_COMMAND_REACTIVATE)
    RESUME = 7
    #: item: active -> failed
    FAULT = 8
    #: item: failed -> active; or the case if item is 0
    REACTIVATE = 9
    #: milestone or listener: available -> completed
    OCCUR = 10
    #: the case: final
    CLOSE = 11
    #: condition
    CONFIRM = 12
    #: condition, until the criterion that it feeds has fired
    WITHDRAW = 13
    #: condition; text: the reason, not empty
    WAIVE = 14
    #: text: the name; value_kind and a value
    SET_FACT = 15
    #: text: the name
    REMOVE_FACT = 16
    #: text: names of services separated by ';', "" = everything
    SET_SCOPE = 17
    #: moves the case's time to command.time; timers that are due occur
    ADVANCE = 18
    #: task: the actor is who performs it; no change of state
    CLAIM = 19


class ValueKind(Code):
    """Type of a fact."""

    NULL = 0
    #: integer: 0 or 1
    BOOLEAN = 1
    #: integer
    INTEGER = 2
    #: real, finite
    DOUBLE = 3
    #: value_at, value_len
    STRING = 4
    #: integer: milliseconds since 1970-01-01T00:00Z, within the years 1 to 9999
    TIME = 5
    #: value_at, value_len: strings separated by line feeds, none of them empty, in any order and as often as you like;
    #: "" = the empty set
    SET = 6


class CommandFlags(enum.IntFlag):
    """Bits that say how a command is taken."""

    #: a fact that is one command with the next: set first, and what follows from it settled with the rest; accepted or
    #: refused with it
    WITH_NEXT = 0x1


class RolesMode(Code):
    """What roles mean."""

    #: who lacks the role is refused (default)
    ENFORCE = 0
    #: anybody may; the actor is only recorded
    RECORD = 1


class InstanceFlags(enum.IntFlag):
    """Bits that say more of an instance than its state."""

    #: a listener that cannot occur yet: its condition to be available does not hold
    UNAVAILABLE = 0x1
    #: made by repetition, its turn has not come
    WAITS = 0x2


class BlockerKind(Code):
    """What stands in the way."""

    #: subject: a condition that is open
    CONDITION = 1
    #: subject: an item that has not yet performed the event in detail
    PREDECESSOR = 2
    #: the if-part of the criterion in detail is not true, or its ACM_CONTROL_ENABLE_WHEN if that is 0
    EXPRESSION = 3
    #: detail: a role that may, one record each; 0 = the actor is unknown
    ROLE = 4
    #: subject is out of scope
    SCOPE = 5
    #: subject: the item, its stage or the case is suspended
    SUSPENDED = 6
    #: subject is in the state of detail, in which the command is not legal
    STATE = 7
    #: subject: required child that is not finished; state in detail
    REQUIRED = 8
    #: subject: child that is active
    ACTIVE = 9
    #: subject: an item that a person must start first
    MANUAL = 10
    #: subject: the item whose criterion has fired, so that the condition stays
    FIRED = 11
    #: the case, or subject, a stage around it, has ended
    ENDED = 12
    #: subject: a listener that cannot occur yet, its ACM_CONTROL_AVAILABLE_WHEN does not hold
    UNAVAILABLE = 13
    #: subject: a timer that is not due; detail: 1 = before time, 0 = its expression gives no time
    TIMER = 14


class PlanPeople(Code):
    """Whose commands a plan may have."""

    #: also those of roles that nobody of the roster has: such a step has no actor
    ANYBODY = 0
    #: of people of the roster, and those that ask for no role
    ROSTER = 1
    #: of acm_plan_options.actor alone
    ACTOR = 2


class PlanFlags(enum.IntFlag):
    """Bits that say more of a plan."""

    #: ACM_COMMAND_OCCUR also of milestones, whatever else they wait for
    MILESTONES = 0x1


class PlanVerdict(Code):
    """How a search for a plan ended."""

    #: there is none with fewer steps
    FOUND = 1
    #: no commands of those that it may have lead there
    IMPOSSIBLE = 2
    #: a bound was met: the plan, if there is one, may be longer than needed
    UNKNOWN = 3


class ScenarioVerdict(Code):
    """What came of a scenario."""

    PASSED = 1
    #: a step or expectation did not hold
    FAILED = 2
    #: it, or its model, cannot be read or run
    ERROR = 3
    #: it was not run, see message
    SKIPPED = 4


class ScenarioFormat(Code):
    """The form of a report."""

    #: Test Anything Protocol, version 13, diagnoses as YAML
    TAP = 1
    #: JUnit XML: testsuites, testsuite, testcase
    JUNIT = 2
    #: an object a line
    JSON = 3


acm_sink = CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t)


class acm_error(ctypes.Structure):
    """Where and why a call failed. Initialise once with acm_error_init, else nothing is written. Every failing call
    overwrites it; after one that succeeds it means nothing.
    """

    _fields_ = [
        ("struct_size", c_uint32),
        ("status", c_int32),
        ("line", c_uint32),
        ("column", c_uint32),
        ("offset", c_uint64),
        ("value", c_int32),
        ("reserved", c_uint32),
        ("path", c_char * 160),
        ("message", c_char * 264),
    ]


class acm_allocator(ctypes.Structure):
    """Memory functions of one root, copied by it. The three must agree; allocate may return NULL. Those of a
    playbook are called by all its cases and by who gives its last reference back: on several threads at once, if
    these run there.
    """

    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("context", c_void_p),
        ("allocate", CFUNCTYPE(c_void_p, c_void_p, c_size_t)),
        ("reallocate", CFUNCTYPE(c_void_p, c_void_p, c_void_p, c_size_t)),
        ("release", CFUNCTYPE(None, c_void_p, c_void_p)),
    ]


class acm_item(ctypes.Structure):
    """One item. Records are in document order; every parent stands before its children."""

    _fields_ = [
        ("id", c_uint32),
        ("parent", c_uint32),
        ("kind", c_int32),
        ("part", c_int32),
        ("flags", c_uint32),
        ("depth", c_uint32),
        ("number", c_int64),
        ("line", c_uint32),
        ("column", c_uint32),
    ]


class acm_condition(ctypes.Structure):
    """One condition: a statement that a person confirms."""

    _fields_ = [
        ("id", c_uint32),
        ("item", c_uint32),
        ("gates", c_uint32),
        ("kind", c_int32),
        ("flags", c_uint32),
        ("line", c_uint32),
        ("column", c_uint32),
        ("reserved", c_uint32),
    ]


class acm_ref(ctypes.Structure):
    """One reference from an item to a term (or, for ACM_REF_NEXT, to an item). Records stand in the order of their
    items, then of the kinds.
    """

    _fields_ = [
        ("item", c_uint32),
        ("target", c_uint32),
        ("kind", c_int32),
        ("reserved", c_uint32),
    ]


class acm_page(ctypes.Structure):
    """One page of a playbook. Those of the edition that owns the structure come first, in its order."""

    _fields_ = [
        ("edition", c_uint32),
        ("item", c_uint32),
        ("base", c_uint32),
        ("reserved", c_uint32),
    ]


class acm_numbered(ctypes.Structure):
    """One place of a task number."""

    _fields_ = [
        ("number", c_int64),
        ("item", c_uint32),
        ("reserved", c_uint32),
    ]


class acm_place(ctypes.Structure):
    """Where something stands in a language edition."""

    _fields_ = [
        ("page", c_uint32),
        ("line", c_uint32),
        ("column", c_uint32),
        ("reserved", c_uint32),
    ]


class acm_diagnostic(ctypes.Structure):
    """One finding."""

    _fields_ = [
        ("line", c_uint32),
        ("column", c_uint32),
        ("offset", c_uint64),
        ("severity", c_int32),
        ("rule", c_uint32),
    ]


class acm_mapping_options(ctypes.Structure):
    """How a page becomes a playbook."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("auto_complete", c_int32),
        ("ordering", c_int32),
        ("bare_steps", c_int32),
    ]


class acm_page_options(ctypes.Structure):
    """How a page is read."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("max_bytes", c_uint32),
        ("file", c_char_p),
        ("language", c_char_p),
        ("allocator", c_void_p),
        ("mapping", c_void_p),
    ]


class acm_json_options(ctypes.Structure):
    """How a playbook is read from JSON."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("max_bytes", c_uint32),
        ("max_depth", c_uint32),
        ("reserved", c_uint32),
        ("allocator", c_void_p),
    ]


class acm_cmmn_options(ctypes.Structure):
    """How a playbook is read from CMMN."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("max_bytes", c_uint32),
        ("max_depth", c_uint32),
        ("semantics", c_uint32),
        ("file", c_char_p),
        ("case_id", c_char_p),
        ("language", c_char_p),
        ("allocator", c_void_p),
    ]


class acm_source_file(ctypes.Structure):
    """One file, lent by a source until it is asked for the next one."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("path", c_char_p),
        ("bytes", c_char_p),
        ("len", c_uint64),
        ("language", c_char_p),
    ]


class acm_source(ctypes.Structure):
    """Where files come from."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("user", c_void_p),
        ("next", CFUNCTYPE(c_int32, c_void_p, c_void_p)),
    ]


class acm_memory_source(ctypes.Structure):
    """A source of files that lie in memory. Kept by the caller where it is, for it points to itself, while it is
    read.
    """

    _fields_ = [
        ("source", acm_source),
        ("files", c_void_p),
        ("count", c_uint64),
        ("at", c_uint64),
    ]


class acm_folder_options(ctypes.Structure):
    """How a folder of pages is read."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("max_bytes", c_uint32),
        ("language", c_char_p),
        ("name", c_char_p),
        ("allocator", c_void_p),
        ("mapping", c_void_p),
        ("overlay", c_char_p),
        ("overlay_len", c_uint64),
    ]


class acm_event(ctypes.Structure):
    """One event, 32 bytes. The state of a case is the fold of its events. What happens to the case as a whole bears
    the item of its plan.
    """

    _fields_ = [
        ("time", c_int64),
        ("tag", c_uint32),
        ("item", c_uint32),
        ("instance", c_uint32),
        ("detail", c_uint32),
        ("actor", c_uint32),
        ("kind", c_uint8),
        ("from_", c_uint8),
        ("to", c_uint8),
        ("cause", c_uint8),
    ]


class acm_command(ctypes.Structure):
    """One command. Texts lie in the block given beside the array."""

    _fields_ = [
        ("kind", c_int32),
        ("item", c_uint32),
        ("instance", c_uint32),
        ("actor", c_uint32),
        ("time", c_int64),
        ("text_at", c_uint32),
        ("text_len", c_uint32),
        ("value_at", c_uint32),
        ("value_len", c_uint32),
        ("value_kind", c_int32),
        ("flags", c_uint32),
        ("integer", c_int64),
        ("real", c_double),
    ]


class acm_case_options(ctypes.Structure):
    """How a case begins."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("tag", c_uint32),
        ("plan", c_uint32),
        ("roles", c_int32),
        ("time", c_int64),
        ("actor", c_uint32),
        ("budget", c_uint32),
        ("scope", c_char_p),
        ("facts", c_void_p),
        ("facts_text", c_char_p),
        ("fact_count", c_uint32),
        ("fact_stride", c_uint32),
        ("facts_text_len", c_uint32),
        ("semantics", c_uint32),
    ]


class acm_board_row(ctypes.Structure):
    """One instance, for drawing a board."""

    _fields_ = [
        ("item", c_uint32),
        ("instance", c_uint32),
        ("parent", c_uint32),
        ("state", c_int32),
        ("required", c_uint32),
        ("performer", c_uint32),
        ("count", c_uint32),
        ("flags", c_uint32),
    ]


class acm_blocker(ctypes.Structure):
    """One blocker."""

    _fields_ = [
        ("kind", c_int32),
        ("item", c_uint32),
        ("subject", c_uint32),
        ("detail", c_uint32),
        ("command", c_int32),
        ("actor", c_uint32),
        ("instance", c_uint32),
        ("way", c_uint32),
        ("alternative", c_uint32),
        ("reserved", c_uint32),
        ("time", c_int64),
    ]


class acm_plan_options(ctypes.Structure):
    """What is wanted, and how."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("flags", c_uint32),
        ("item", c_uint32),
        ("states", c_uint32),
        ("commands", c_uint32),
        ("people", c_int32),
        ("actor", c_uint32),
        ("max_steps", c_uint32),
        ("max_states", c_uint32),
        ("fact_count", c_uint32),
        ("max_bytes", c_uint64),
        ("facts", c_void_p),
        ("text", c_char_p),
        ("fact_stride", c_uint32),
        ("text_len", c_uint32),
        ("reason_at", c_uint32),
        ("reason_len", c_uint32),
    ]


class acm_plan_step(ctypes.Structure):
    """One step of a plan."""

    _fields_ = [
        ("command", acm_command),
        ("role", c_uint32),
        ("reserved", c_uint32),
    ]


class acm_plan_result(ctypes.Structure):
    """What a search came to."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("verdict", c_int32),
        ("has_plan", c_uint32),
        ("at_least", c_uint32),
        ("states", c_uint32),
        ("reserved", c_uint32),
        ("bytes", c_uint64),
    ]


class acm_scenario_result(ctypes.Structure):
    """What the run of a scenario reports."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("passed", c_uint32),
        ("steps", c_uint32),
        ("failed_step", c_uint32),
        ("line", c_uint32),
        ("reserved", c_uint32),
    ]


class acm_scenario_options(ctypes.Structure):
    """How a scenario is run."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("reserved", c_uint32),
        ("diagnosis", acm_sink),
        ("user", c_void_p),
        ("watch", CFUNCTYPE(c_int32, c_void_p, c_void_p, c_size_t, c_void_p, c_void_p)),
        ("language", c_char_p),
        ("plan", c_char_p),
        ("trace", acm_sink),
    ]


class acm_scenario_outcome(ctypes.Structure):
    """One scenario in a report. Texts are UTF-8, lent for the call."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("verdict", c_int32),
        ("step", c_uint32),
        ("line", c_uint32),
        ("microseconds", c_uint64),
        ("id", c_char_p),
        ("file", c_char_p),
        ("message", c_char_p),
        ("diagnosis", c_char_p),
        ("trace", c_char_p),
    ]


class acm_lint_options(ctypes.Structure):
    """What is looked for."""

    _fields_ = [
        ("struct_size", c_uint32),
        ("severity", c_int32),
        ("today", c_char_p),
        ("rules", c_char_p),
        ("partial", c_int32),
        ("reserved", c_uint32),
        ("allocator", c_void_p),
    ]


# Size and offsets by the compiler of the headers.
LAYOUTS: Dict[Any, Tuple[int, List[int]]] = {
    acm_error: (456, [0, 4, 8, 12, 16, 24, 28, 32, 192]),
    acm_allocator: (40, [0, 4, 8, 16, 24, 32]),
    acm_item: (40, [0, 4, 8, 12, 16, 20, 24, 32, 36]),
    acm_condition: (32, [0, 4, 8, 12, 16, 20, 24, 28]),
    acm_ref: (16, [0, 4, 8, 12]),
    acm_page: (16, [0, 4, 8, 12]),
    acm_numbered: (16, [0, 8, 12]),
    acm_place: (16, [0, 4, 8, 12]),
    acm_diagnostic: (24, [0, 4, 8, 16, 20]),
    acm_mapping_options: (16, [0, 4, 8, 12]),
    acm_page_options: (40, [0, 4, 8, 16, 24, 32]),
    acm_json_options: (24, [0, 4, 8, 12, 16]),
    acm_cmmn_options: (48, [0, 4, 8, 12, 16, 24, 32, 40]),
    acm_source_file: (40, [0, 4, 8, 16, 24, 32]),
    acm_source: (24, [0, 4, 8, 16]),
    acm_memory_source: (48, [0, 24, 32, 40]),
    acm_folder_options: (56, [0, 4, 8, 16, 24, 32, 40, 48]),
    acm_event: (32, [0, 8, 12, 16, 20, 24, 28, 29, 30, 31]),
    acm_command: (64, [0, 4, 8, 12, 16, 24, 28, 32, 36, 40, 44, 48, 56]),
    acm_case_options: (72, [0, 4, 8, 12, 16, 24, 28, 32, 40, 48, 56, 60, 64, 68]),
    acm_board_row: (32, [0, 4, 8, 12, 16, 20, 24, 28]),
    acm_blocker: (48, [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40]),
    acm_plan_options: (80, [0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 68, 72, 76]),
    acm_plan_step: (72, [0, 64, 68]),
    acm_plan_result: (32, [0, 4, 8, 12, 16, 20, 24]),
    acm_scenario_result: (24, [0, 4, 8, 12, 16, 20]),
    acm_scenario_options: (56, [0, 4, 8, 16, 24, 32, 40, 48]),
    acm_scenario_outcome: (64, [0, 4, 8, 12, 16, 24, 32, 40, 48, 56]),
    acm_lint_options: (40, [0, 4, 8, 16, 24, 28, 32]),
}

# What acm_struct_size calls each record.
STRUCTS: Dict[Struct, Any] = {
    Struct.ERROR: acm_error,
    Struct.ALLOCATOR: acm_allocator,
    Struct.ITEM: acm_item,
    Struct.CONDITION: acm_condition,
    Struct.REF: acm_ref,
    Struct.DIAGNOSTIC: acm_diagnostic,
    Struct.MAPPING_OPTIONS: acm_mapping_options,
    Struct.PAGE_OPTIONS: acm_page_options,
    Struct.EVENT: acm_event,
    Struct.COMMAND: acm_command,
    Struct.CASE_OPTIONS: acm_case_options,
    Struct.BOARD_ROW: acm_board_row,
    Struct.BLOCKER: acm_blocker,
    Struct.SCENARIO_OPTIONS: acm_scenario_options,
    Struct.SCENARIO_RESULT: acm_scenario_result,
    Struct.NUMBERED: acm_numbered,
    Struct.PLACE: acm_place,
    Struct.PAGE: acm_page,
    Struct.SOURCE_FILE: acm_source_file,
    Struct.SOURCE: acm_source,
    Struct.MEMORY_SOURCE: acm_memory_source,
    Struct.FOLDER_OPTIONS: acm_folder_options,
    Struct.JSON_OPTIONS: acm_json_options,
    Struct.LINT_OPTIONS: acm_lint_options,
    Struct.CMMN_OPTIONS: acm_cmmn_options,
    Struct.SCENARIO_OUTCOME: acm_scenario_outcome,
    Struct.PLAN_OPTIONS: acm_plan_options,
    Struct.PLAN_STEP: acm_plan_step,
    Struct.PLAN_RESULT: acm_plan_result,
}


# Name: what it returns, what it takes.
FUNCTIONS: Dict[str, Tuple[Any, List[Any]]] = {
    "acm_version": (c_uint32, []),
    "acm_version_text": (c_char_p, []),
    "acm_struct_size": (c_uint32, [c_int32]),
    "acm_status_name": (c_char_p, [c_int32]),
    "acm_error_init": (None, [c_void_p]),
    "acm_allocator_init": (None, [c_void_p]),
    "acm_playbook_retain": (c_void_p, [c_void_p]),
    "acm_playbook_free": (None, [c_void_p]),
    "acm_playbook_find": (c_int32, [c_void_p, c_char_p, c_size_t, c_void_p, c_void_p]),
    "acm_playbook_key": (c_char_p, [c_void_p, c_uint32, c_void_p]),
    "acm_playbook_items": (c_int32, [c_void_p, c_void_p, c_size_t, c_size_t, c_void_p]),
    "acm_playbook_conditions": (c_int32, [c_void_p, c_uint32, c_void_p, c_size_t, c_size_t, c_void_p]),
    "acm_playbook_refs": (c_int32, [c_void_p, c_uint32, c_int32, c_void_p, c_size_t, c_size_t, c_void_p]),
    "acm_playbook_control": (c_char_p, [c_void_p, c_uint32, c_int32, c_void_p]),
    "acm_playbook_due": (c_int32, [c_void_p, c_uint32, c_void_p]),
    "acm_playbook_semantics": (c_uint32, [c_void_p]),
    "acm_playbook_terms": (c_int32, [c_void_p, c_int32, c_void_p, c_size_t, c_void_p]),
    "acm_playbook_term": (c_int32, [c_void_p, c_int32, c_char_p, c_size_t, c_void_p, c_void_p]),
    "acm_playbook_text": (c_char_p, [c_void_p, c_uint32, c_int32, c_char_p, c_void_p, c_void_p]),
    "acm_playbook_language": (c_char_p, [c_void_p, c_size_t]),
    "acm_playbook_numbers": (c_int32, [c_void_p, c_void_p, c_size_t, c_size_t, c_void_p]),
    "acm_playbook_place": (c_int32, [c_void_p, c_uint32, c_size_t, c_void_p, c_size_t]),
    "acm_playbook_pages": (c_int32, [c_void_p, c_void_p, c_size_t, c_size_t, c_void_p]),
    "acm_playbook_page_text": (c_char_p, [c_void_p, c_size_t, c_int32, c_void_p]),
    "acm_playbook_page_value": (c_char_p, [c_void_p, c_size_t, c_char_p, c_void_p]),
    "acm_playbook_outline": (c_int32, [c_void_p, acm_sink, c_void_p, c_void_p]),
    "acm_builder_new": (c_int32, [c_void_p, c_char_p, c_char_p, c_void_p, c_void_p, c_void_p]),
    "acm_builder_add": (c_int32, [c_void_p, c_uint32, c_int32, c_uint32, c_char_p, c_char_p, c_int64, c_void_p,
                                  c_void_p]),
    "acm_builder_flags": (c_int32, [c_void_p, c_uint32, c_uint32, c_void_p]),
    "acm_builder_control": (c_int32, [c_void_p, c_uint32, c_int32, c_char_p, c_void_p]),
    "acm_builder_place": (c_int32, [c_void_p, c_uint32, c_int32, c_uint32, c_uint32, c_void_p]),
    "acm_builder_criterion": (c_int32, [c_void_p, c_uint32, c_int32, c_uint32, c_char_p, c_void_p, c_void_p]),
    "acm_builder_on_part": (c_int32, [c_void_p, c_uint32, c_uint32, c_int32, c_void_p]),
    "acm_builder_on_exit": (c_int32, [c_void_p, c_uint32, c_uint32, c_void_p]),
    "acm_builder_semantics": (c_int32, [c_void_p, c_uint32, c_void_p]),
    "acm_builder_condition": (c_int32, [c_void_p, c_uint32, c_uint32, c_int32, c_uint32, c_char_p, c_char_p, c_void_p,
                                        c_void_p]),
    "acm_builder_term": (c_int32, [c_void_p, c_int32, c_char_p, c_void_p, c_void_p]),
    "acm_builder_ref": (c_int32, [c_void_p, c_uint32, c_int32, c_uint32, c_void_p]),
    "acm_builder_text": (c_int32, [c_void_p, c_uint32, c_int32, c_char_p, c_char_p, c_size_t, c_void_p]),
    "acm_builder_finish": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "acm_builder_free": (None, [c_void_p]),
    "acm_builder_overlay": (c_int32, [c_void_p, c_char_p, c_size_t, c_char_p, c_void_p]),
    "acm_diagnostics_count": (c_size_t, [c_void_p]),
    "acm_diagnostics_get": (c_int32, [c_void_p, c_size_t, c_void_p, c_size_t]),
    "acm_diagnostics_rule": (c_char_p, [c_void_p, c_size_t]),
    "acm_diagnostics_file": (c_char_p, [c_void_p, c_size_t, c_void_p]),
    "acm_diagnostics_text": (c_char_p, [c_void_p, c_size_t, c_void_p]),
    "acm_diagnostics_write": (c_int32, [c_void_p, c_int32, acm_sink, c_void_p, c_void_p]),
    "acm_diagnostics_free": (None, [c_void_p]),
    "acm_rule_name": (c_char_p, [c_size_t]),
    "acm_rule_summary": (c_char_p, [c_size_t]),
    "acm_rule_severity": (c_int32, [c_size_t]),
    "acm_rule_advice": (c_char_p, [c_size_t]),
    "acm_rule_example": (c_char_p, [c_size_t]),
    "acm_mapping_options_init": (None, [c_void_p]),
    "acm_page_options_init": (None, [c_void_p]),
    "acm_playbook_read_page": (c_int32, [c_char_p, c_size_t, c_void_p, c_void_p, c_void_p, c_void_p]),
    "acm_json_options_init": (None, [c_void_p]),
    "acm_playbook_write_json": (c_int32, [c_void_p, c_uint32, acm_sink, c_void_p, c_void_p]),
    "acm_playbook_read_json": (c_int32, [c_char_p, c_size_t, c_void_p, c_void_p, c_void_p]),
    "acm_playbook_revision": (c_int32, [c_void_p, c_void_p, c_size_t, c_void_p]),
    "acm_cmmn_options_init": (None, [c_void_p]),
    "acm_playbook_read_cmmn": (c_int32, [c_char_p, c_size_t, c_void_p, c_void_p, c_void_p, c_void_p]),
    "acm_playbook_write_cmmn": (c_int32, [c_void_p, c_uint32, acm_sink, c_void_p, c_void_p]),
    "acm_source_init": (None, [c_void_p]),
    "acm_memory_source_init": (None, [c_void_p, c_void_p, c_size_t]),
    "acm_folder_options_init": (None, [c_void_p]),
    "acm_playbook_read_pages": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "acm_roster_new": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "acm_roster_add": (c_int32, [c_void_p, c_char_p, c_char_p, c_char_p, c_void_p, c_void_p]),
    "acm_roster_find": (c_uint32, [c_void_p, c_char_p]),
    "acm_roster_count": (c_size_t, [c_void_p]),
    "acm_roster_name": (c_char_p, [c_void_p, c_uint32]),
    "acm_roster_key": (c_char_p, [c_void_p, c_uint32]),
    "acm_roster_retain": (c_void_p, [c_void_p]),
    "acm_roster_free": (None, [c_void_p]),
    "acm_log_new": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "acm_log_count": (c_size_t, [c_void_p]),
    "acm_log_drain": (c_int32, [c_void_p, c_void_p, c_size_t, c_size_t, c_void_p, c_void_p]),
    "acm_log_text": (c_char_p, [c_void_p, c_void_p]),
    "acm_log_clear": (None, [c_void_p]),
    "acm_log_free": (None, [c_void_p]),
    "acm_case_options_init": (None, [c_void_p]),
    "acm_case_new": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "acm_case_free": (None, [c_void_p]),
    "acm_case_dup": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p]),
    "acm_case_post": (c_int32, [c_void_p, c_void_p, c_size_t, c_size_t, c_char_p, c_size_t, c_void_p, c_void_p]),
    "acm_case_state": (c_int32, [c_void_p]),
    "acm_case_item_state": (c_int32, [c_void_p, c_uint32]),
    "acm_case_condition_state": (c_int32, [c_void_p, c_uint32]),
    "acm_case_next_timer": (c_uint32, [c_void_p, c_void_p]),
    "acm_case_instance_item": (c_uint32, [c_void_p, c_uint32]),
    "acm_case_instance_state": (c_int32, [c_void_p, c_uint32]),
    "acm_case_time": (c_int64, [c_void_p]),
    "acm_case_playbook": (c_void_p, [c_void_p]),
    "acm_case_roster": (c_void_p, [c_void_p]),
    "acm_state_name": (c_char_p, [c_int32]),
    "acm_condition_state_name": (c_char_p, [c_int32]),
    "acm_case_board": (c_int32, [c_void_p, c_void_p, c_size_t, c_size_t, c_void_p]),
    "acm_case_snapshot": (c_int32, [c_void_p, c_void_p, c_size_t, c_void_p, c_void_p]),
    "acm_case_restore": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_size_t, c_void_p, c_void_p]),
    "acm_case_hash": (c_int32, [c_void_p, c_void_p, c_size_t, c_void_p]),
    "acm_case_replay": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p, c_size_t, c_size_t, c_char_p,
                                  c_size_t, c_void_p, c_void_p]),
    "acm_case_explain": (c_int32, [c_void_p, c_uint32, c_uint32, c_int32, c_uint32, c_void_p, c_size_t, c_size_t,
                                   c_void_p]),
    "acm_case_explain_text": (c_int32, [c_void_p, c_void_p, c_char_p, c_void_p, c_size_t, c_void_p]),
    "acm_plan_options_init": (None, [c_void_p]),
    "acm_plan_result_init": (None, [c_void_p]),
    "acm_case_plan": (c_int32, [c_void_p, c_void_p, c_void_p, c_size_t, c_size_t, c_void_p, c_void_p, c_void_p]),
    "acm_plan_step_text": (c_int32, [c_void_p, c_void_p, c_char_p, c_size_t, c_char_p, c_void_p, c_size_t, c_void_p]),
    "acm_scenario_options_init": (None, [c_void_p]),
    "acm_scenario_result_init": (None, [c_void_p]),
    "acm_scenario_read": (c_int32, [c_char_p, c_size_t, c_void_p, c_void_p, c_void_p]),
    "acm_scenario_id": (c_char_p, [c_void_p]),
    "acm_scenario_model": (c_char_p, [c_void_p, c_size_t]),
    "acm_scenario_case": (c_char_p, [c_void_p]),
    "acm_scenario_step_text": (c_char_p, [c_void_p, c_size_t]),
    "acm_scenario_find": (c_int32, [c_void_p, c_uint32, c_char_p, c_size_t, c_void_p, c_void_p]),
    "acm_scenario_pick": (c_int32, [c_void_p, c_char_p, c_size_t, c_int32, c_int32, c_void_p, c_void_p, c_void_p]),
    "acm_scenario_time": (c_int32, [c_char_p, c_size_t, c_int64, c_void_p, c_void_p]),
    "acm_scenario_trace": (c_int32, [c_void_p, c_void_p, c_void_p, c_size_t, c_size_t, c_char_p, acm_sink, c_void_p,
                                     c_void_p]),
    "acm_scenario_run": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p, c_void_p]),
    "acm_scenario_free": (None, [c_void_p]),
    "acm_scenario_outcome_init": (None, [c_void_p]),
    "acm_scenario_report_new": (c_int32, [c_int32, c_size_t, c_void_p, c_void_p, acm_sink, c_void_p, c_void_p]),
    "acm_scenario_report_add": (c_int32, [c_void_p, c_void_p, c_void_p]),
    "acm_scenario_report_end": (c_int32, [c_void_p, c_void_p]),
    "acm_scenario_report_free": (None, [c_void_p]),
    "acm_lint_options_init": (None, [c_void_p]),
    "acm_playbook_lint": (c_int32, [c_void_p, c_void_p, c_void_p, c_void_p]),
}


def bind(library: ctypes.CDLL) -> None:
    """Declares the functions of a loaded library; one that it lacks raises AttributeError."""
    for name, (returns, parameters) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = returns
        function.argtypes = parameters


def layout(record: type) -> Tuple[int, List[int]]:
    """Size and offsets of a record as ctypes laid it out."""
    return ctypes.sizeof(record), [getattr(record, field[0]).offset for field in record._fields_]  # type: ignore


def misplaced() -> List[str]:
    """Records that ctypes has laid out otherwise than the compiler of the headers."""
    return [record.__name__ for record, wanted in LAYOUTS.items() if layout(record) != wanted]
