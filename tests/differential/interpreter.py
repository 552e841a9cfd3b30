"""
What a case does, as slowly and plainly as it can be said.

The rules are those of CMMN 1.1 (clauses in brackets) and of lib/README.md, read and not translated: nothing here is
shared with the library. Whoever doubts what the library does finds the rule here and in the two classes below it:
Situation (what holds), Life (what a transition means). Everything is a search over all instances; nothing is kept
that can be found out.
"""

from instance import ENDED, FINISHED, Instance
from life import Life, Refusal
from model import Criterion, Playbook, Semantics
from situation import Event, Setup


class Case(Life):
    def __init__(self, playbook: Playbook, setup: Setup) -> None:
        super().__init__(playbook, setup)
        self.begin()

    def begin(self) -> None:
        """Also again, when commands are played once more."""
        self.reset()
        if self.scope and not self.scope <= self.all_services:
            raise Refusal("no such service")
        if not self.has_work_in_scope():
            raise Refusal("nothing would be in scope")
        self.create(self.plan)
        if not self.plan_item.entry:
            self.let_in(self.plan, None)
        self.settle()

    # Settling: lib/README.md, "What one command does", 3 to 5

    def settle(self) -> None:
        while True:
            if self.events:
                self.deliver(self.events.pop(0))
            elif self.closed or not (self.fire_one() or self.end_one_orphan() or self.complete_one()):
                break
        for instance in self.instances:
            for criterion in [c for c in instance.memory if c.on_event]:
                del instance.memory[criterion]
            if instance.item.kind == "timer_listener":
                self.look_at_timer(instance)

    def deliver(self, event: Event) -> None:
        """Marks the on-parts that wait for an event, then fires what this satisfies. What has left the scope holds up
        nothing that waits for it, whatever for."""
        marked: list[tuple[Criterion, Instance]] = []
        source = event.instance
        gone = not self.takes_part(source.item)
        for criterion, part in self.playbook.listening.get(source.item, ()):
            occurred = part.event == event.transition and part.exit_criterion in (None, event.by)
            if not occurred and not (gone and criterion.is_entry):
                continue
            for carrier in self.nearest(source, criterion.item):
                if self.matters(criterion, carrier):
                    if occurred:
                        carrier.memory.setdefault(criterion, set()).add(part)
                    if (criterion, carrier) not in marked:
                        marked.append((criterion, carrier))
        if event.transition in ("create", "resume", "parentResume", "reactivate"):
            # what it remembers, or need not wait for, is looked at when it is there (again)
            marked += [(c, source) for c in (*source.item.exit, *source.item.entry) if (c, source) not in marked
                       and (c in source.memory or any(self.holds_nothing_up(c, p, source) for p in c.on_parts))]
        for criterion, carrier in marked:
            if self.is_satisfied(criterion, carrier):
                self.react(criterion, carrier)
        if event.transition == "create" and source.begins:
            source.begins = False
            self.activate(source)

    def fire_one(self) -> bool:
        """4. What is satisfied fires, exit before entry, deeper before outer, in document order."""
        for criterion in self.playbook.criteria:
            for carrier in self.instances_of(criterion.item):
                if self.is_satisfied(criterion, carrier) and self.react(criterion, carrier):
                    return True
        return False

    def react(self, criterion: Criterion, carrier: Instance) -> bool:
        """Fires a satisfied criterion; its memory is cleared [2.1]. False: it does nothing."""
        carrier.memory.pop(criterion, None)
        if criterion.is_entry:
            if self.is_waiting(carrier) and not self.wants_repetition(carrier):
                return False
            self.let_in(carrier, criterion)
            return True
        leaving = {"active": ("active",), "enabled": ("active", "enabled")}
        if criterion.exit_type and carrier.state not in leaving[criterion.exit_type]:
            return False
        self.leave(criterion, carrier)
        return True

    def leave(self, criterion: Criterion, carrier: Instance) -> None:
        if criterion.exit_event and carrier.state == "active":
            if criterion.exit_event == "complete" and not self.completable(carrier, by_hand=True):
                raise Refusal("an exit criterion that completes, and the stage is not completable")
            self.complete(carrier, criterion)
        elif carrier is self.plan:
            self.terminate(carrier, criterion)
        else:
            self.end(carrier, criterion)
            if criterion.exit_type:
                self.repeat_at_once(carrier)

    def complete_one(self) -> bool:
        """5. The innermost stage that has nothing left to do completes [8.6.1]."""
        stages = [i for i in self.instances if i.item.kind == "stage" and i.state == "active"]
        for stage in sorted(stages, key=lambda i: (-i.item.depth, i.item.number, i.serial)):
            if any(i.state in ENDED for i in stage.above):
                continue
            if stage is self.plan and self.unchanged_since_reactivation:
                continue
            if self.completable(stage, by_hand=False):
                self.complete(stage)
                return True
        return False

    def end_one_orphan(self) -> bool:
        if not self.semantics & Semantics.END_ORPHAN_LISTENERS:
            return False
        for instance in self.instances:
            if instance.item.is_listener and instance.state == "available" and self.is_orphan(instance):
                self.end(instance)
                return True
        return False

    # Time and scope

    def advance(self, time: int) -> None:
        """Timers occur in the order of their times, each with all that follows from it before the next; of those due at
        once, as they stand in the document, then those by repetition as they came."""
        while True:
            due = [i for i in self.running if i.due is not None and i.due <= time and self.is_available(i)]
            if not due:
                break
            timer = min(due, key=lambda i: (i.due, i.came_with.serial if i.came_with else 0, i.item.number))
            assert timer.due is not None
            self.time = max(self.time, timer.due)
            self.occur(timer)
            self.settle()
        self.time = time

    def change_scope(self, scope: frozenset[str] | None) -> None:
        """lib/README.md: what is not finished leaves; what comes (back) is created where its stage is active."""
        self.scope = scope
        self.unchanged_since_reactivation = False
        for instance in list(self.instances):
            if instance.state not in FINISHED and not self.in_scope(instance.item):
                self.end(instance)
                instance.left_scope = True
        self.bring_in(self.plan)
        self.ask_again_what_is_required(self.plan)

    def ask_again_what_is_required(self, within: Instance) -> None:
        """Of stages that are required by their children, after the scope has changed or a stage is resumed."""
        for instance in (within, *within.below):
            item = instance.item
            if "required_by_child" in item.flags and "required_when" not in item.rules and instance.state not in ENDED:
                instance.required = self.is_required(instance)
