"""What the tests share."""

import gc
import os
import shutil
import subprocess
import sys
import unittest
import warnings
from pathlib import Path
from typing import Any, Dict, List, Optional

import acmplaybook as acm

HERE = Path(__file__).resolve().parent
PYTHON = HERE.parent
ROOT = PYTHON.parent.parent
DATA = ROOT / "tests" / "data"
PLAYBOOKS = ROOT / "examples" / "playbooks"
PAGE = b"""| Task ID | Task Name        | (M)andatory / (O)ptional | FastTrack Role    |
| ------- | ---------------- | ------------------------ | ----------------- |
| 994     | Hold the meeting | M                        | FastTrack Manager |
| 995     | Write it down    | O                        | FastTrack Engineer |
"""


def tool() -> Optional[str]:
    """The command-line tool of the build that the library is from, or the one that is installed."""
    beside = Path(acm.library_path).resolve().parent.parent / "examples" / "acm-playbook" / "acm-playbook"
    return str(beside) if beside.exists() else shutil.which("acm-playbook")


def environment(**more: str) -> Dict[str, str]:
    """For other interpreters: this package and library."""
    return {**os.environ, "PYTHONPATH": str(PYTHON / "src"), "ACMPLAYBOOK_LIBRARY": acm.library_path,
            "PYTHONDONTWRITEBYTECODE": "1", **more}


def python(code: str, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", code, *arguments], env=environment(**more), encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)


class Test(unittest.TestCase):
    """Closes what a test has opened, and fails if something is collected that was not."""

    def setUp(self) -> None:
        self._caught = warnings.catch_warnings(record=True)
        self._warnings: List[Any] = self._caught.__enter__()
        warnings.simplefilter("always", ResourceWarning)

    def tearDown(self) -> None:
        self.doCleanups()
        gc.collect()
        self._caught.__exit__(None, None, None)
        self.assertEqual([str(w.message) for w in self._warnings], [])

    def opened(self, root: Any) -> Any:
        self.addCleanup(root.close)
        return root

    def playbook(self, page: bytes = PAGE) -> acm.Playbook:
        return self.opened(acm.Playbook.read(page))

    def roster(self) -> acm.Roster:
        return self.opened(acm.Roster({"ana": "FastTrack Manager", "ben": ["FastTrack Engineer"]}))

    def case(self, **how: Any) -> acm.Case:
        return self.opened(acm.Case(self.playbook(), self.roster(), **how))

    def collected(self, make: Any) -> List[str]:
        """The warnings that come when what is made is dropped."""
        make()
        gc.collect()
        found = [str(w.message) for w in self._warnings]
        self._warnings.clear()
        return found
