/* Sweeps of reading a playbook from JSON. Writing asks for no memory. */
#include "oom/sweep.h"
#include "support/rich.h"

#include <stdlib.h>

static acm_status read_file(sweep *w, const char *path)
{
    size_t len;
    char *json = test_read_file(path, &len);
    acm_json_options options;
    acm_json_options_init(&options);
    options.allocator = &w->allocator;
    acm_status status = acm_playbook_read_json(json, len, &options, &w->made, &w->err);
    free(json);
    return status;
}

static acm_status read_rich(sweep *w)
{
    return read_file(w, ACM_TEST_DATA "/golden/rich-indent.json");
}

static acm_status read_pages(sweep *w)
{
    return read_file(w, ACM_TEST_DATA "/../fuzz/corpus/json/pages");
}

static acm_status rich(sweep *w)
{
    return rich_playbook(&w->allocator, &w->made, &w->err);
}

static void nothing_made(sweep *w)
{
    assert_null(w->made);
}

const sweep_scenario sweep_json_scenarios[] = {
    {"builder: a rich playbook", NULL, rich, nothing_made},
    {"playbook_read_json: a rich playbook", NULL, read_rich, nothing_made},
    {"playbook_read_json: pages", NULL, read_pages, nothing_made},
};
const size_t sweep_json_count = COUNT_OF(sweep_json_scenarios);
