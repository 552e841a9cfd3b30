"""Makes by calls what reading pages makes."""

import ctypes
from typing import Any, NamedTuple, Optional, Union

from ._load import short
from ._native import (ConditionFlags, ConditionKind, Control, CriterionFlags, CriterionKind, ItemFlags, ItemKind,
                      ItemPart, RefKind, Semantics, TermKind, TextField, Transition)
from ._root import Gate, Root, code, content, number, optional, utf8
from .errors import InvalidError, call
from .playbook import Playbook


def bits(flags: int) -> int:
    return number(flags, "flags")


class Ref(NamedTuple):
    """Something in a builder. The finished playbook numbers its items anew, and is asked by key."""

    builder: "Builder"
    id: int

    def __repr__(self) -> str:
        return f"<Ref {self.id}>"


class Builder(Root):
    """A playbook in the making. A call that fails leaves it as it was.

    >>> with Builder("Mail") as builder:
    ...     task = builder.task("count", "Count the mailboxes", flags=ItemFlags.REQUIRED, performers=["FM"])
    ...     playbook = builder.finish()
    >>> playbook["count"].performers[0].name
    'FastTrack Manager'
    >>> playbook.close()
    """

    def __init__(self, name: Optional[str] = None, language: str = "en") -> None:
        out, root = ctypes.c_void_p(), ctypes.c_uint32()
        call(short.acm_builder_new, None, utf8(language), optional(name), ctypes.byref(out), ctypes.byref(root))
        self._own(out, Gate().free, short.acm_builder_free)
        self.root = Ref(self, root.value)

    def _id(self, ref: Optional[Ref]) -> int:
        if ref is None:
            return 0
        if not isinstance(ref, Ref):
            raise TypeError(f"a Ref is needed, not {type(ref).__name__}")
        if ref.builder is not self:
            raise InvalidError(f"{ref!r} is of another builder")
        return ref.id

    def add(self, kind: ItemKind, key: str, name: Optional[str] = None, *, parent: Optional[Ref] = None,
            flags: ItemFlags = ItemFlags(0), number: Optional[int] = None, performers: Any = ()) -> Ref:
        """Adds an item as the last child of a stage, without one of the root. performers are names of roles."""
        if number is not None and not -1 <= number < 1 << 63:
            raise InvalidError(f"no task has the number {number}")
        out = ctypes.c_uint32()
        call(short.acm_builder_add, self._open(), self._id(parent or self.root), code(kind), bits(flags), utf8(key),
             optional(name), -1 if number is None else number, ctypes.byref(out))
        ref = Ref(self, out.value)
        for role in performers:
            self.refer(ref, RefKind.PERFORMER, self.term(TermKind.ROLE, role))
        return ref

    def stage(self, key: str, name: Optional[str] = None, **how: Any) -> Ref:
        return self.add(ItemKind.STAGE, key, name, **how)

    def task(self, key: str, name: Optional[str] = None, **how: Any) -> Ref:
        return self.add(ItemKind.TASK, key, name, **how)

    def milestone(self, key: str, name: Optional[str] = None, **how: Any) -> Ref:
        return self.add(ItemKind.MILESTONE, key, name, **how)

    def flags(self, thing: Ref, flags: Union[ItemFlags, ConditionFlags]) -> None:
        """Replaces the flags of an item or condition."""
        call(short.acm_builder_flags, self._open(), self._id(thing), bits(flags))

    def control(self, thing: Ref, control: Control, text: Optional[str]) -> None:
        """Tells it more than flags can say; None takes it back."""
        call(short.acm_builder_control, self._open(), self._id(thing), code(control), optional(text))

    def place(self, item: Ref, part: ItemPart = ItemPart.OTHER, line: int = 0, column: int = 0) -> None:
        """Says what an item is to the author, and where it stands."""
        call(short.acm_builder_place, self._open(), self._id(item), code(part), number(line, "line"),
             number(column, "column"))

    def criterion(self, item: Ref, kind: CriterionKind = CriterionKind.ENTRY, expression: Optional[str] = None, *,
                  flags: CriterionFlags = CriterionFlags(0)) -> Ref:
        """Adds what lets an item in or throws it out; several of one kind are alternatives."""
        out = ctypes.c_uint32()
        call(short.acm_builder_criterion, self._open(), self._id(item), code(kind), bits(flags), optional(expression),
             ctypes.byref(out))
        return Ref(self, out.value)

    def on_part(self, criterion: Ref, source: Ref, event: Transition = Transition.COMPLETE) -> None:
        """The criterion waits for an event of another item."""
        call(short.acm_builder_on_part, self._open(), self._id(criterion), self._id(source), code(event))

    def on_exit(self, criterion: Ref, exit_criterion: Ref) -> None:
        """The criterion waits until an item leaves by one of its exit criteria."""
        call(short.acm_builder_on_exit, self._open(), self._id(criterion), self._id(exit_criterion))

    def semantics(self, semantics: Semantics) -> None:
        """Says where cases of the playbook differ from CMMN 1.1."""
        call(short.acm_builder_semantics, self._open(), number(semantics, "semantics"))

    def condition(self, item: Ref, key: str, statement: str, *, criterion: Optional[Ref] = None,
                  kind: ConditionKind = ConditionKind.INPUT, flags: ConditionFlags = ConditionFlags(0)) -> Ref:
        """Adds a condition that an item carries; it feeds a criterion, or blocks nothing."""
        out = ctypes.c_uint32()
        call(short.acm_builder_condition, self._open(), self._id(item), self._id(criterion), code(kind), bits(flags),
             utf8(key), utf8(statement), ctypes.byref(out))
        return Ref(self, out.value)

    def term(self, kind: TermKind, name: str) -> Ref:
        """Finds or adds a role, service, motion or phase."""
        out = ctypes.c_uint32()
        call(short.acm_builder_term, self._open(), code(kind), utf8(name), ctypes.byref(out))
        return Ref(self, out.value)

    def refer(self, item: Ref, kind: RefKind, target: Ref) -> None:
        """Makes an item refer to a term, or for RefKind.NEXT to an item."""
        call(short.acm_builder_ref, self._open(), self._id(item), code(kind), self._id(target))

    def text(self, thing: Ref, text: str, field: TextField = TextField.NAME, language: Optional[str] = None) -> None:
        """Sets a text; a new language opens a new edition."""
        data = utf8(text)
        call(short.acm_builder_text, self._open(), self._id(thing), code(field), optional(language), data, len(data))

    def overlay(self, json: Union[str, bytes], file: Optional[str] = None) -> None:
        """Applies an overlay: by key when an item is required, enabled, due, ..."""
        data = content(json)
        call(short.acm_builder_overlay, self._open(), data, len(data), optional(file))

    def finish(self) -> Playbook:
        """Checks the whole and makes the playbook; the builder may go on."""
        out = ctypes.c_void_p()
        call(short.acm_builder_finish, self._open(), ctypes.byref(out))
        return Playbook(out)

    def __repr__(self) -> str:
        return "<Builder, closed>" if self.closed else "<Builder>"


