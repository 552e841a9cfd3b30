"""Wheel and sdist, installed into empty environments without an index."""

import os
import subprocess
import sys
import tempfile
import unittest
import venv
import zipfile
from pathlib import Path
from typing import Any, List

import acmplaybook as acm
from support import PAGE, PYTHON, Test, environment

USE = """
import acmplaybook as a, sys
assert a.__file__.startswith(sys.prefix), a.__file__
with a.Playbook.read(sys.argv[1].encode()) as playbook, a.Case(playbook) as case:
    print(a.library_path, case.state.name)
"""


class Package(Test):
    def setUp(self) -> None:
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def run_in(self, command: List[str], **more: str) -> str:
        env = {**environment(), "PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INDEX": "1", **more}
        env.pop("PYTHONPATH")
        if not more:
            env.pop("ACMPLAYBOOK_LIBRARY")
        ran = subprocess.run(command, env=env, cwd=self.folder, encoding="utf-8", stdout=subprocess.PIPE,
                             stderr=subprocess.STDOUT, timeout=300)
        self.assertEqual(ran.returncode, 0, ran.stdout[-3000:])
        return ran.stdout

    def backend(self, call: str, **more: str) -> Path:
        code = f"import sys; sys.path.insert(0, {str(PYTHON / '_build')!r}); import backend; print(backend.{call})"
        return self.folder / self.run_in([sys.executable, "-c", code], **more).strip()

    def environment(self) -> str:
        where = self.folder / "env"
        try:
            venv.create(where, with_pip=True)
        except (subprocess.CalledProcessError, OSError) as fault:
            self.skipTest(f"no environment with pip can be made: {fault}")
        return str(where / ("Scripts" if sys.platform == "win32" else "bin") / "python")

    def check(self, program: str) -> None:
        said = self.run_in([program, "-c", USE, PAGE.decode()]).split()
        self.assertIn("_lib", said[0])
        self.assertEqual(said[1], "ACTIVE")

    def test_the_wheel_in_an_empty_environment(self) -> None:
        wheel = self.backend("build_wheel('.')", ACMPLAYBOOK_LIBRARY=acm.library_path)
        self.assertIn(f"acmplaybook-{acm.__version__}-py3-none-", wheel.name)
        again = self.backend("build_wheel('.', {'library': %r})" % acm.library_path)
        self.assertEqual(again.read_bytes(), wheel.read_bytes())
        with zipfile.ZipFile(wheel) as archive:
            self.assertIn("acmplaybook/py.typed", archive.namelist())
            self.assertFalse([name for name in archive.namelist() if "pycache" in name])
        program = self.environment()
        self.run_in([program, "-m", "pip", "install", str(wheel)])
        self.check(program)
        self.assertIn("pytest_plugin", self.run_in([program, "-m", "pip", "show", "-v", "acmplaybook"]))

    def test_a_wheel_that_needs_nothing_of_the_system(self) -> None:
        if "LD_PRELOAD" in os.environ:
            self.skipTest("a library with a sanitizer needs that")
        ran = subprocess.run([str(PYTHON.parent / "bundle.sh"), acm.library_path, str(self.folder / "bundle")],
                             stdout=subprocess.PIPE, encoding="utf-8")
        if ran.returncode == 77:
            self.skipTest(ran.stdout.strip())
        self.assertEqual(ran.returncode, 0)
        wheel = self.backend("build_wheel('.', {'library': 'bundle'})")
        self.assertRegex(wheel.name, r"-py3-none-manylinux_2_\d\d_\w+\.whl$")
        program = self.environment()
        self.run_in([program, "-m", "pip", "install", str(wheel)])
        self.check(program)
        maps = self.run_in([program, "-c", "import acmplaybook; print(open('/proc/self/maps').read())"])
        loaded = {line.split()[-1] for line in maps.splitlines() if "/" in line}
        self.assertTrue({"libacmplaybook.so", "libmd4c.so.0"} < {Path(path).name for path in loaded if "_lib" in path})
        self.assertFalse([path for path in loaded if "libmd4c" in path and "_lib" not in path])

    def test_the_sdist_builds_against_a_library(self) -> None:
        sdist = self.backend("build_sdist('.')")
        program = self.environment()
        self.run_in([program, "-m", "pip", "install", str(sdist)], ACMPLAYBOOK_LIBRARY=acm.library_path)
        self.check(program)

    def test_a_wheel_without_the_library(self) -> None:
        wheel: Any = self.backend("build_wheel('.', {'library': 'none'})")
        self.assertTrue(wheel.name.endswith("py3-none-any.whl"))
        with zipfile.ZipFile(wheel) as archive:
            self.assertFalse([name for name in archive.namelist() if "_lib" in name])

    def test_a_library_that_is_missing(self) -> None:
        with self.assertRaisesRegex(AssertionError, "was not found: /nowhere"):
            self.backend("build_wheel('.', {'library': '/nowhere'})")


if __name__ == "__main__":
    unittest.main()
