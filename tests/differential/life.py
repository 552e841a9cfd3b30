"""Transitions [8.4], and what each means for the instances around and within."""

from instance import ENDED, FINISHED, Instance
from model import Criterion, Item
from situation import Event, Situation

BUDGET = 1000  # events of one command


class Refusal(Exception):
    """A command that is not carried out; the case stays as it was."""


class Budget(Refusal):
    """Settling does not end."""


class Life(Situation):
    # Instances come into being

    def new_instance(self, item: Item, parent: Instance) -> Instance:
        count = max((i.count for i in parent.of(item)), default=0) + 1
        instance = Instance(item, parent, count, serial=1 + sum(map(len, self.by_item.values())))
        self.by_item[item].append(instance)
        parent.children.append(instance)
        return instance

    def create(self, instance: Instance) -> None:
        """What was there before under this instance was ended by the scope: it is made anew, and remembers nothing."""
        instance.memory.clear()
        instance.left_scope = instance.begun = False
        instance.ended_by = None
        instance.state = "none"
        instance.required = self.is_required(instance)
        self.change(instance, "create", "available")
        if instance.item.kind == "timer_listener":
            instance.is_set, instance.due = False, None
            self.look_at_timer(instance)

    def let_in(self, instance: Instance, by: Criterion | None) -> None:
        """[8.6.2] Enabled if a person is to start it, else active; a milestone occurs. Then it may repeat."""
        if not instance.item.is_work:
            self.occur(instance)
        elif self.is_manual(instance):
            self.change(instance, "enable", "enabled")
        else:
            self.start(instance, "start")
        if by and by.on_parts and self.wants_repetition(instance):
            # [8.6.4, CR-130] with entry criteria: when one with an on-part lets it in
            assert instance.parent
            another = self.new_instance(instance.item, instance.parent)
            self.create(another)
            another.waits = True

    def activate(self, instance: Instance) -> None:
        """What has no entry criteria does not wait."""
        if not instance.item.entry and not instance.item.is_listener and instance.state == "available":
            self.let_in(instance, None)

    def start(self, instance: Instance, transition: str) -> None:
        self.change(instance, transition, "active")
        if instance.item.kind == "stage":
            self.begin_children(instance)
        elif "non_blocking" in instance.item.flags:
            self.complete(instance)

    def begin_children(self, stage: Instance) -> None:
        """[8.4.1] All are created, then those without entry criteria go on. What is completed stays."""
        created = []
        for item in stage.item.children:
            there = stage.of(item)
            if self.in_scope(item) and not (there and there[0].state == "completed"):
                created.append(there[0] if there else self.new_instance(item, stage))
        stage.begun = True
        if stage is self.plan:
            self.unchanged_since_reactivation = False
        for instance in created:
            self.create(instance)
        for instance in created:
            self.activate(instance)

    # Transitions

    def change(self, instance: Instance, transition: str, state: str, by: Criterion | None = None) -> None:
        """One transition; its event waits to be delivered."""
        instance.state = state
        instance.ended_by = transition if state in ENDED else None
        if instance.parent is self.plan and (state in (*FINISHED, "suspended")
                                             or "parent_completion" in instance.item.rules):
            self.unchanged_since_reactivation = False  # a change that may let the case complete
        self.events.append(Event(instance, transition, by))
        self.spent += 1
        if self.spent > BUDGET:
            raise Budget

    def complete(self, instance: Instance, by: Criterion | None = None) -> None:
        self.change(instance, "complete", "completed", by)
        self.end_unfinished(instance)
        self.repeat_at_once(instance)

    def end_unfinished(self, stage: Instance) -> None:
        """[8.6.1 (?)] What is not finished ends; disabled and failed children keep their state."""
        for child in list(stage.children):
            if child.state not in FINISHED:
                self.end(child)
            elif child.state == "failed":
                self.end_children(child)

    def end(self, instance: Instance, by: Criterion | None = None) -> None:
        """[2.7] exit of a stage or task, parentTerminate of the others, and of all within."""
        self.change(instance, "exit" if instance.item.is_work else "parentTerminate", "terminated", by)
        self.end_children(instance)

    def end_children(self, stage: Instance) -> None:
        for child in list(stage.children):
            if child.state not in ENDED:
                self.end(child)

    def terminate(self, instance: Instance, by: Criterion | None = None) -> None:
        self.change(instance, "terminate", "terminated", by)
        self.end_children(instance)

    def occur(self, instance: Instance) -> None:
        """A repetition rule goes before the row of a timer."""
        self.change(instance, "occur", "completed")
        if instance.item.is_listener and self.wants_repetition(instance):
            assert instance.parent
            self.create(self.new_instance(instance.item, instance.parent))
        elif instance.is_set:
            self.wait_for_next(instance)

    def suspend(self, instance: Instance, transition: str) -> None:
        instance.history = instance.state
        instance.suspended_by_parent = transition == "parentSuspend"
        self.change(instance, "suspend" if not instance.item.is_work else transition, "suspended")
        self.suspend_children(instance)

    def suspend_children(self, stage: Instance) -> None:
        for child in stage.children:
            if child.state in ("available", "enabled", "disabled", "active"):
                self.suspend(child, "parentSuspend")
                child.suspended_by_parent = True
            elif child.state == "failed":
                self.suspend_children(child)

    def resume(self, instance: Instance, transition: str) -> None:
        """[8.4.2] Back to the state before; children that were suspended on their own stay so."""
        self.change(instance, "resume" if not instance.item.is_work else transition, instance.history)
        instance.suspended_by_parent = False
        self.resume_children(instance)

    def resume_children(self, stage: Instance) -> None:
        for child in list(stage.children):
            if child.state == "suspended" and child.suspended_by_parent:
                self.resume(child, "parentResume")
            elif child.state == "failed":
                self.resume_children(child)
        self.bring_in(stage)

    # Repetition [8.6.4]

    def repeat_at_once(self, instance: Instance) -> None:
        """[8.6.4, CR-133] without entry criteria: when it completes or a person terminates it. The next begins when
        its create event is delivered."""
        if instance.item.entry or not instance.item.is_work or not self.wants_repetition(instance):
            return
        assert instance.parent
        another = self.new_instance(instance.item, instance.parent)
        self.create(another)
        another.begins = True

    def wait_for_next(self, instance: Instance) -> None:
        """R<n>/...: another instance waits for the next of n occurrences, as its expression says then."""
        assert instance.parent
        timer = self.timer_of(instance)
        if timer is None:
            return
        due = timer.due(instance.set_at, instance.nth + 1)
        if due is None:
            return
        another = self.new_instance(instance.item, instance.parent)
        another.nth = instance.nth + 1
        self.create(another)
        if another.is_set:
            another.set_at, another.due = instance.set_at, due

    def look_at_timer(self, instance: Instance) -> None:
        """It is set when it is created, or becomes available later, suspended or not; without a usable time never."""
        if instance.real_state != "available":
            return
        if not self.is_available(instance):
            instance.is_set, instance.due = False, None
        elif not instance.is_set:
            instance.is_set = True
            instance.set_at = self.time
            timer = self.timer_of(instance)
            instance.due = timer.due(self.time, instance.nth) if timer else None

    # What comes into scope

    def bring_in(self, stage: Instance) -> None:
        """Creates what the scope holds and an active stage does not, stages within likewise: first instances as they
        stand in the document, then those by repetition as they came."""
        again = [i for i in self.instances if i.count > 1 and stage in i.above]
        self.bring_in_first_ones(stage)
        for instance in sorted(again, key=lambda i: i.serial):
            self.bring_back(instance)

    def bring_in_first_ones(self, stage: Instance) -> None:
        for item in stage.item.children:
            there = stage.of(item)
            if there:
                self.bring_back(there[0])
            elif self.is_open(stage) and self.in_scope(item):
                self.come(self.new_instance(item, stage))

    def bring_back(self, instance: Instance) -> None:
        assert instance.parent
        if instance.left_scope and self.is_open(instance.parent) and self.in_scope(instance.item):
            self.come(instance)
        elif instance.item.kind == "stage" and instance.state not in ENDED:
            self.bring_in_first_ones(instance)

    @staticmethod
    def is_open(stage: Instance) -> bool:
        return stage.state == "active" and stage.begun

    def come(self, instance: Instance) -> None:
        self.create(instance)
        self.find_what_has_ended(instance)
        self.activate(instance)

    def find_what_has_ended(self, instance: Instance) -> None:
        """What the scope brings finds the work that has ended before it came; by which criterion is not remembered."""
        for criterion in instance.item.entry:
            for part in criterion.on_parts:
                ended = any(i.ended_by == part.event for i in self.nearest(instance, part.source))
                if ended and not part.exit_criterion:
                    instance.memory.setdefault(criterion, set()).add(part)
