"""Scenario files through the binding: the same verdicts, diagnoses and events as C's."""

import json
import os
import subprocess
import unittest
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import acmplaybook as acm
from acmplaybook import scenario as scenarios
from support import DATA, PLAYBOOKS, ROOT, Test, tool


def files() -> List[Path]:
    return sorted((DATA / "scenarios").glob("*.json")) + sorted((PLAYBOOKS / "scenarios").glob("*.json"))


@unittest.skipUnless(tool(), "the tool acm-playbook is missing")
class SameAsC(Test):
    def of_c(self, *paths: Path) -> Dict[Tuple[str, int], Dict[str, Any]]:
        """What the tool reports, by file; several models give several lines."""
        ran = subprocess.run([tool() or "", "test", "--json", "--trace", *map(str, paths)], stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE, encoding="utf-8", cwd=ROOT, timeout=60)
        found: Dict[Tuple[str, int], Dict[str, Any]] = {}
        for line in ran.stdout.splitlines():
            outcome = json.loads(line)
            path = str((ROOT / outcome["file"]).resolve())
            found[path, len([key for key in found if key[0] == path])] = outcome
        return found

    def test_verdicts_diagnoses_and_events(self) -> None:
        self.assertGreater(self.compare(files()), 8)

    def test_models_of_other_engines(self) -> None:
        given = sorted(Path(os.environ.get("ACM_SHARED", "nowhere")).resolve().glob("conformance/cmmn/*.json"))
        if not given:
            self.skipTest("ACM_SHARED names no folder with such models")
        self.assertEqual(self.compare(given), len(given))

    def compare(self, paths: List[Path]) -> int:
        """How many came to a verdict here; all must be what C says."""
        compared = 0
        for path in paths:
            wanted = self.of_c(path).get((str(path), 0))
            assert wanted is not None, path
            with self.subTest(path=path.name):
                try:
                    with acm.Scenario.read(path) as scenario:
                        traces, verdict = [], "passed"
                        for model, result in scenario.run_models():
                            traces.append(result.trace)
                            if not result:
                                verdict = "failed"
                                self.assertEqual((result.failed_step, result.line), (wanted["step"], wanted["line"]))
                                self.assertIn(result.diagnosis, wanted["diagnosis"])
                                break
                    self.assertIn(traces[-1], wanted["trace"])
                    compared += 1
                except (acm.Error, OSError) as error:
                    verdict = "error"
                    self.assertIn(getattr(error, "message", ""), wanted["message"])
                self.assertEqual(verdict, wanted["verdict"])
        return compared

    def test_events_of_commands_given_from_python(self) -> None:
        """The acts of a scenario given one by one: each causes the events that C tells of."""
        told = 0
        for name in ("acm-roles", "acm-complete", "acm-inputs", "acm-waive", "acm-optional-left-out",
                     "acm-close-by-hand"):
            path = PLAYBOOKS / "scenarios" / f"{name}.json"
            given = json.loads(path.read_text(encoding="utf-8"))
            playbook = self.opened(acm.Playbook.read(path.parent / given["model"][0]))
            roster = self.opened(acm.Roster({p["id"]: p["roles"] for p in given["participants"]}))
            case = self.opened(acm.Case(playbook, roster, scope=given.get("scope", ())))
            with acm.Scenario.read(path) as scenario:
                trace = scenario.run(playbook).trace
            for lines in acts(case, given["steps"]):
                with self.subTest(name=name):
                    self.assertIn(lines, trace)
                told += lines.count("\n")
        self.assertGreater(told, 100)


def acts(case: acm.Case, steps: List[Dict[str, Any]]) -> Iterator[str]:
    yield case.trace()
    for step in steps:
        if "do" not in step:
            continue
        kind = acm.CommandKind[step["do"].removesuffix("Case").upper()]
        for name in step.get("items") or [step.get("item", 0)]:
            item, instance = case.pick(str(name), kind) if name else (0, 0)
            try:
                case.act(kind, item, step.get("as"), instance=instance, text=step.get("reason", ""))
            except acm.Error:
                assert "fails" in step, step
        yield case.trace()


class Scenarios(Test):
    TEXT = b"""{"id": "met", "model": "page.md", "participants": {"ana": ["FastTrack Manager"], "ben": ["FE"]},
 "steps": [{"do": "complete", "as": "ben", "item": 994, "fails": "role"},
           {"do": "complete", "as": "ana", "item": 994}, {"expect": {"case": "completed"}}]}"""

    def test_what_a_scenario_says_of_itself(self) -> None:
        scenario = self.opened(acm.Scenario.read(self.TEXT))
        self.assertEqual((scenario.id, scenario.models, scenario.case), ("met", ["page.md"], None))
        self.assertEqual(scenario.steps[1], "as ana: complete 994")

    def test_a_result(self) -> None:
        scenario = self.opened(acm.Scenario.read(self.TEXT))
        result = scenario.run(self.playbook())
        self.assertFalse(result)
        self.assertEqual((result.failed_step, result.line), (3, 3))
        self.assertIn("expected completed, found active", result.diagnosis)
        self.assertIn("complete", result.trace)

    def test_watching(self) -> None:
        seen: List[Any] = []

        def watch(step: int, case: acm.CaseView, refusal: Any) -> None:
            assert case.roster is not None
            seen.append((step, case.item_state("994"), len(case.board()), refusal, case.explain("994", actor="ben"),
                         case.snapshot()))
        scenario = self.opened(acm.Scenario.read(self.TEXT))
        scenario.run(self.playbook(), watch=watch)
        self.assertEqual([s[0] for s in seen], [0, 1, 2])
        self.assertEqual([s[1].name for s in seen], ["ACTIVE", "ACTIVE", "COMPLETED"])
        self.assertIn("FastTrack Manager", seen[1][3])
        self.assertEqual(seen[0][5], seen[1][5])

    def test_a_fault_is_located(self) -> None:
        with self.assertRaises(acm.FormatError) as caught:
            acm.Scenario.read(self.TEXT.replace(b'"as": "ana"', b'"az": "ana"'))
        self.assertEqual((caught.exception.line, caught.exception.path), (3, "steps[1].az"))

    def test_names_and_times(self) -> None:
        playbook = self.playbook()
        self.assertEqual(scenarios.find(playbook, "Hold the meeting"), playbook.find_id("994"))
        self.assertEqual(scenarios.time("PT1H", 5), 3600005)
        with self.assertRaises(acm.FormatError):
            scenarios.time("soon")

    def test_reports(self) -> None:
        outcomes = [acm.Outcome(acm.ScenarioVerdict.PASSED, "a", microseconds=5),
                    acm.Outcome(acm.ScenarioVerdict.FAILED, "b", step=2, line=3, message="no", diagnosis="why\n")]
        for format, part in ((acm.ScenarioFormat.TAP, "not ok 2 - b"), (acm.ScenarioFormat.JUNIT, "<failure"),
                             (acm.ScenarioFormat.JSON, '"verdict":"failed"')):
            pieces: List[str] = []
            with acm.ScenarioReport(format, pieces.append, total=2) as report:
                for outcome in outcomes:
                    report.add(outcome)
                report.end()
                with self.assertRaises(acm.InvalidError):
                    report.end()
            self.assertIn(part, "".join(pieces))


if __name__ == "__main__":
    unittest.main()
