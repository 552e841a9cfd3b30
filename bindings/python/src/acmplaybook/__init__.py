"""Reads written engagement playbooks and runs them as CMMN cases: the Python binding of libacmplaybook.

>>> with Playbook.read(page) as playbook, Roster({"ana": "FastTrack Manager"}) as roster:
...     with Case(playbook, roster) as case:
...         case.complete("994", "ana")
...         case.state
<State.COMPLETED: 6>
"""

from ._load import LibraryError, version_text
from ._load import path as library_path
from ._load import short as _short
from ._native import (BareSteps, BlockerKind, Cause, CmmnFlags, CommandFlags, CommandKind, ConditionFlags,
                      ConditionKind, ConditionState, Control, CriterionFlags, CriterionKind, Due, EventKind,
                      InstanceFlags, ItemFlags, ItemKind, ItemPart, JsonFlags, Ordering, PageField, PlanPeople,
                      PlanVerdict, RefKind, ReportFormat, RolesMode, ScenarioFormat, ScenarioVerdict, Semantics,
                      Severity, State, Status, TermKind, TextField, Transition, VERSION_NUMBER)
from .builder import Builder, Ref
from .case import Case
from .commands import Commands
from .errors import (AmbiguousError, BudgetError, BufferTooSmallError, CallbackError, ClosedError, ConditionError,
                     EncodingError, Error, ExistsError, FormatError, IncompleteError, InternalError, InvalidError,
                     LimitError, ModelError, NotFoundError, OutOfMemoryError, RefusedError, RoleError, ScopeError,
                     StateError, UnsupportedError, VersionError)
from .files import SourceFile
from .lint import Finding, Findings, Rule, rules
from .log import Event, EventBuffer, Log
from .playbook import MappingOptions, Playbook
from .roster import Participant, Roster
from .scenario import LentCase, Outcome, Result, Scenario, ScenarioReport
from .view import Blocker, BoardRow, CaseView, Plan, PlanStep
from .views import Condition, DueTime, Item, Page, Place, Term

__version__ = version_text(VERSION_NUMBER)
library_version = str(_short.acm_version_text().decode())

__all__ = [
    "AmbiguousError", "BareSteps", "Blocker", "BlockerKind", "BoardRow", "BudgetError", "BufferTooSmallError",
    "Builder", "CallbackError", "Case", "CaseView", "Cause", "ClosedError", "CmmnFlags", "CommandFlags",
    "CommandKind", "Commands", "Condition", "ConditionError", "ConditionFlags", "ConditionKind", "ConditionState",
    "Control", "CriterionFlags", "CriterionKind", "Due", "DueTime", "EncodingError", "Error", "Event",
    "EventBuffer", "EventKind", "ExistsError", "Finding", "Findings", "FormatError", "IncompleteError",
    "InstanceFlags", "InternalError", "InvalidError", "Item", "ItemFlags", "ItemKind", "ItemPart", "JsonFlags",
    "LentCase", "LibraryError", "LimitError", "Log", "MappingOptions", "ModelError", "NotFoundError", "Ordering",
    "OutOfMemoryError", "Outcome", "Page", "PageField", "Participant", "Place", "Plan", "PlanPeople", "PlanStep",
    "PlanVerdict", "Playbook", "Ref", "RefKind", "RefusedError", "ReportFormat", "Result", "RoleError", "RolesMode",
    "Roster", "Rule", "Scenario", "ScenarioFormat", "ScenarioReport", "ScenarioVerdict", "ScopeError", "Semantics",
    "Severity", "SourceFile", "State", "StateError", "Status", "Term", "TermKind", "TextField", "Transition",
    "UnsupportedError", "VersionError", "__version__", "library_path", "library_version", "rules",
]
