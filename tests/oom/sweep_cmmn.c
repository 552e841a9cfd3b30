/* Sweeps of reading case models: one of our own making, others, and one with definitions that are used twice. */
#include "oom/sweep.h"
#include "support/studio.h"

#include <stdlib.h>

static acm_status read_file(sweep *w, const char *path)
{
    size_t len;
    char *xml = test_read_file(path, &len);
    acm_cmmn_options options;
    acm_cmmn_options_init(&options);
    options.allocator = &w->allocator;
    acm_status status =
        acm_playbook_read_cmmn(xml, len, &options, &w->made, &w->diagnostics, &w->err);
    free(xml);
    return status;
}

static acm_status read_own(sweep *w)
{
    return read_file(w, ACM_TEST_DATA "/golden/rich.cmmn");
}

static acm_status read_listeners(sweep *w)
{
    return read_file(w, ACM_TEST_DATA "/golden/studio.cmmn");
}

static acm_status read_other(sweep *w)
{
    return read_file(w, ACM_TEST_DATA "/cmmn/bakery.cmmn");
}

static acm_status read_old(sweep *w)
{
    return read_file(w, ACM_TEST_DATA "/cmmn/bakery-1.0.cmmn");
}

/* Without memory for what is wrong with it, it is out of memory. */
static acm_status read_broken(sweep *w)
{
    acm_status status = read_file(w, ACM_TEST_DATA "/cmmn/invalid/self.cmmn");
    return status == ACM_E_MODEL ? ACM_OK : status;
}

static void nothing_made(sweep *w)
{
    assert_null(w->made);
    assert_null(w->diagnostics);
}

/* Writing has all its memory before the first piece. */

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

const sweep_scenario sweep_cmmn_scenarios[] = {
    {"playbook_read_cmmn: what was written", NULL, read_own, nothing_made},
    {"playbook_read_cmmn: listeners and rules", NULL, read_listeners, nothing_made},
    {"playbook_read_cmmn: a model with findings", NULL, read_other, nothing_made},
    {"playbook_read_cmmn: CMMN 1.0", NULL, read_old, nothing_made},
    {"playbook_read_cmmn: a model that is wrong", NULL, read_broken, nothing_made},
    {"playbook_write_cmmn: with a diagram", make_studio, write_cmmn, nothing_written},
    {"playbook_write_cmmn: the model alone", make_studio, write_model, nothing_written},
};
const size_t sweep_cmmn_count = COUNT_OF(sweep_cmmn_scenarios);
