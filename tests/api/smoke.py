#!/usr/bin/env python3
"""smoke.py LIBRARY: the shared library through ctypes, as a binding would use it."""

import ctypes
import sys
from ctypes import byref, c_char_p, c_double, c_int32, c_int64, c_size_t, c_uint8, c_uint32, c_void_p

NTS = c_size_t(-1)
START, COMPLETE, ENABLED, COMPLETED, E_ROLE = 1, 2, 2, 6, -16
PAGE = b"""# Move

## Approach

### Move the mail

| Task ID | Task Name           | (M)andatory / (O)ptional | FastTrack Role     |
| ------- | ------------------- | ------------------------ | ------------------ |
| 5001    | Count the mailboxes | M                        | FastTrack Manager  |
| 5002    | Tell the users      | O                        | FastTrack Engineer |
"""


def record(name, *fields):
    return type(name, (ctypes.Structure,), {"_fields_": [(f, t) for f, t in fields]})


Error = record("Error", ("struct_size", c_uint32), ("status", c_int32), ("line", c_uint32),
               ("column", c_uint32), ("offset", ctypes.c_uint64), ("value", c_int32),
               ("reserved", c_uint32), ("path", ctypes.c_char * 160),
               ("message", ctypes.c_char * 264))
Event = record("Event", ("time", c_int64), ("tag", c_uint32), ("item", c_uint32),
               ("instance", c_uint32), ("detail", c_uint32), ("actor", c_uint32),
               ("kind", c_uint8), ("from_", c_uint8), ("to", c_uint8), ("cause", c_uint8))
Command = record("Command", ("kind", c_int32), ("item", c_uint32), ("instance", c_uint32),
                 ("actor", c_uint32), ("time", c_int64), ("text_at", c_uint32),
                 ("text_len", c_uint32), ("value_at", c_uint32), ("value_len", c_uint32),
                 ("value_kind", c_int32), ("reserved", c_uint32), ("integer", c_int64),
                 ("real", c_double))


def main():
    acm = ctypes.CDLL(sys.argv[1])
    acm.acm_version_text.restype = acm.acm_status_name.restype = c_char_p
    print("library", acm.acm_version_text().decode())
    for kind, struct in ((0, Error), (8, Event), (9, Command)):
        assert acm.acm_struct_size(kind) == ctypes.sizeof(struct), struct

    err = Error()
    acm.acm_error_init(byref(err))

    def ok(status):
        assert status == 0, (acm.acm_status_name(status), err.message)

    playbook, roster, log, case = c_void_p(), c_void_p(), c_void_p(), c_void_p()
    ana, ben, task, other, count = c_uint32(), c_uint32(), c_uint32(), c_uint32(), c_size_t()
    ok(acm.acm_playbook_read_page(PAGE, c_size_t(len(PAGE)), None, byref(playbook), None, byref(err)))
    ok(acm.acm_roster_new(None, byref(roster), byref(err)))
    ok(acm.acm_roster_add(roster, b"ana", None, b"FastTrack Manager", byref(ana), byref(err)))
    ok(acm.acm_roster_add(roster, b"ben", None, b"FE", byref(ben), byref(err)))
    ok(acm.acm_log_new(None, byref(log), byref(err)))
    ok(acm.acm_case_new(playbook, roster, log, None, byref(case), byref(err)))
    ok(acm.acm_playbook_find(playbook, b"5001", NTS, byref(task), byref(err)))
    ok(acm.acm_playbook_find(playbook, b"5002", NTS, byref(other), byref(err)))
    start_stages(acm, case, playbook, ana)

    def post(*commands):
        array = (Command * len(commands))(*(Command(kind=k, item=i.value, actor=a.value)
                                            for k, i, a in commands))
        accepted = c_size_t()
        status = acm.acm_case_post(case, array, c_size_t(ctypes.sizeof(Command)),
                                   c_size_t(len(commands)), None, c_size_t(0), byref(accepted),
                                   byref(err))
        return status, accepted.value

    assert post((COMPLETE, task, ben)) == (E_ROLE, 0) and b"FastTrack Manager" in err.message
    assert acm.acm_case_item_state(case, other) == ENABLED
    assert post((COMPLETE, task, ana), (START, other, ana)) == (E_ROLE, 1)
    assert post((START, other, ben), (COMPLETE, other, ben)) == (0, 2)
    assert acm.acm_case_item_state(case, task) == acm.acm_case_item_state(case, other) == COMPLETED

    events = (Event * 256)()
    ok(acm.acm_log_drain(log, events, c_size_t(ctypes.sizeof(Event)), c_size_t(256), byref(count),
                         byref(err)))
    done = [e.actor for e in events[:count.value] if e.to == COMPLETED and e.item in
            (task.value, other.value)]
    assert done == [ana.value, ben.value], done
    acm.acm_case_free(case)
    acm.acm_log_free(log)
    acm.acm_roster_free(roster)
    acm.acm_playbook_free(playbook)
    print(count.value, "events")


def start_stages(acm, case, playbook, actor):
    """Stages of a page may wait for somebody to start them."""
    for key in (b"page", b"page/step-1"):
        stage = c_uint32()
        acm.acm_playbook_find(playbook, key, NTS, byref(stage), None)
        if acm.acm_case_item_state(case, stage) == ENABLED:
            command = Command(kind=START, item=stage.value, actor=actor.value)
            acm.acm_case_post(case, byref(command), c_size_t(ctypes.sizeof(Command)), c_size_t(1),
                              None, c_size_t(0), None, None)


if __name__ == "__main__":
    main()
