"""Random commands on a case: most of them legal, all kinds."""

from random import Random

from commands import CONDITIONS, OCCURRENCES, WORK, Command, Play
from generator import FACTS, HOUR, SERVICES, random_fact
from instance import OPEN, Instance
from values import Value

# How often a person asks for what
VERBS = {"complete": 12, "start": 12, "terminate": 2, "disable": 3, "reenable": 6, "suspend": 3, "resume": 10,
         "fault": 3, "reactivate": 6, "claim": 1, "occur": 8}


class Commander:
    def __init__(self, rng: Random, play: Play) -> None:
        self.rng = rng
        self.play = play
        self.case = play.case
        self.has_timers = any(i.kind == "timer_listener" for i in self.case.playbook.items)
        self.has_facts = any(c.if_part for c in self.case.playbook.criteria) or any(
            i.rules for i in self.case.playbook.items)

    def next(self) -> Command:
        kinds = [self.on_item] * 60 + [self.on_case] * 3 + [self.nonsense] * 4
        kinds += [self.on_fact] * (14 if self.has_facts else 2)
        kinds += [self.on_condition] * (12 if self.case.playbook.conditions else 1)
        kinds += [self.on_scope] * (6 if self.case.all_services else 1)
        kinds += [self.advance] * (25 if self.has_timers else 2)
        if self.case.state not in ("active", "closed"):
            kinds += [self.on_case] * 60
        while True:
            command = self.rng.choice(kinds)()
            if not self.is_left_open(command):
                return command

    def is_left_open(self, command: Command) -> bool:
        """When a reactivated case whose rule says whether it completes by itself is asked again, nothing says."""
        return (command.verb in ("reactivate", "resume") and command.key in ("", self.case.plan_item.key)
                and self.case.state != "suspended" and "auto_complete_when" in self.case.plan_item.rules)

    def command(self, verb: str, key: str = "", way: tuple[int, ...] = (), roles: frozenset[str] = frozenset(),
                text: str = "", value: Value = None) -> Command:
        time = self.case.time + self.rng.choice((0, 0, 0, 1, HOUR // 2, -5))
        facts: tuple[tuple[str, Value], ...] = ()
        if self.has_facts and self.rng.random() < 0.05:
            names = self.rng.sample(FACTS, self.rng.choice((1, 1, 2)))
            facts = tuple((name, random_fact(self.rng, name)) for name in names)
        return Command(verb, key, way, self.actor(roles), max(time, 0), text, value, facts)

    def actor(self, roles: frozenset[str]) -> int:
        """Mostly somebody who may."""
        people = self.case.setup.people
        who = [i for i, own in enumerate(people, 1) if own & roles]
        if who and self.rng.random() < 0.9:
            return self.rng.choice(who)
        return self.rng.randint(0, len(people))

    def way(self, instance: Instance) -> tuple[int, ...]:
        """Nothing need be said of an item with one instance, and little of others."""
        alone = len(self.case.instances_of(instance.item)) == 1
        return () if self.rng.random() < (0.5 if alone else 0.2) else instance.way

    def on_item(self) -> Command:
        pool = []
        for instance in self.case.instances:
            legal = WORK if instance.item.is_work else OCCURRENCES
            pool += [(instance, v) for v, states in legal.items() if instance.state in states]
        if not pool:
            return self.on_case()
        weights = [VERBS[v] * (3 if i.item.kind != "stage" else 1) for i, v in pool]
        instance, verb = self.rng.choices(pool, weights)[0]
        roles = instance.item.performers or instance.item.owners
        return self.command(verb, instance.item.key, self.way(instance), roles)

    def on_case(self) -> Command:
        if self.case.state == "active":
            verb = self.rng.choice(("suspend", "suspend", "fault", "complete", "complete", "terminate"))
        else:
            verb = self.rng.choice(("reactivate", "resume") * 10 + ("close",))
        key = self.rng.choice(("", "", self.case.plan_item.key))
        return self.command(verb, key, roles=self.case.plan_item.owners)

    def on_condition(self) -> Command:
        if not self.case.playbook.conditions:
            return self.nonsense()
        condition = self.rng.choice(self.case.playbook.conditions)
        carriers = self.case.instances_of(condition.item)
        carrier = self.rng.choice(carriers) if carriers else None
        is_open = carrier is None or carrier.condition(condition) == OPEN
        verb = self.rng.choice(("confirm", "confirm", "waive") if is_open else ("withdraw",))
        if self.rng.random() < 0.1:
            verb = self.rng.choice(CONDITIONS)
        text = "known" if verb == "waive" and self.rng.random() < 0.95 else ""
        roles = condition.item.owners or condition.item.performers
        return self.command(verb, condition.key, carrier.way if carrier else (), roles, text)

    def on_fact(self) -> Command:
        name = self.rng.choice(FACTS)
        if self.rng.random() < 0.15:
            return self.command("remove", text=name)
        return self.command("set", text=name, value=random_fact(self.rng, name))

    def on_scope(self) -> Command:
        used = sorted(self.case.all_services)
        if not used or self.rng.random() < 0.05:
            return self.command("scope", text=self.rng.choice((*SERVICES, "")))
        names = self.rng.sample(used, self.rng.randint(0, len(used)))
        return self.command("scope", text=";".join(names))

    def advance(self) -> Command:
        step = self.rng.choice((0, 1, HOUR // 2, HOUR, HOUR, 2 * HOUR, 3 * HOUR, 30 * HOUR))
        return Command("advance", time=self.case.time + step)

    def nonsense(self) -> Command:
        """A verb on something that does not know it, or does not exist."""
        verb = self.rng.choice((*WORK, *OCCURRENCES, "close", *CONDITIONS))
        rng = self.rng
        instances = list(self.case.instances)
        many = {i.item for i in instances if i.count > 1 or any(a.count > 1 for a in i.above)}
        keys = [i.key for i in self.case.playbook.items] + [
            c.key for c in self.case.playbook.conditions if c.item not in many] + ["nothing"]
        if rng.random() < 0.7:
            instance = rng.choice(instances)
            return self.command(verb, instance.item.key, self.way(instance))
        return self.command(verb, rng.choice(keys), rng.choice(((), (), (1, 9), (1, 1, 7))))
