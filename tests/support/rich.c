#include "support/rich.h"

#include <stddef.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

typedef struct making {
    acm_builder *b;
    acm_error *err;
    acm_id root, ids[20]; /* by row */
} making;

typedef struct item_row {
    int parent; /* row, -1 = the root */
    acm_item_kind kind;
    acm_item_part part;
    uint32_t flags, line, column;
    int64_t number;
    const char *key, *name;
} item_row;

enum {
    PLAN,
    STEP,
    TASK,
    QUIET,
    DONE,
    BUILD,
    BIG,
    COPIES,
    LISTEN,
    ALARM,
    LATER,
    HEAR,
    AGAIN,
    STOPPED
};

static const item_row items[] = {
    [PLAN] = {-1, ACM_ITEM_STAGE, ACM_PART_PHASE, ACM_ITEM_REQUIRED | ACM_ITEM_AUTO_COMPLETE, 3, 1,
              -1, "plan", "Plan"},
    [STEP] = {PLAN, ACM_ITEM_STAGE, ACM_PART_STEP, ACM_ITEM_REQUIRED_BY_CHILD, 7, 12, -1,
              "plan/step-1", "Agree"},
    [TASK] = {STEP, ACM_ITEM_TASK, ACM_PART_TASK, ACM_ITEM_REQUIRED | ACM_ITEM_MANUAL, 0, 0, 0,
              "plan/0", "Task \"zero\""},
    [QUIET] = {STEP, ACM_ITEM_TASK, ACM_PART_TASK, ACM_ITEM_NON_BLOCKING | ACM_ITEM_FLAG_MISSING, 9,
               0, INT64_MAX, "plan/9223372036854775807", NULL},
    [DONE] = {PLAN, ACM_ITEM_MILESTONE, ACM_PART_OUTCOMES, ACM_ITEM_REQUIRED, 0, 0, -1,
              "plan/outcomes", "Planned"},
    [BUILD] = {-1, ACM_ITEM_STAGE, ACM_PART_PROCESS, 0, 4294967295u, 4294967295u, -1, "build",
               "Build"},
    [BIG] = {BUILD, ACM_ITEM_TASK, ACM_PART_OTHER, 0, 0, 0, 7, "build/7", "Seven"},
    [COPIES] = {BUILD, ACM_ITEM_TASK, ACM_PART_TASK, ACM_ITEM_MANUAL | ACM_ITEM_FOR_EACH_SERVICE,
                12, 1, 8, "build/8", "Once for each service"},
    [LISTEN] = {BUILD, ACM_ITEM_USER_LISTENER, ACM_PART_OTHER, ACM_ITEM_REPEATS, 0, 0, -1, "listen",
                "Say when"},
    [ALARM] = {BUILD, ACM_ITEM_TIMER_LISTENER, ACM_PART_OTHER, 0, 0, 0, -1, "alarm", "Wait"},
    [LATER] = {BUILD, ACM_ITEM_TIMER_LISTENER, ACM_PART_OTHER, 0, 0, 0, -1, "later", NULL},
    [HEAR] = {BUILD, ACM_ITEM_EVENT_LISTENER, ACM_PART_OTHER, 0, 0, 0, -1, "hear", "A call"},
    [AGAIN] = {BUILD, ACM_ITEM_TASK, ACM_PART_TASK, 0, 0, 0, -1, "again", "Again and again"},
    [STOPPED] = {-1, ACM_ITEM_MILESTONE, ACM_PART_OTHER, ACM_ITEM_REPEATS, 0, 0, -1, "stopped",
                 "Stopped"},
};

static acm_status add_items(making *m)
{
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && i < COUNT_OF(items); i++) {
        const item_row *row = &items[i];
        acm_id parent = row->parent < 0 ? m->root : m->ids[row->parent];
        status = acm_builder_add(m->b, parent, row->kind, row->flags, row->key, row->name,
                                 row->number, &m->ids[i], m->err);
        if (!status)
            status = acm_builder_place(m->b, m->ids[i], row->part, row->line, row->column, m->err);
    }
    return status;
}

typedef struct ref_row {
    int item; /* row, -1 = the root */
    acm_ref_kind kind;
    acm_term_kind term; /* 0: the row `next` */
    const char *name;
    int next;
} ref_row;

static const ref_row refs[] = {
    {TASK, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Exchange", 0},
    {TASK, ACM_REF_PERFORMER, ACM_TERM_ROLE, "FM", 0},
    {TASK, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Taubenpost", 0},
    {TASK, ACM_REF_PERFORMER, ACM_TERM_ROLE,
     "K\xC3\xB6"
     "nig von Th\xC3\xBCle",
     0},
    {STEP, ACM_REF_MOTION, ACM_TERM_MOTION, "RFA", 0},
    {STEP, ACM_REF_PRIMARY, ACM_TERM_ROLE, "FM", 0},
    {STEP, ACM_REF_SECONDARY, ACM_TERM_ROLE, "FastTrack Engineer", 0},
    {STEP, ACM_REF_OWNER, ACM_TERM_ROLE, "FM", 0},
    {PLAN, ACM_REF_NEXT, 0, NULL, BUILD},
    {BUILD, ACM_REF_SERVICE, ACM_TERM_SERVICE, "All services", 0},
    {COPIES, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Exchange", 0},
    {COPIES, ACM_REF_SERVICE, ACM_TERM_SERVICE, "Taubenpost", 0},
    {LISTEN, ACM_REF_PERFORMER, ACM_TERM_ROLE, "FM", 0},
    {-1, ACM_REF_OWNER, ACM_TERM_ROLE, "FM", 0},
};

static acm_status add_refs(making *m)
{
    acm_id term;
    acm_status status = acm_builder_term(m->b, ACM_TERM_PHASE, "Assess", &term, m->err);
    for (size_t i = 0; !status && i < COUNT_OF(refs); i++) {
        const ref_row *row = &refs[i];
        term = row->term ? 0 : m->ids[row->next];
        if (row->term)
            status = acm_builder_term(m->b, row->term, row->name, &term, m->err);
        if (!status)
            status = acm_builder_ref(m->b, row->item < 0 ? m->root : m->ids[row->item], row->kind,
                                     term, m->err);
    }
    return status;
}

typedef struct text_row {
    int item; /* row, -1 = the root */
    acm_text_field field;
    const char *language, *text;
} text_row;

static const text_row texts[] = {
    {-1, ACM_TEXT_NAME, "de", "Ein Spielbuch"},
    {PLAN, ACM_TEXT_NAME, "de", "Planen"},
    {PLAN, ACM_TEXT_OVERVIEW, NULL, "\xE6\xA6\x82\xE8\xBF\xB0 \xF0\x9F\x98\x80\n\ttabs, \\ and /"},
    {PLAN, ACM_TEXT_OBJECTIVES, NULL, "one\n  one more"},
    {PLAN, ACM_TEXT_NEXT_STEPS, "xx", "only in the third language"},
    {STEP, ACM_TEXT_BODY, NULL, "\x01\x1F\x7F"},
    {STEP, ACM_TEXT_BODY, "xx", ""},
    {STEP, ACM_TEXT_DETAIL, "de", "Einzelheiten"},
};

static acm_status add_texts(making *m)
{
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && i < COUNT_OF(texts); i++)
        status =
            acm_builder_text(m->b, texts[i].item < 0 ? m->root : m->ids[texts[i].item],
                             texts[i].field, texts[i].language, texts[i].text, ACM_NTS, m->err);
    return status;
}

static acm_status add_condition(making *m, int item, acm_id criterion, acm_condition_kind kind,
                                uint32_t flags, const char *key, acm_id *id)
{
    acm_status status = acm_builder_condition(m->b, m->ids[item], criterion, kind, flags, key,
                                              "It holds", id, m->err);
    return status ? status
                  : acm_builder_text(m->b, *id, ACM_TEXT_DETAIL, "de", "im Einzelnen", ACM_NTS,
                                     m->err);
}

/* Which item's criterion waits for which event. */
static const struct {
    int item; /* row */
    acm_transition event;
} on_parts[] = {
    {PLAN, ACM_TRANSITION_COMPLETE},       {DONE, ACM_TRANSITION_OCCUR},
    {QUIET, ACM_TRANSITION_CREATE},        {TASK, ACM_TRANSITION_MANUAL_START},
    {STEP, ACM_TRANSITION_PARENT_SUSPEND}, {COPIES, ACM_TRANSITION_COMPLETE},
};

static acm_status add_criteria(making *m)
{
    acm_id entry, work, exit, id;
    acm_builder *b = m->b;
    acm_status status =
        acm_builder_criterion(b, m->ids[BUILD], ACM_CRITERION_ENTRY, 0,
                              "${ done('0') && \"a\\\\b\" != fact }", &entry, m->err);
    for (size_t i = 0; !status && i < COUNT_OF(on_parts); i++)
        status = acm_builder_on_part(b, entry, m->ids[on_parts[i].item], on_parts[i].event, m->err);
    if (!status)
        status = acm_builder_criterion(b, m->ids[BUILD], ACM_CRITERION_ENTRY, 0,
                                       "'exchange' in services || done('build/8')", NULL, m->err);
    if (!status)
        status = acm_builder_criterion(b, m->ids[DONE], ACM_CRITERION_ENTRY,
                                       ACM_CRITERION_WORK_DONE, NULL, &work, m->err);
    if (!status)
        status = acm_builder_criterion(b, m->root, ACM_CRITERION_EXIT, 0, NULL, &exit, m->err);
    if (!status)
        status = acm_builder_on_part(b, exit, m->ids[TASK], ACM_TRANSITION_FAULT, m->err);
    if (!status)
        status = add_condition(m, BUILD, entry, ACM_CONDITION_INPUT, 0, "build/in-1", &id);
    if (!status)
        status = add_condition(m, PLAN, work, ACM_CONDITION_OUTCOME, 0, "plan/out-1", &id);
    if (!status)
        status = acm_builder_control(b, id, ACM_CONTROL_BLOCKS_WHEN, "size > 10", m->err);
    if (!status)
        status = add_condition(m, PLAN, 0, ACM_CONDITION_OUTCOME, ACM_CONDITION_OPTIONAL,
                               "plan/out-2", &id);
    return status;
}

/* Something that is done again, ends in two ways, and is waited for by the second. */
static acm_status add_repetition(making *m)
{
    acm_id entry, stop, exits[2];
    acm_builder *b = m->b;
    acm_status status = acm_builder_criterion(b, m->ids[AGAIN], ACM_CRITERION_ENTRY,
                                              ACM_CRITERION_ON_EVENT, NULL, &entry, m->err);
    for (int source = LISTEN; !status && source <= HEAR; source++)
        status = acm_builder_on_part(b, entry, m->ids[source], ACM_TRANSITION_OCCUR, m->err);
    if (!status)
        status = acm_builder_criterion(b, m->ids[AGAIN], ACM_CRITERION_EXIT,
                                       ACM_CRITERION_EXIT_ACTIVE | ACM_CRITERION_FORCE_COMPLETE,
                                       "stop", &exits[0], m->err);
    if (!status)
        status = acm_builder_criterion(b, m->ids[AGAIN], ACM_CRITERION_EXIT,
                                       ACM_CRITERION_EXIT_ENABLED | ACM_CRITERION_COMPLETE,
                                       "stop > 1", &exits[1], m->err);
    if (!status)
        status =
            acm_builder_criterion(b, m->ids[STOPPED], ACM_CRITERION_ENTRY, 0, NULL, &stop, m->err);
    if (!status)
        status = acm_builder_on_exit(b, stop, exits[1], m->err);
    return status ? status
                  : acm_builder_on_part(b, stop, m->ids[AGAIN], ACM_TRANSITION_EXIT, m->err);
}

static const struct {
    int item; /* row */
    acm_control control;
    const char *text;
} controls[] = {
    {TASK, ACM_CONTROL_REQUIRED_WHEN, "size >= 2"},
    {BIG, ACM_CONTROL_ENABLE_WHEN, "${region == 'eu'}"},
    {BUILD, ACM_CONTROL_ENABLE_WHEN, "size < 100"},
    {BIG, ACM_CONTROL_DUE, "P5D"},
    {BUILD, ACM_CONTROL_DUE, "2026-03-31"},
    {BUILD, ACM_CONTROL_AUTO_COMPLETE_WHEN, "enough"},
    {LISTEN, ACM_CONTROL_AVAILABLE_WHEN, "cmmn:isStageCompletable()"},
    {LISTEN, ACM_CONTROL_PARENT_COMPLETION, "ignore"},
    {ALARM, ACM_CONTROL_TIMER, "R3/PT1H"},
    {LATER, ACM_CONTROL_TIMER, "${ late ? 'P2D' : deadline }"},
    {AGAIN, ACM_CONTROL_MANUAL_WHEN, "round > 1"},
    {AGAIN, ACM_CONTROL_REPEAT_WHEN, "round < 3"},
    {AGAIN, ACM_CONTROL_COUNTER, "round"},
    {AGAIN, ACM_CONTROL_PARENT_COMPLETION, "ignore-after-first-completion"},
    {AGAIN, ACM_CONTROL_ORIGIN, "PlanItem_\xC3\xA4"},
    {AGAIN, ACM_CONTROL_DEFINITION, "Task 1"},
    {AGAIN, ACM_CONTROL_TYPE, "human"},
};

static acm_status add_controls(making *m)
{
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && i < COUNT_OF(controls); i++)
        status = acm_builder_control(m->b, m->ids[controls[i].item], controls[i].control,
                                     controls[i].text, m->err);
    return status;
}

acm_status rich_playbook(const acm_allocator *allocator, acm_playbook **playbook, acm_error *err)
{
    making m = {.err = err};
    acm_status status = acm_builder_new(allocator, "en", "A playbook", &m.b, &m.root, err);
    if (!status)
        status = add_items(&m);
    if (!status)
        status = add_refs(&m);
    if (!status)
        status = add_texts(&m);
    if (!status)
        status = add_criteria(&m);
    if (!status)
        status = add_repetition(&m);
    if (!status)
        status = add_controls(&m);
    if (!status)
        status = acm_builder_semantics(m.b,
                                       ACM_SEMANTICS_END_ORPHAN_LISTENERS |
                                           ACM_SEMANTICS_WAITING_IS_FINISHED |
                                           ACM_SEMANTICS_LISTENERS_REPEAT,
                                       err);
    if (!status)
        status = acm_builder_finish(m.b, playbook, err);
    acm_builder_free(m.b);
    return status;
}
