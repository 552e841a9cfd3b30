#include "support/small.h"

typedef struct item_row {
    const char *parent, *key, *name;
    acm_item_kind kind;
    uint32_t flags;
    int64_t number;
    const char *performer, *owner, *service;
} item_row;

#define REQUIRED_STAGE (ACM_ITEM_REQUIRED | ACM_ITEM_AUTO_COMPLETE)
#define REQUIRED_TASK  (ACM_ITEM_REQUIRED | ACM_ITEM_MANUAL)
#define MANAGER        "FastTrack Manager"
#define ENGINEER       "FastTrack Engineer"

static const item_row rows[] = {
    {NULL, "plan", "Plan", ACM_ITEM_STAGE, REQUIRED_STAGE, -1, NULL, MANAGER, NULL},
    {"plan", "plan/100", "Agree on a date", ACM_ITEM_TASK, REQUIRED_TASK, 100, MANAGER, NULL, NULL},
    {"plan", "plan/101", "Draw a map", ACM_ITEM_TASK, ACM_ITEM_MANUAL, 101, ENGINEER, NULL, NULL},
    {NULL, "build", "Build", ACM_ITEM_STAGE, REQUIRED_STAGE, -1, NULL, MANAGER, NULL},
    {"build", "build/200", "Move the mail", ACM_ITEM_TASK, REQUIRED_TASK, 200, ENGINEER, NULL,
     "Exchange"},
    {"build", "build/201", "Show Teams", ACM_ITEM_TASK, ACM_ITEM_MANUAL, 201, MANAGER, NULL,
     "Teams"},
    {"build", "build/outcomes", "Mail works", ACM_ITEM_MILESTONE, ACM_ITEM_REQUIRED, -1, NULL, NULL,
     NULL},
};

enum {
    PLAN = 0,
    BUILD = 3,
    OUTCOMES = 6
};

static acm_id parent_of(const char *key, acm_id root, const acm_id *ids)
{
    for (size_t i = 0; key && i < COUNT_OF(rows); i++)
        if (strcmp(rows[i].key, key) == 0)
            return ids[i];
    return root;
}

static acm_status refer(acm_builder *b, acm_id item, acm_ref_kind kind, acm_term_kind term_kind,
                        const char *name, acm_error *err)
{
    acm_id term;
    if (!name)
        return ACM_OK;
    acm_status status = acm_builder_term(b, term_kind, name, &term, err);
    return status ? status : acm_builder_ref(b, item, kind, term, err);
}

static acm_status add_row(acm_builder *b, const item_row *row, acm_id root, acm_id *ids, acm_id *id,
                          acm_error *err)
{
    acm_status status = acm_builder_add(b, parent_of(row->parent, root, ids), row->kind, row->flags,
                                        row->key, row->name, row->number, id, err);
    if (!status)
        status = refer(b, *id, ACM_REF_PERFORMER, ACM_TERM_ROLE, row->performer, err);
    if (!status)
        status = refer(b, *id, ACM_REF_OWNER, ACM_TERM_ROLE, row->owner, err);
    if (!status)
        status = refer(b, *id, ACM_REF_SERVICE, ACM_TERM_SERVICE, row->service, err);
    return status;
}

static acm_status add_criteria(acm_builder *b, const acm_id *ids, acm_error *err)
{
    acm_id entry, outcome;
    acm_status status =
        acm_builder_criterion(b, ids[BUILD], ACM_CRITERION_ENTRY, 0, NULL, &entry, err);
    if (!status)
        status = acm_builder_on_part(b, entry, ids[PLAN], ACM_TRANSITION_COMPLETE, err);
    if (!status)
        status = acm_builder_condition(b, ids[BUILD], entry, ACM_CONDITION_INPUT, 0, "build/in-1",
                                       "The customer has licences", NULL, err);
    if (!status)
        status = acm_builder_criterion(b, ids[OUTCOMES], ACM_CRITERION_ENTRY,
                                       ACM_CRITERION_WORK_DONE, NULL, &outcome, err);
    if (!status)
        status = acm_builder_condition(b, ids[BUILD], outcome, ACM_CONDITION_OUTCOME, 0,
                                       "build/out-1", "A test mail has arrived", NULL, err);
    return status;
}

acm_status small_playbook(const acm_allocator *allocator, acm_playbook **playbook, acm_error *err)
{
    acm_builder *b;
    acm_id root, ids[COUNT_OF(rows)] = {0};
    acm_status status = acm_builder_new(allocator, "en", "Small engagement", &b, &root, err);
    for (size_t i = 0; !status && i < COUNT_OF(rows); i++)
        status = add_row(b, &rows[i], root, ids, &ids[i], err);
    if (!status)
        status = add_criteria(b, ids, err);
    if (!status)
        status = acm_builder_finish(b, playbook, err);
    acm_builder_free(b);
    return status;
}

acm_status small_roster(const acm_allocator *allocator, acm_roster **roster, acm_error *err)
{
    static const char *const people[][3] = {
        {"ana", "Ana", "FM"},
        {"ben", "Ben", "FastTrack Engineer"},
        {"carl", "Carl", NULL},
    };
    acm_status status = acm_roster_new(allocator, roster, err);
    for (size_t i = 0; !status && i < COUNT_OF(people); i++)
        status = acm_roster_add(*roster, people[i][0], people[i][1], people[i][2], NULL, err);
    if (status) {
        acm_roster_free(*roster);
        *roster = NULL;
    }
    return status;
}

void small_open(small *s, const acm_case_options *options)
{
    *s = (small){0};
    acm_error_init(&s->err);
    assert_ok(small_playbook(NULL, &s->playbook, &s->err));
    assert_ok(small_roster(NULL, &s->roster, &s->err));
    assert_ok(acm_log_new(NULL, &s->log, &s->err));
    s->ana = acm_roster_find(s->roster, "ana");
    s->ben = acm_roster_find(s->roster, "ben");
    s->carl = acm_roster_find(s->roster, "carl");
    assert_ok(acm_case_new(s->playbook, s->roster, s->log, options, &s->c, &s->err));
}

void small_close(small *s)
{
    acm_case_free(s->c);
    acm_log_free(s->log);
    acm_roster_free(s->roster);
    acm_playbook_free(s->playbook);
}

int small_setup(void **state)
{
    static small s;
    small_open(&s, NULL);
    *state = &s;
    return 0;
}

int small_teardown(void **state)
{
    small_close(*state);
    return 0;
}

acm_playbook *small_gated(const char *expression)
{
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, task;
    assert_ok(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "gated", NULL, -1, &task, NULL));
    assert_ok(acm_builder_criterion(b, task, ACM_CRITERION_ENTRY, 0, expression, NULL, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    return playbook;
}

acm_id small_id(const small *s, const char *key)
{
    acm_id id;
    assert_ok(acm_playbook_find(s->playbook, key, ACM_NTS, &id, NULL));
    return id;
}

acm_status small_post_text(small *s, acm_command_kind kind, const char *key, acm_id actor,
                           const char *text)
{
    acm_command command = {.kind = kind, .item = key ? small_id(s, key) : 0, .actor = actor};
    command.text_len = text ? (uint32_t)strlen(text) : 0;
    return acm_case_post(s->c, &command, sizeof command, 1, text, command.text_len, NULL, &s->err);
}

acm_status small_post(small *s, acm_command_kind kind, const char *key, acm_id actor)
{
    return small_post_text(s, kind, key, actor, NULL);
}

acm_state small_state(const small *s, const char *key)
{
    return acm_case_item_state(s->c, small_id(s, key));
}

void small_do(small *s, const char *key, acm_id actor)
{
    assert_ok(small_post(s, ACM_COMMAND_START, key, actor));
    assert_ok(small_post(s, ACM_COMMAND_COMPLETE, key, actor));
}

void small_reach_build(small *s)
{
    small_do(s, "plan/100", s->ana);
    assert_ok(small_post(s, ACM_COMMAND_CONFIRM, "build/in-1", s->ana));
    assert_int_equal(small_state(s, "build"), ACM_STATE_ACTIVE);
}
