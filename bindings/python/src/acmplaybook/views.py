"""What is in a playbook, as light views: a playbook and an id. They are equal if they name the same thing."""

import ctypes
from typing import TYPE_CHECKING, Any, List, NamedTuple, Optional, Union

from . import _native
from ._load import short
from ._native import (ConditionFlags, ConditionKind, Control, Due, ItemFlags, ItemKind, ItemPart, PageField, RefKind,
                      TermKind, TextField)
from ._root import code, number, string, utf8

if TYPE_CHECKING:
    from .playbook import Playbook

NO_PAGE = 0xFFFFFFFF


class DueTime(NamedTuple):
    """When an item should be done: so many milliseconds after its start, or since 1970."""

    kind: Due
    milliseconds: int


class Place(NamedTuple):
    """Where something stands in a language edition."""

    page: Optional["Page"]
    line: int
    column: int


class Thing:
    """An item, condition or term of a playbook."""

    __slots__ = ("playbook", "id")

    def __init__(self, playbook: "Playbook", id: int) -> None:
        self.playbook = playbook
        self.id = id

    @property
    def key(self) -> str:
        """What it is found by, in every language: "assess-mail/4047"."""
        return string(short.acm_playbook_key(self.playbook._open(), self.id, None)) or ""

    @property
    def name(self) -> str:
        """Its name, or the statement of a condition, in the playbook's first language."""
        return self.text() or ""

    def text(self, field: TextField = TextField.NAME, language: Optional[str] = None) -> Optional[str]:
        """A text in a language; what that lacks is given in the first one. None if there is none."""
        return self.playbook.text(self.id, field, language)[0]

    def place(self, edition: int = 0) -> Optional[Place]:
        """Where it stands in the index-th of the playbook's languages; None if it does not."""
        record = _native.acm_place()
        status = short.acm_playbook_place(self.playbook._open(), self.id, number(edition, "an edition"),
                                          ctypes.byref(record), ctypes.sizeof(record))
        if status:
            return None
        page = None if record.page == NO_PAGE else self.playbook.pages[record.page]
        return Place(page, record.line, record.column)

    def control(self, control: Control) -> Optional[str]:
        """What it is told beyond its flags, such as the expression of Control.REQUIRED_WHEN."""
        return string(short.acm_playbook_control(self.playbook._open(), self.id, code(control), None))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Thing):
            return NotImplemented
        return self.id == other.id and self.playbook._token is other.playbook._token

    def __hash__(self) -> int:
        return hash((id(self.playbook._token), self.id))

    def __repr__(self) -> str:
        if self.playbook.closed:
            return f"<{type(self).__name__} {self.id} of a closed Playbook>"
        return f"<{type(self).__name__} {self.key!r} {self.name!r}>"


class Term(Thing):
    """A role, service, motion or phase."""

    __slots__ = ("kind",)

    def __init__(self, playbook: "Playbook", id: int, kind: TermKind) -> None:
        super().__init__(playbook, id)
        self.kind = kind


class Placed(Thing):
    """What stands somewhere on a page."""

    __slots__ = ()
    _record: Any

    @property
    def line(self) -> int:
        """1-based place in the page, 0 = none."""
        return int(self._record.line)

    @property
    def column(self) -> int:
        """1-based, in code points."""
        return int(self._record.column)


class Item(Placed):
    """Anything with a life: stage, task, milestone, listener."""

    __slots__ = ()

    @property
    def _record(self) -> Any:
        return self.playbook._item_records[self.id - 1]

    @property
    def kind(self) -> ItemKind:
        return ItemKind(self._record.kind)

    @property
    def part(self) -> ItemPart:
        """What it is to the author: a phase, a step, ..."""
        return ItemPart(self._record.part)

    @property
    def flags(self) -> ItemFlags:
        return ItemFlags(self._record.flags)

    @property
    def required(self) -> bool:
        """Its stage cannot complete before it is finished."""
        return bool(self._record.flags & ItemFlags.REQUIRED)

    @property
    def depth(self) -> int:
        """0 for the root."""
        return int(self._record.depth)

    @property
    def number(self) -> Optional[int]:
        """FTOP task id."""
        number = int(self._record.number)
        return None if number < 0 else number

    @property
    def parent(self) -> Optional["Item"]:
        parent = self._record.parent
        return Item(self.playbook, parent) if parent else None

    @property
    def children(self) -> List["Item"]:
        return [Item(self.playbook, r.id) for r in self.playbook._item_records if r.parent == self.id]

    @property
    def conditions(self) -> List["Condition"]:
        """Those that it carries."""
        return [Condition(self.playbook, id) for id, r in self.playbook._condition_records.items() if r.item == self.id]

    def refs(self, kind: RefKind) -> List["Anything"]:
        """What it refers to: terms, for RefKind.NEXT items."""
        return [self.playbook.by_id(target) for target in self.playbook._refs.get((self.id, int(kind)), ())]

    @property
    def performers(self) -> List[Term]:
        """Roles that may do the task, or make the listener occur."""
        return self._terms(RefKind.PERFORMER)

    @property
    def owners(self) -> List[Term]:
        """Roles that may confirm its conditions and close it by hand."""
        return self._terms(RefKind.OWNER)

    @property
    def services(self) -> List[Term]:
        """Services that bring it into scope; none = every scope."""
        return self._terms(RefKind.SERVICE)

    def _terms(self, kind: RefKind) -> List[Term]:
        return [term for term in self.refs(kind) if isinstance(term, Term)]

    @property
    def due(self) -> Optional[DueTime]:
        """When it should be done."""
        milliseconds = ctypes.c_int64()
        kind = short.acm_playbook_due(self.playbook._open(), self.id, ctypes.byref(milliseconds))
        return DueTime(Due(kind), milliseconds.value) if kind else None


class Condition(Placed):
    """A statement that a person confirms."""

    __slots__ = ()

    @property
    def _record(self) -> Any:
        return self.playbook._condition_records[self.id]

    @property
    def kind(self) -> ConditionKind:
        return ConditionKind(self._record.kind)

    @property
    def flags(self) -> ConditionFlags:
        return ConditionFlags(self._record.flags)

    @property
    def optional(self) -> bool:
        """It can be confirmed, and never blocks."""
        return bool(self._record.flags & ConditionFlags.OPTIONAL)

    @property
    def item(self) -> Item:
        """Which carries it."""
        return Item(self.playbook, self._record.item)

    @property
    def gates(self) -> Optional[Item]:
        """The item whose criterion it feeds; None = it blocks nothing."""
        return Item(self.playbook, self._record.gates) if self._record.gates else None


class Page:
    """A page of a playbook."""

    __slots__ = ("playbook", "index", "_record")

    def __init__(self, playbook: "Playbook", index: int, record: Any) -> None:
        self.playbook, self.index, self._record = playbook, index, record

    @property
    def language(self) -> str:
        return self.playbook.languages[int(self._record.edition)]

    @property
    def item(self) -> Optional[Item]:
        """The process that it describes; None = it is a document."""
        return Item(self.playbook, self._record.item) if self._record.item else None

    @property
    def base(self) -> Optional["Page"]:
        """The page that it translates, or itself; None = none was found."""
        return None if self._record.base == NO_PAGE else self.playbook.pages[self._record.base]

    def text(self, field: PageField) -> Optional[str]:
        return string(short.acm_playbook_page_text(self.playbook._open(), self.index, code(field), None))

    @property
    def path(self) -> str:
        return self.text(PageField.PATH) or ""

    @property
    def title(self) -> str:
        return self.text(PageField.TITLE) or ""

    def value(self, key: str) -> Optional[str]:
        """A value of the front matter, such as that of "ms.date"."""
        return string(short.acm_playbook_page_value(self.playbook._open(), self.index, utf8(key), None))

    def __eq__(self, other: object) -> bool:
        return (isinstance(other, Page) and self.index == other.index
                and self.playbook._token is other.playbook._token)

    def __hash__(self) -> int:
        return hash((id(self.playbook._token), "page", self.index))

    def __repr__(self) -> str:
        return f"<Page {self.path!r}>" if not self.playbook.closed else "<Page of a closed Playbook>"


Anything = Union[Item, Condition, Term]
# What something is about: a view, a key, a number as text, an id; 0 is the case. None, as of a search that found
# nothing, is refused.
Target = Union[Anything, str, int]
