"""The examples in the documentation."""

import doctest
import importlib
import pkgutil
import unittest
from typing import Any

import acmplaybook
from support import PYTHON

ONE_TASK = b"""| Task ID | Task Name        | (M)andatory / (O)ptional | FastTrack Role    |
| ------- | ---------------- | ------------------------ | ----------------- |
| 994     | Hold the meeting | M                        | FastTrack Manager |
"""


def load_tests(loader: Any, tests: unittest.TestSuite, pattern: Any) -> unittest.TestSuite:
    for module in pkgutil.iter_modules(acmplaybook.__path__, "acmplaybook."):
        if not module.name.endswith("pytest_plugin"):
            tests.addTest(doctest.DocTestSuite(importlib.import_module(module.name), extraglobs={"page": ONE_TASK}))
    tests.addTest(doctest.DocTestSuite(acmplaybook, extraglobs={"page": ONE_TASK}))
    if (PYTHON / "README.md").exists():
        tests.addTest(doctest.DocFileSuite(str(PYTHON / "README.md"), module_relative=False))
    return tests


if __name__ == "__main__":
    unittest.main()
