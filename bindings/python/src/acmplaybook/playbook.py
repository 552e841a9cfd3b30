"""The immutable definition of a case: read from pages, JSON or CMMN."""

import ctypes
import os
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Tuple, Union

from . import _native, files
from ._load import long, short
from ._native import (BareSteps, CmmnFlags, JsonFlags, Ordering, RefKind, Semantics, SourceAnswer, TermKind, TextField)
from ._root import (Bytes, Kept, Root, Sink, code, content, guarded, number, optional, options, records, sink, utf8,
                    written)
from .errors import ClosedError, InvalidError, NotFoundError, call
from .files import PathLike, SourceFile
from .lint import Findings, lint
from .views import Anything, Condition, Item, Page, Target, Term

Files = Union[Mapping[str, Union[bytes, str]], Iterable[Union[SourceFile, Tuple[str, Union[bytes, str]]]]]


class MappingOptions(NamedTuple):
    """How a page becomes a playbook."""

    auto_complete: bool = False
    ordering: Ordering = Ordering.NONE
    bare_steps: BareSteps = BareSteps.OPTIONAL


class Playbook(Root):
    """A definition; it never changes, and any number of cases and threads may use it.

    >>> with Playbook.read(page) as playbook:
    ...     [item.name for item in playbook if item.number]
    ['Hold the meeting']
    """

    def __init__(self, handle: ctypes.c_void_p, findings: Optional[Findings] = None, token: Optional[object] = None,
                 warns: bool = True) -> None:
        self._token = token or object()  # what playbooks and views of one definition share
        self._findings = findings
        self._cache: Dict[str, Any] = {}
        self._own(handle, short.acm_playbook_free, warns=warns)

    # ---- reading

    @classmethod
    def read(cls, source: Union[PathLike, Bytes], *, language: Optional[str] = None,
             mapping: Optional[MappingOptions] = None, case: Optional[str] = None, max_bytes: int = 0) -> "Playbook":
        """Reads a page given as bytes; or by path a page, a folder of pages, or a playbook as .json, .cmmn or .xml.

        `case` picks one of the cases of a CMMN document.
        """
        if isinstance(source, (bytes, bytearray, memoryview)):
            return cls.read_page(source, language=language, mapping=mapping, max_bytes=max_bytes)
        path = Path(os.fspath(source))
        if path.is_dir():
            return cls.read_pages(files.folder(path), language=language, mapping=mapping, max_bytes=max_bytes)
        data, kind = path.read_bytes(), path.suffix.lower()
        try:
            if kind == ".json":
                return cls.read_json(data, max_bytes=max_bytes)
            if kind in (".cmmn", ".xml"):
                return cls.read_cmmn(data, file=str(path), case=case, language=language, max_bytes=max_bytes)
            return cls.read_page(data, file=str(path), language=language, mapping=mapping, max_bytes=max_bytes)
        except Exception as error:
            if getattr(error, "path", None) == "":
                error.path = str(path)  # type: ignore[attr-defined]
            raise

    @classmethod
    def read_page(cls, data: Bytes, *, file: Optional[str] = None, language: Optional[str] = None,
                  mapping: Optional[MappingOptions] = None, max_bytes: int = 0) -> "Playbook":
        """Reads a Markdown page. Its faults are in `findings`; `file` gives the stem of all keys."""
        how = _mapping(mapping)
        record = options(_native.acm_page_options, short.acm_page_options_init, file=file, language=language,
                         max_bytes=max_bytes, mapping=ctypes.addressof(how))
        data = content(data)
        return cls._made(long.acm_playbook_read_page, data, len(data), ctypes.byref(record))

    @classmethod
    def read_pages(cls, source: Files, *, language: Optional[str] = None, name: Optional[str] = None,
                   mapping: Optional[MappingOptions] = None, overlay: Union[str, bytes, None] = None,
                   max_bytes: int = 0) -> "Playbook":
        """Reads pages, in any number of languages, as one playbook: {"en/mail.md": b"...", "de/mail-de.md": ...}.

        `language` is the one that owns the structure; `overlay` stands for the source's overlay.json.
        """
        how = _mapping(mapping)
        record = options(_native.acm_folder_options, short.acm_folder_options_init, language=language, name=name,
                         max_bytes=max_bytes, mapping=ctypes.addressof(how))
        if overlay is not None:
            record.overlay = held = content(overlay)
            record.overlay_len = len(held)
        given = _Source(source)
        start = options(_native.acm_source, short.acm_source_init)
        start.next = given.kept.pointer
        return cls._made(long.acm_playbook_read_pages, ctypes.byref(start), ctypes.byref(record), kept=[given.kept])

    @classmethod
    def read_json(cls, data: Union[Bytes, str], *, max_bytes: int = 0, max_depth: int = 0) -> "Playbook":
        """Reads what to_json wrote, or somebody by hand: everything is checked."""
        record = options(_native.acm_json_options, short.acm_json_options_init, max_bytes=max_bytes,
                         max_depth=max_depth)
        data = content(data)
        out = ctypes.c_void_p()
        call(long.acm_playbook_read_json, data, len(data), ctypes.byref(record), ctypes.byref(out))
        return cls(out)

    @classmethod
    def read_cmmn(cls, data: Union[Bytes, str], *, file: Optional[str] = None, case: Optional[str] = None,
                  language: Optional[str] = None, semantics: Semantics = Semantics(0), max_bytes: int = 0,
                  max_depth: int = 0) -> "Playbook":
        """Reads a case model of CMMN 1.1 or 1.0; what is not carried over is in `findings`."""
        record = options(_native.acm_cmmn_options, short.acm_cmmn_options_init, file=file, case_id=case,
                         language=language, semantics=semantics, max_bytes=max_bytes, max_depth=max_depth)
        data = content(data)
        return cls._made(long.acm_playbook_read_cmmn, data, len(data), ctypes.byref(record))

    @classmethod
    def _made(cls, function: Any, *arguments: Any, kept: Optional[List[Kept]] = None) -> "Playbook":
        out, found = ctypes.c_void_p(), ctypes.c_void_p()
        guarded(kept or [], function, *arguments, ctypes.byref(out), ctypes.byref(found))
        return cls(out, Findings(found))

    @contextmanager
    def _retained(self) -> Iterator[ctypes.c_void_p]:
        """A reference for a long call, so that closing meanwhile does no harm."""
        address = short.acm_playbook_retain(self)
        if not address:
            raise ClosedError("this Playbook is closed")
        handle = ctypes.c_void_p(address)
        try:
            yield handle
        finally:
            short.acm_playbook_free(handle)

    def _again(self) -> "Playbook":
        """Another owner of the same definition."""
        address = short.acm_playbook_retain(self)
        if not address:
            raise ClosedError("this Playbook is closed")
        other = Playbook(ctypes.c_void_p(address), self._findings, self._token, warns=False)
        other._cache = self._cache
        return other

    # ---- what is in it

    @property
    def findings(self) -> Findings:
        """What reading it met: faults of pages, what was not carried over; none if it was made otherwise."""
        self._open()
        if self._findings is None:
            self._findings = Findings(ctypes.c_void_p())
        return self._findings

    def _table(self, name: str, make: Any) -> Any:
        """The tables are made once; views read them without a call."""
        if self._as_parameter_ is None:
            raise ClosedError("this Playbook is closed")
        table = self._cache.get(name)
        if table is None:
            table = self._cache[name] = make()
        return table

    @property
    def _item_records(self) -> Any:
        return self._table("items", lambda: records(_native.acm_item, short.acm_playbook_items, self._open()))

    @property
    def _condition_records(self) -> Any:
        return self._table("conditions", lambda: {r.id: r for r in records(
            _native.acm_condition, short.acm_playbook_conditions, self._open(), 0)})

    @property
    def _refs(self) -> Any:
        def make() -> Dict[Tuple[int, int], List[int]]:
            found: Dict[Tuple[int, int], List[int]] = {}
            for r in records(_native.acm_ref, short.acm_playbook_refs, self._open(), 0, 0):
                found.setdefault((r.item, r.kind), []).append(r.target)
            return found
        return self._table("refs", make)

    @property
    def _terms(self) -> Any:
        def make() -> Dict[int, TermKind]:
            found: Dict[int, TermKind] = {}
            for kind in TermKind:
                count = ctypes.c_size_t()
                short.acm_playbook_terms(self._open(), kind, None, 0, ctypes.byref(count))
                ids = (ctypes.c_uint32 * count.value)()
                short.acm_playbook_terms(self._open(), kind, ids, count.value, ctypes.byref(count))
                found.update((id, kind) for id in ids)
            return found
        return self._table("terms", make)

    def by_id(self, id: int) -> Anything:
        """The item, condition or term that an id names, as in events."""
        if 1 <= id <= len(self._item_records):
            return Item(self, id)
        if id in self._condition_records:
            return Condition(self, id)
        kind = self._terms.get(id)
        if kind is None:
            raise NotFoundError(f"nothing has the id {id}")
        return Term(self, id, kind)

    @property
    def root(self) -> Item:
        self._open()
        return Item(self, 1)

    @property
    def items(self) -> List[Item]:
        """All items in document order; a parent stands before its children."""
        return [Item(self, id) for id in range(1, len(self._item_records) + 1)]

    @property
    def conditions(self) -> List[Condition]:
        return [Condition(self, id) for id in self._condition_records]

    def terms(self, kind: TermKind) -> List[Term]:
        return [Term(self, id, its) for id, its in self._terms.items() if its == kind]

    @property
    def roles(self) -> List[Term]:
        return self.terms(TermKind.ROLE)

    @property
    def services(self) -> List[Term]:
        return self.terms(TermKind.SERVICE)

    @property
    def pages(self) -> List[Page]:
        """Its pages; those of the first language come first."""
        table = self._table("pages", lambda: records(_native.acm_page, short.acm_playbook_pages, self._open()))
        return [Page(self, index, record) for index, record in enumerate(table)]

    @property
    def numbers(self) -> Dict[int, List[Item]]:
        """Task numbers with the items that bear them."""
        found: Dict[int, List[Item]] = {}
        for r in records(_native.acm_numbered, short.acm_playbook_numbers, self._open()):
            found.setdefault(r.number, []).append(Item(self, r.item))
        return found

    @property
    def languages(self) -> Tuple[str, ...]:
        """Tags of its editions; the first one owns the structure."""
        found: List[str] = []
        while True:
            tag = short.acm_playbook_language(self._open(), len(found))
            if tag is None:
                return tuple(found)
            found.append(tag.decode())

    @property
    def semantics(self) -> Semantics:
        """Where its cases differ from CMMN 1.1."""
        return Semantics(short.acm_playbook_semantics(self._open()))

    def find_id(self, key: Union[str, int]) -> int:
        text = utf8(str(key))
        out = ctypes.c_uint32()
        call(short.acm_playbook_find, self._open(), text, len(text), ctypes.byref(out))
        return out.value

    def find(self, key: Union[str, int]) -> Anything:
        """What a key names, or a task number that only one item bears; `playbook[key]` is the same.

        >>> playbook = Playbook.read(page)
        >>> playbook.find(994) == playbook["page/994"]
        True
        >>> playbook.close()
        """
        return self.by_id(self.find_id(key))

    def term(self, kind: TermKind, name: str) -> Term:
        """A role, service, motion or phase by its name in any language."""
        text = utf8(name)
        out = ctypes.c_uint32()
        call(short.acm_playbook_term, self._open(), code(kind), text, len(text), ctypes.byref(out))
        return Term(self, out.value, kind)

    def text(self, thing: Union[Anything, int, str], field: TextField = TextField.NAME,
             language: Optional[str] = None) -> Tuple[Optional[str], Optional[str]]:
        """A text, and the tag of the language that it really is in."""
        used = ctypes.c_char_p()
        text = short.acm_playbook_text(self._open(), self.id_of(thing), code(field),
                                       utf8(language) if language else None, ctypes.byref(used), None)
        return (None, None) if text is None else (text.decode(), (used.value or b"").decode())

    def id_of(self, thing: Target) -> int:
        """The id of a view of this playbook, of a key, or the id itself."""
        if isinstance(thing, (Item, Condition, Term)):
            if thing.playbook._token is not self._token:
                raise InvalidError(f"{thing!r} is of another playbook")
            return thing.id
        return self.find_id(thing) if isinstance(thing, str) else number(thing, "an id")

    def __getitem__(self, key: Union[str, int]) -> Anything:
        return self.find(key)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, (Item, Condition, Term)):
            return key.playbook._token is self._token
        try:
            return isinstance(key, (str, int)) and bool(self.find_id(key))
        except (LookupError, InvalidError):
            return False

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self._item_records)

    def __bool__(self) -> bool:
        return True

    # ---- writing

    def write_json(self, to: Sink, *, indent: bool = False, places: bool = True) -> None:
        """Writes it as JSON, piece by piece."""
        self._write(long.acm_playbook_write_json, to, _json_flags(indent, places))

    def write_cmmn(self, to: Sink, *, diagram: bool = True, places: bool = True) -> None:
        """Writes it as CMMN 1.1, piece by piece."""
        self._write(long.acm_playbook_write_cmmn, to, _cmmn_flags(diagram, places))

    def _write(self, function: Any, to: Sink, *arguments: Any) -> None:
        kept = sink(lambda piece: to(piece.decode()))
        with self._retained() as handle:
            guarded([kept], function, handle, *arguments, kept.pointer, None)

    def to_json(self, *, indent: bool = False, places: bool = True) -> str:
        """The whole playbook as JSON; the same playbook gives the same text on every machine."""
        with self._retained() as handle:
            return written(long.acm_playbook_write_json, handle, _json_flags(indent, places)).decode()

    def to_cmmn(self, *, diagram: bool = True, places: bool = True) -> str:
        """The playbook as CMMN 1.1."""
        with self._retained() as handle:
            return written(long.acm_playbook_write_cmmn, handle, _cmmn_flags(diagram, places)).decode()

    def outline(self) -> str:
        """Each page as one line of JSON, with all that stands on it."""
        with self._retained() as handle:
            return written(long.acm_playbook_outline, handle).decode()

    @property
    def revision(self) -> str:
        """"sha256:..." of what it says; equal for playbooks that say the same."""
        def make() -> str:
            buffer = ctypes.create_string_buffer(_native.REVISION_SIZE)
            with self._retained() as handle:
                call(long.acm_playbook_revision, handle, buffer, len(buffer))
            return buffer.value.decode()
        return str(self._table("revision", make))

    lint = lint

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Playbook):
            return NotImplemented
        return self._token is other._token or (not self.closed and not other.closed and self.revision == other.revision)

    def __hash__(self) -> int:
        return hash(self.revision)

    def __repr__(self) -> str:
        if self.closed:
            return "<Playbook, closed>"
        return f"<Playbook {self.root.name!r}: {len(self)} items, {', '.join(self.languages)}>"


def _json_flags(indent: bool, places: bool) -> int:
    return (JsonFlags.INDENT if indent else 0) | (0 if places else JsonFlags.NO_PLACES)


def _cmmn_flags(diagram: bool, places: bool) -> int:
    return (0 if diagram else CmmnFlags.NO_DIAGRAM) | (0 if places else CmmnFlags.NO_PLACES)


def _mapping(given: Optional[MappingOptions]) -> _native.acm_mapping_options:
    how = given or MappingOptions()
    return options(_native.acm_mapping_options, short.acm_mapping_options_init, auto_complete=int(how.auto_complete),
                   ordering=how.ordering, bare_steps=how.bare_steps)


class _Source:
    """Hands files to the library one by one."""

    def __init__(self, source: Files) -> None:
        self._files = iter(source.items() if isinstance(source, Mapping) else source)
        self._lent: Tuple[Any, ...] = ()
        kind = dict(_native.acm_source._fields_)["next"]
        self.kept = Kept(kind, self._next)

    def _next(self, _: int, address: int) -> int:
        try:
            given: Tuple[Any, ...] = next(self._files)
        except StopIteration:
            return SourceAnswer.END
        path, data, language = given if len(given) == 3 else (*given, None)
        record = _native.acm_source_file.from_address(address)
        held = content(data)
        self._lent = record.path, record.bytes, record.language = utf8(path), held, optional(language)
        record.len = len(held)
        return SourceAnswer.FILE
