"""Runs scenario files under pytest: each *.scenario.json is a test for each of its models.

`acmplaybook_files` in the configuration names other patterns.
"""

import fnmatch
from pathlib import Path
from typing import Any, Dict, Iterator, Optional, Tuple

import pytest

from .errors import Error
from .playbook import Playbook
from .scenario import Result, Scenario

Playbooks = Dict[Tuple[Path, Optional[str]], Playbook]
PLAYBOOKS = pytest.StashKey[Playbooks]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("acmplaybook_files", "patterns of scenario files", type="args", default=["*.scenario.json"])


def pytest_configure(config: pytest.Config) -> None:
    kept: Playbooks = {}
    config.stash[PLAYBOOKS] = kept


def pytest_unconfigure(config: pytest.Config) -> None:
    for playbook in config.stash.get(PLAYBOOKS, {}).values():
        playbook.close()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> "Optional[ScenarioFile]":
    if any(fnmatch.fnmatch(file_path.name, pattern) for pattern in parent.config.getini("acmplaybook_files")):
        return ScenarioFile.from_parent(parent, path=file_path)  # type: ignore[no-any-return]
    return None


class ScenarioFile(pytest.File):
    def collect(self) -> "Iterator[ScenarioItem]":
        try:
            with Scenario.read(self.path) as scenario:
                models = scenario.models
                for model in models:
                    name = scenario.id if len(models) == 1 else f"{scenario.id}[{model}]"
                    yield ScenarioItem.from_parent(self, name=name, model=model)
        except Error as error:
            what = f"{error.path} {error.message}".strip()
            raise self.CollectError(f"{self.path}:{error.line}:{error.column}: {what}") from error


class Failed(Exception):
    """A scenario does not hold."""

    def __init__(self, result: Result) -> None:
        super().__init__(result.diagnosis)
        self.result = result


class ScenarioItem(pytest.Item):
    def __init__(self, *, model: str, **how: Any) -> None:
        super().__init__(**how)
        self.model = model
        self.line = 0

    def runtest(self) -> None:
        with Scenario.read(self.path) as scenario:
            result = scenario.run(self._playbook(scenario.case))
        self.line = result.line
        if not result:
            self.add_report_section("call", "events", result.trace)
            raise Failed(result)

    def _playbook(self, case: Optional[str]) -> Playbook:
        """Read once for all scenarios on it."""
        kept = self.config.stash[PLAYBOOKS]
        key = (self.path.parent / self.model).resolve(), case
        if key not in kept:
            kept[key] = Playbook.read(self.path.parent / self.model, case=case)
        return kept[key]

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        if isinstance(excinfo.value, Failed):
            return f"{self.path.name}:{excinfo.value.result.line}: {self.model}\n{excinfo.value.result.diagnosis}"
        if isinstance(excinfo.value, (Error, OSError)):
            return f"{self.path.name}: {self.model}: {excinfo.value}"
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> Tuple[Path, Optional[int], str]:
        return self.path, self.line - 1 if self.line else None, self.name
