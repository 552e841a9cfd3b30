"""People and their roles, shared between cases."""

import ctypes
from typing import Any, Iterable, Iterator, Mapping, Optional, Union

from ._load import short
from ._root import Gate, Root, names, number, optional, string, utf8
from .errors import InvalidError, NotFoundError, call

Roles = Union[str, Iterable[str]]
# Who: a participant, a key, an id; None and 0 are nobody.
Person = Union["Participant", str, int, None]


class Participant:
    """Somebody of a roster."""

    __slots__ = ("roster", "id")

    def __init__(self, roster: "Roster", id: int) -> None:
        self.roster, self.id = roster, id

    @property
    def key(self) -> str:
        return string(short.acm_roster_key(self.roster._open(), self.id)) or ""

    @property
    def name(self) -> str:
        return string(short.acm_roster_name(self.roster._open(), self.id)) or ""

    def __eq__(self, other: object) -> bool:
        return (isinstance(other, Participant) and self.id == other.id
                and self.roster._token is other.roster._token)

    def __hash__(self) -> int:
        return hash((id(self.roster._token), self.id))

    def __repr__(self) -> str:
        return f"<Participant {self.id} of a closed Roster>" if self.roster.closed else f"<Participant {self.key!r}>"


def nobody(person: Person) -> int:
    """The id of somebody in a case without a roster."""
    if isinstance(person, str):
        raise NotFoundError(f"nobody has the key {person[:80]!r}: the case has no roster")
    return 0 if person is None else number(person, "a participant")


class Roster(Root):
    """Participants and their roles; it belongs to one thread at a time, together with its cases.

    >>> with Roster({"ana": "FastTrack Manager", "ben": ["FastTrack Engineer", "SME"]}) as roster:
    ...     [person.name for person in roster]
    ['ana', 'ben']
    """

    def __init__(self, people: Mapping[str, Roles] = {}) -> None:
        out = ctypes.c_void_p()
        call(short.acm_roster_new, None, ctypes.byref(out))
        self._gate, self._token = Gate(), object()
        self._own(out, self._gate.free, short.acm_roster_free)
        try:
            for key, roles in people.items():
                self.add(key, roles=roles)
        except BaseException:
            self.close()
            raise

    @classmethod
    def _of(cls, address: int, like: "Optional[Roster]" = None) -> "Roster":
        """Another owner of the same people."""
        handle, roster = ctypes.c_void_p(short.acm_roster_retain(address)), cls.__new__(cls)
        roster._gate, roster._token = (like._gate, like._token) if like is not None else (Gate(), object())
        roster._own(handle, roster._gate.free, short.acm_roster_free, warns=False)
        return roster

    def add(self, key: str, name: Optional[str] = None, roles: Roles = ()) -> Participant:
        """Adds somebody; also while cases use the roster. Roles are names in any language of the vocabulary.

        A text may list several, with semicolons between them.
        """
        key_, name_, roles_, out = utf8(key), optional(name), utf8(names(roles)), ctypes.c_uint32()
        with self._gate:
            call(short.acm_roster_add, self._open(), key_, name_, roles_, ctypes.byref(out))
        return Participant(self, out.value)

    def find(self, key: str) -> Participant:
        id = short.acm_roster_find(self._open(), utf8(key))
        if not id:
            raise NotFoundError(f"nobody has the key {key[:80]!r}")
        return Participant(self, id)

    def id_of(self, person: Person) -> int:
        """The id of a participant, of a key, or the id itself; None is nobody, 0."""
        if isinstance(person, str):
            return self.find(person).id
        if isinstance(person, Participant):
            if person.roster._token is not self._token:
                raise InvalidError(f"{person!r} is of another roster")
            return person.id
        return 0 if person is None else number(person, "a participant")

    def __getitem__(self, key: str) -> Participant:
        return self.find(key)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, Participant):
            return key.roster._token is self._token
        return isinstance(key, str) and bool(short.acm_roster_find(self._open(), utf8(key)))

    def __len__(self) -> int:
        return int(short.acm_roster_count(self._open()))

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Participant]:
        return (Participant(self, id) for id in range(1, len(self) + 1))

    def __repr__(self) -> str:
        return "<Roster, closed>" if self.closed else f"<Roster: {', '.join(p.key for p in list(self)[:8])}>"
