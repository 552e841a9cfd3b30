/* Sweeps of writing a playbook: JSON asks for no memory, CMMN has all of it before the first piece. */
#include "oom/sweep.h"
#include "support/studio.h"

static int32_t count(void *user, const char *text, size_t len)
{
    sweep *w = user;
    (void)text;
    w->events += len;
    return 0;
}

static void make_studio(sweep *w)
{
    assert_ok(studio_playbook(&w->allocator, &w->s.playbook, NULL));
}

static acm_status write_cmmn(sweep *w)
{
    return acm_playbook_write_cmmn(w->s.playbook, 0, count, w, &w->err);
}

static acm_status write_model(sweep *w)
{
    return acm_playbook_write_cmmn(w->s.playbook, ACM_CMMN_NO_DIAGRAM, count, w, &w->err);
}

static void nothing_written(sweep *w)
{
    assert_int_equal(w->events, 0);
}

const sweep_scenario sweep_write_scenarios[] = {
    {"playbook_write_cmmn: with a diagram", make_studio, write_cmmn, nothing_written},
    {"playbook_write_cmmn: the model alone", make_studio, write_model, nothing_written},
};
const size_t sweep_write_count = COUNT_OF(sweep_write_scenarios);
