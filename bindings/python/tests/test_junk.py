"""All of the package with arguments that make no sense: whatever is raised is an exception, and the process lives."""

import inspect
import random
import unittest
from datetime import datetime, timezone
from typing import Any, Callable, List, Tuple

import acmplaybook as acm
from acmplaybook._root import Root
from support import PAGE, Test

GATED = b"# Move\n\n## Key Inputs\n\n- Licences are there\n\n## Approach\n\n### Do it\n\n" + PAGE
SCENARIO = b"""{"id": "met", "model": "page.md", "participants": {"ana": ["FastTrack Manager"]},
 "steps": [{"do": "complete", "as": "ana", "item": 994}]}"""
SPECIAL = "__getitem__", "__contains__", "__iter__", "__len__", "__hash__", "__str__", "__enter__", "__reduce__"
JUNK: List[Any] = [
    None, True, -1, 0, 1, 2, 3, 77, (1 << 31) - 1, 1 << 31, (1 << 32) - 1, 1 << 32, (1 << 32) + 2, 1 << 63, 1 << 64, 1
    << 200, -1 << 31, -1 << 64, 1.5, float("nan"), float("inf"), "", "x", "994", "page/994", "page/in-1", "ana",
    "ben", "\0", "a\0b", "\ud800", "de", "n > 2 && (", "x" * 100000, b"", b"x", b"\xff\xfe", bytes(80),
    bytes(range(80)), bytearray(b"abc"), memoryview(b"abcd"), object(), [], {}, (), set(), {"n": 3}, {"n": object()},
    {"a": {"x"}}, ["x"], [1, 2], [None], lambda *_: None, lambda *_: 1 // 0, int, Exception, datetime(2026, 1, 1),
    datetime(2026, 1, 1, tzinfo=timezone.utc), acm.State.ACTIVE, acm.CommandKind.COMPLETE, acm.CommandKind.WAIVE,
    acm.TextField.NAME, acm.RefKind.PERFORMER, acm.ItemKind.TASK, acm.ReportFormat.SARIF, acm.CriterionKind.EXIT]
MAKERS: List[Callable[..., Any]] = [
    acm.Playbook.read_page, acm.Playbook.read_json, acm.Playbook.read_cmmn, acm.Playbook.read_pages, acm.Case,
    acm.Case.restore, acm.Case.replay, acm.Roster, acm.Builder, acm.Commands, acm.EventBuffer, acm.Scenario.read,
    acm.ScenarioReport, acm.MappingOptions, acm.Outcome]


class Junk(Test):
    def world(self) -> Tuple[List[Any], List[Any]]:
        """Objects, and values that they gave."""
        playbook, other, roster, log = self.playbook(GATED), self.playbook(PAGE), self.roster(), self.opened(acm.Log())
        case = self.opened(acm.Case(playbook, roster, log=log))
        builder = self.opened(acm.Builder("x"))
        stage = builder.stage("s")
        report = acm.ScenarioReport(acm.ScenarioFormat.TAP, lambda _: None, total=3)
        objects = [playbook, other, roster, log, case, self.opened(acm.Case(other)), builder,
                   self.opened(acm.Scenario.read(SCENARIO)), self.opened(report), self.opened(case.dup()),
                   playbook.findings, playbook.lint(), case.commands(), acm.Commands(), acm.EventBuffer(8)]
        plan = case.plan()
        return objects, [*objects, *playbook.items, *playbook.conditions, *playbook.roles, *other.items,
                         *playbook.pages, *roster, *plan, plan, *case.explain("994"), stage, builder.criterion(stage),
                         *case.board(), case.snapshot(), case.snapshot()[:40], playbook.to_json(),
                         bytes(plan[0].record.command)]

    def choose(self, of: Any) -> Callable[..., Any]:
        names = [name for name in dir(of) if not name.startswith("_") or name in SPECIAL]
        found = getattr(of, self.random.choice(names))
        ours = type(of).__module__.startswith("acmplaybook") and not isinstance(of, int)
        return found if callable(found) and ours else repr

    def arguments(self, function: Callable[..., Any], values: List[Any]) -> Tuple[List[Any], Any]:
        given: List[Any] = []
        named = {}
        pick = lambda: self.random.choice(JUNK if self.random.random() < 0.6 else values)  # noqa: E731
        try:
            parameters = list(inspect.signature(function).parameters.values())
        except (TypeError, ValueError):
            return [pick() for _ in range(self.random.randrange(3))], named
        for at, one in enumerate(parameters):
            if one.kind in (one.VAR_POSITIONAL, one.VAR_KEYWORD):
                continue
            if one.default is not one.empty and self.random.random() < 0.6:
                continue
            if one.kind is one.KEYWORD_ONLY or len(given) < at:
                named[one.name] = pick()
            else:
                given.append(pick())
        return given, named

    def call(self, objects: List[Any], values: List[Any]) -> bool:
        try:
            function = (self.random.choice(MAKERS) if self.random.random() < 0.08 else
                        self.choose(self.random.choice(self.random.choice((objects, values)))))
            if getattr(function, "__name__", "") == "close" and self.random.random() < 0.8:
                return False
            given, named = self.arguments(function, values)
            found = function(*given, **named)
            repr(list(found) if inspect.isgenerator(found) else found)
        except Exception as error:  # nothing else may come: no crash, no interrupt
            str(error)
            return False
        if isinstance(found, Root):
            self.addCleanup(found.close)
        elif len(values) < 300:
            values.append(found)
        return True

    def test_calls_at_random(self) -> None:
        for seed in range(24):
            self.random = random.Random(seed)
            objects, values = self.world()
            accepted = sum(self.call(objects, values) for _ in range(500))
            self.assertGreater(accepted, 50)

    def test_numbers_are_no_texts(self) -> None:
        for call in (lambda: acm.Playbook.read_page(PAGE, language=7), lambda: acm.Playbook.read_pages({}, overlay=7),
                     lambda: acm.Playbook.read_page(7), lambda: acm.Builder(7), lambda: acm.Playbook.read_json(7),
                     lambda: self.roster().add("x", 7), lambda: self.playbook().lint(rules=7)):  # type: ignore
            with self.assertRaises(TypeError):
                call()


if __name__ == "__main__":
    unittest.main()
