/* Sweeps of making a case from its snapshot, and from its events. Writing a snapshot asks for no memory. */
#include "oom/sweep.h"
#include "support/journal.h"

#include <stdlib.h>

/* What the case was, in memory of its own. */
static snapshot taken;
static journal told;

static acm_id add(sweep *w, acm_item_kind kind, uint32_t flags, const char *key,
                  const char *service)
{
    acm_id id, term;
    assert_ok(acm_builder_add(w->builder, w->root, kind, flags, key, NULL, -1, &id, NULL));
    if (service) {
        assert_ok(acm_builder_term(w->builder, ACM_TERM_SERVICE, service, &term, NULL));
        assert_ok(acm_builder_ref(w->builder, id, ACM_REF_SERVICE, term, NULL));
    }
    return id;
}

static void prep_playbook(sweep *w)
{
    assert_ok(acm_builder_new(&w->allocator, NULL, NULL, &w->builder, &w->root, NULL));
    add(w, ACM_ITEM_TASK, ACM_ITEM_REPEATS, "a", "Exchange");
    add(w, ACM_ITEM_TASK, ACM_ITEM_MANUAL, "b", "Teams");
    w->timer = add(w, ACM_ITEM_TIMER_LISTENER, 0, "p", NULL);
    assert_ok(acm_builder_control(w->builder, w->timer, ACM_CONTROL_TIMER, "R9/PT1H", NULL));
    assert_ok(acm_builder_finish(w->builder, &w->s.playbook, NULL));
    assert_ok(small_roster(&w->allocator, &w->s.roster, NULL));
    assert_ok(acm_log_new(&w->allocator, &w->s.log, NULL));
}

/* Facts of each kind with a text, a claim, a narrow scope, repetition, timers. */
static void prep_case(sweep *w)
{
    acm_id a;
    prep_playbook(w);
    assert_ok(acm_case_new(w->s.playbook, w->s.roster, w->s.log, NULL, &w->s.c, NULL));
    assert_ok(acm_playbook_find(w->s.playbook, "a", ACM_NTS, &a, NULL));
    acm_command acts[] = {{.kind = ACM_COMMAND_COMPLETE, .item = a, .actor = 1},
                          {.kind = ACM_COMMAND_CLAIM, .item = a, .actor = 2},
                          {.kind = ACM_COMMAND_ADVANCE, .time = 7200000},
                          {.kind = ACM_COMMAND_SET_SCOPE, .text_len = 8},
                          {.kind = ACM_COMMAND_SET_FACT,
                           .text_len = 4,
                           .value_kind = ACM_VALUE_SET,
                           .value_at = 4,
                           .value_len = 4,
                           .flags = ACM_COMMAND_WITH_NEXT},
                          {.kind = ACM_COMMAND_SET_FACT,
                           .text_at = 1,
                           .text_len = 4,
                           .value_kind = ACM_VALUE_STRING,
                           .value_len = 8}};
    assert_ok(acm_case_post(w->s.c, acts, sizeof *acts, COUNT_OF(acts), "Exchange", 8, NULL, NULL));
    journal_free(&told);
    journal_take(&told, w->s.log);
    free(taken.bytes);
    taken = take_snapshot(w->s.c);
}

static acm_status restore(sweep *w)
{
    return acm_case_restore(w->s.playbook, w->s.roster, NULL, taken.bytes, taken.len, &w->copy,
                            &w->err);
}

static acm_status replay(sweep *w)
{
    acm_status status =
        journal_replay(&told, w->s.playbook, w->s.roster, NULL, NULL, &w->copy, &w->err);
    if (!status)
        assert_snapshot(w->copy, &taken, "replayed");
    return status;
}

static void no_case(sweep *w)
{
    assert_null(w->copy);
    assert_snapshot(w->s.c, &taken, "the other case");
}

const sweep_scenario sweep_snapshot_scenarios[] = {
    {"case_restore", prep_case, restore, no_case},
    {"case_replay", prep_case, replay, no_case},
};
const size_t sweep_snapshot_count = COUNT_OF(sweep_snapshot_scenarios);
