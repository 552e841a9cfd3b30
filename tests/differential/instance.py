"""One instance of an item in a case: where it hangs, its state, what it remembers."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from model import Condition, Criterion, Item, OnPart

STATES = ("none", "available", "enabled", "disabled", "active", "suspended", "completed", "terminated", "failed",
          "closed")
OPEN, CONFIRMED, WAIVED = 1, 2, 3  # states of a condition; 0 = nobody carries it

ENDED = ("completed", "terminated")
# cmmn.md 2.3, 2.6: what a stage need not wait for
FINISHED = ("disabled", "completed", "terminated", "failed")


@dataclass(eq=False)
class Instance:
    item: Item
    parent: "Instance | None"
    count: int  # which of its item in its stage it is, from 1
    serial: int  # in the order of creation
    state: str = "none"
    history: str = "none"  # the state before it was suspended
    suspended_by_parent: bool = False
    required: bool = False
    performer: int = 0  # participant who claimed it
    begun: bool = False  # stage: its children are there
    begins: bool = False  # its create event lets it in
    waits: bool = False  # made by repetition by criterion
    left_scope: bool = False  # it ended because the scope did not hold it any more
    ended_by: str | None = None  # the transition
    memory: dict[Criterion, set[OnPart]] = field(default_factory=dict)
    conditions: dict[Condition, int] = field(default_factory=dict)
    children: list["Instance"] = field(default_factory=list)
    is_set: bool = False  # the timer is, at set_at
    set_at: int = 0
    nth: int = 0  # which occurrence of its timer it waits for, from 0
    due: int | None = None  # when it occurs; None: it does not run

    @property
    def above(self) -> Iterator["Instance"]:
        """The stages around it, innermost first."""
        at = self.parent
        while at:
            yield at
            at = at.parent

    @property
    def below(self) -> Iterator["Instance"]:
        """All within it, a stage before what it holds."""
        for child in self.children:
            yield child
            yield from child.below

    def of(self, item: Item) -> list["Instance"]:
        """Its children of one item, in the order of creation."""
        return [c for c in self.children if c.item is item]

    @property
    def real_state(self) -> str:
        """The state that it is in or will come back to."""
        return self.history if self.state == "suspended" else self.state

    @property
    def came_with(self) -> "Instance | None":
        """The innermost repetition that it is or is in."""
        return next((i for i in (self, *self.above) if i.count > 1), None)

    @property
    def way(self) -> tuple[int, ...]:
        return (*self.parent.way, self.count) if self.parent else (self.count,)

    def condition(self, condition: Condition) -> int:
        return self.conditions.get(condition, OPEN)

    @property
    def row(self) -> str:
        """As driver.c prints it."""
        return (f"{self.item.number}@{'.'.join(map(str, self.way))}={STATES.index(self.state)}"
                f"{'!' if self.required else ''}")
