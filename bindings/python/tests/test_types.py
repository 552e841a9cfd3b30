"""The types of the package, by mypy where it is installed."""

import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import List, Optional

from support import PYTHON, Test

USE = """
from acmplaybook import Case, Playbook, State

def run(page: bytes) -> State:
    with Playbook.read(page) as playbook, Case(playbook) as case:
        case.complete(playbook["994"], "ana")
        return case.item_state("994")
"""


def mypy() -> Optional[List[str]]:
    if not subprocess.run([sys.executable, "-c", "import mypy"], stderr=subprocess.DEVNULL).returncode:
        return [sys.executable, "-m", "mypy"]
    path = shutil.which("mypy", path="/usr/bin:/usr/local/bin") or shutil.which("mypy")
    return [path] if path else None


MYPY = mypy()


@unittest.skipUnless(MYPY, "mypy is missing")
class Types(Test):
    def check(self, *arguments: str) -> str:
        ran = subprocess.run([*(MYPY or []), "--strict", "--cache-dir=/dev/null", *arguments], cwd=PYTHON,
                             encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300)
        return ran.stdout

    def test_the_package_is_clean(self) -> None:
        self.assertIn("Success", self.check("--python-version", "3.9", "src/acmplaybook"))

    def test_users_see_the_types(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "use.py")
            path.write_text(USE)
            self.assertIn("Success", self.check(str(path)))
            path.write_text(USE.replace("read(page)", "read(5)"))
            self.assertIn("incompatible type", self.check(str(path)))


if __name__ == "__main__":
    unittest.main()
