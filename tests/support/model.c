#include "support/model.h"

#include <stdlib.h>

void model_read_with(model *m, const char *xml, size_t len, const acm_cmmn_options *options)
{
    acm_error err;
    acm_error_init(&err);
    memset(m, 0, sizeof *m);
    acm_status status = acm_playbook_read_cmmn(xml, len, options, &m->playbook, &m->found, &err);
    if (status)
        fail_msg("%s at %u:%u of %s: %s", acm_status_name(status), err.line, err.column, err.path,
                 err.message);
    m->report.text = calloc(1, 1);
    assert_ok(acm_diagnostics_write(m->found, ACM_REPORT_TEXT, written_keep, &m->report, NULL));
}

void model_read(model *m, const char *xml)
{
    model_read_with(m, xml, ACM_NTS, NULL);
}

void model_close(model *m)
{
    acm_case_free(m->c);
    acm_diagnostics_free(m->found);
    acm_playbook_free(m->playbook);
    free(m->report.text);
}

void model_read_whole(model *m, const char *xml)
{
    model_read(m, xml);
    assert_string_equal(m->report.text, "");
}

acm_id model_find(const model *m, const char *key)
{
    acm_id id;
    acm_error err;
    acm_error_init(&err);
    if (acm_playbook_find(m->playbook, key, ACM_NTS, &id, &err) != ACM_OK)
        fail_msg("%s: %s", key, err.message);
    return id;
}

acm_item model_item(const model *m, const char *key)
{
    acm_item items[64];
    size_t count;
    assert_ok(acm_playbook_items(m->playbook, items, sizeof *items, COUNT_OF(items), &count));
    assert_in_range(count, 1, COUNT_OF(items));
    return items[model_find(m, key) - 1];
}

void assert_told(const model *m, const char *key, acm_control control, const char *text)
{
    const char *told = acm_playbook_control(m->playbook, model_find(m, key), control, NULL);
    if (!text)
        assert_null(told);
    else
        assert_string_equal(told ? told : "nothing", text);
}

void assert_text(const model *m, acm_id id, acm_text_field field, const char *text)
{
    const char *got = acm_playbook_text(m->playbook, id, field, NULL, NULL, NULL);
    if (!text)
        assert_null(got);
    else
        assert_string_equal(got ? got : "nothing", text);
}

void model_begin(model *m)
{
    acm_case_options options;
    acm_case_options_init(&options);
    options.roles = ACM_ROLES_RECORD;
    acm_case_free(m->c);
    m->c = NULL;
    assert_ok(acm_case_new(m->playbook, NULL, NULL, &options, &m->c, NULL));
}

void model_post(const model *m, acm_command_kind kind, const char *key)
{
    acm_error err;
    acm_command command = {.kind = kind, .item = key ? model_find(m, key) : 0};
    acm_error_init(&err);
    if (acm_case_post(m->c, &command, sizeof command, 1, NULL, 0, NULL, &err) != ACM_OK)
        fail_msg("%d of %s: %s", kind, key ? key : "the case", err.message);
}

void model_set(const model *m, const char *name, int64_t value)
{
    acm_command command = {.kind = ACM_COMMAND_SET_FACT,
                           .text_len = (uint32_t)strlen(name),
                           .value_kind = ACM_VALUE_INTEGER,
                           .integer = value};
    assert_ok(acm_case_post(m->c, &command, sizeof command, 1, name, strlen(name), NULL, NULL));
}

void assert_state(const model *m, const char *key, acm_state state)
{
    acm_state got = acm_case_item_state(m->c, model_find(m, key));
    if (got != state)
        fail_msg("%s is %d, not %d", key, got, state);
}
