"""Each public function of C is used by the binding, or listed with a reason."""

import json
import re
import unittest

import acmplaybook as acm
from acmplaybook import _load, _native
from support import PYTHON, Test

# Function: why Python does not call it.
LEFT_OUT = {
    "acm_allocator_init": "memory is the library's own; an allocator in Python would be called without the interpreter",
    "acm_condition_state_name": "the names of ConditionState say the same",
    "acm_state_name": "the names of State say the same",
    "acm_case_playbook": "Case.playbook holds it",
    "acm_memory_source_init": "Playbook.read_pages takes any iterable of files",
}


class Surface(Test):
    def test_each_function_is_used_or_left_out_for_a_reason(self) -> None:
        api = json.loads((PYTHON.parent / "api.json").read_text(encoding="utf-8"))
        names = {function["name"] for function in api["functions"]}
        used = set()
        for path in (PYTHON / "src" / "acmplaybook").glob("*.py"):
            if path.name != "_native.py":
                text = path.read_text(encoding="utf-8")
                used.update(re.findall(r'(?:short|long)\.(acm_\w+)|unchecked\("(acm_\w+)"\)', text))
                used.update(re.findall(r"library\.(acm_\w+)", text))
        used_names = {name for found in used for name in ([found] if isinstance(found, str) else found) if name}
        self.assertEqual(names - used_names - set(LEFT_OUT), set())
        self.assertEqual(used_names - names, set())
        self.assertEqual(set(LEFT_OUT) & used_names, set(), "left out, and used all the same")
        self.assertEqual(set(LEFT_OUT) - names, set(), "left out, and not there")

    def test_prototypes_are_those_of_the_api(self) -> None:
        api = json.loads((PYTHON.parent / "api.json").read_text(encoding="utf-8"))
        self.assertEqual({f["name"]: len(f["parameters"]) for f in api["functions"]},
                         {name: len(takes) for name, (_, takes) in _native.FUNCTIONS.items()})

    def test_states_are_called_as_in_c(self) -> None:
        from acmplaybook._load import short
        self.assertEqual([short.acm_state_name(state).decode() for state in acm.State],
                         [state.name.lower() for state in acm.State])
        self.assertEqual([short.acm_condition_state_name(state).decode() for state in acm.ConditionState],
                         [state.name.lower() for state in acm.ConditionState])

    def test_each_status_has_an_exception(self) -> None:
        from acmplaybook.errors import EXCEPTIONS
        self.assertEqual(set(EXCEPTIONS), set(acm.Status) - {acm.Status.OK})

    def test_a_status_to_come_is_an_error(self) -> None:
        from acmplaybook.errors import exception
        error = exception(-777)
        self.assertIs(type(error), acm.Error)
        self.assertEqual((error.status, str(error)), (-777, "ACM_E_UNKNOWN"))

    def test_enums_take_values_to_come(self) -> None:
        self.assertEqual((acm.State(77), acm.State(77).name), (77, "UNKNOWN_77"))
        self.assertEqual(acm.ItemFlags(0x4001) & acm.ItemFlags.REQUIRED, acm.ItemFlags.REQUIRED)
        with self.assertRaises(ValueError):
            acm.State("active")

    def test_a_record_that_is_laid_out_otherwise_is_found(self) -> None:
        layouts = dict(_native.LAYOUTS)
        self.assertEqual(_native.misplaced(), [])
        try:
            _native.LAYOUTS[_native.acm_event] = (32, [4])
            self.assertEqual(_native.misplaced(), ["acm_event"])
        finally:
            _native.LAYOUTS.clear()
            _native.LAYOUTS.update(layouts)

    def test_the_version_is_that_of_the_library(self) -> None:
        self.assertEqual(acm.library_version.split(".")[0], acm.__version__.split(".")[0])
        self.assertEqual(_load.path, acm.library_path)


if __name__ == "__main__":
    unittest.main()
