#include "support/studio.h"

#include <stddef.h>

typedef struct item_row {
    int parent; /* row, -1 = the root */
    acm_item_kind kind;
    uint32_t flags;
    const char *key, *name;
} item_row;

enum {
    ARRIVE,
    EXAMINE,
    PHOTOGRAPH,
    SAMPLES,
    ANALYSE,
    EXAMINED,
    OFFER,
    ACCEPTED,
    DECLINED,
    REMIND,
    RESTORE,
    CLEAN,
    SWAB,
    CHECK,
    STOP,
    RETOUCH,
    VARNISH,
    ALARM,
    DAMAGE,
    REPORT,
    ARCHIVE,
    RETURN,
    ITEMS
};

static const item_row items[ITEMS] = {
    [ARRIVE] = {-1, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "arrive", "Receive the painting"},
    [EXAMINE] = {-1, ACM_ITEM_STAGE, ACM_ITEM_REQUIRED, "examine", "Examine the painting"},
    [PHOTOGRAPH] = {EXAMINE, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "examine/photograph",
                    "Photograph it in daylight and ultraviolet light"},
    [SAMPLES] = {EXAMINE, ACM_ITEM_TASK, ACM_ITEM_MANUAL | ACM_ITEM_REPEATS, "examine/samples",
                 "Take a sample"},
    [ANALYSE] = {EXAMINE, ACM_ITEM_TASK, 0, "examine/analyse", "Analyse the samples"},
    [EXAMINED] = {EXAMINE, ACM_ITEM_MILESTONE, ACM_ITEM_REQUIRED, "examine/done", "Examined"},
    [OFFER] = {-1, ACM_ITEM_TASK, ACM_ITEM_NON_BLOCKING, "offer", "Send the offer"},
    [ACCEPTED] = {-1, ACM_ITEM_USER_LISTENER, 0, "accepted", "The owner accepts the offer"},
    [DECLINED] = {-1, ACM_ITEM_USER_LISTENER, 0, "declined", "The owner declines"},
    [REMIND] = {-1, ACM_ITEM_TIMER_LISTENER, 0, "remind", "Each week"},
    [RESTORE] = {-1, ACM_ITEM_STAGE, ACM_ITEM_AUTO_COMPLETE, "restore", "Restore the painting"},
    [CLEAN] = {RESTORE, ACM_ITEM_STAGE, 0, "restore/clean", "Clean a part"},
    [SWAB] = {CLEAN, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "restore/clean/swab", "Swab"},
    [CHECK] = {CLEAN, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "restore/clean/check", "Check the colours"},
    [STOP] = {CLEAN, ACM_ITEM_USER_LISTENER, 0, "restore/clean/stop", "Colours come off"},
    [RETOUCH] = {RESTORE, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "restore/retouch", "Retouch"},
    [VARNISH] = {RESTORE, ACM_ITEM_TASK, 0, "restore/varnish", "Varnish"},
    [ALARM] = {-1, ACM_ITEM_EVENT_LISTENER, 0, "alarm", "Climate alarm"},
    [DAMAGE] = {-1, ACM_ITEM_TASK, ACM_ITEM_REPEATS, "damage", "Look for damage"},
    [REPORT] = {-1, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "report", "Write the report"},
    [ARCHIVE] = {-1, ACM_ITEM_TASK, 0, "archive", "Put the report into the archive"},
    [RETURN] = {-1, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "return", "Return the painting"},
};

static const struct {
    int item; /* row, -1 = the root */
    acm_control control;
    const char *text;
} controls[] = {
    {-1, ACM_CONTROL_ORIGIN, "plan"},
    {-1, ACM_CONTROL_DEFINITION, "studio"},
    {EXAMINE, ACM_CONTROL_PARENT_COMPLETION, "ignore-if-available"},
    {SAMPLES, ACM_CONTROL_COUNTER, "sample"},
    {ANALYSE, ACM_CONTROL_TYPE, "process"},
    {ANALYSE, ACM_CONTROL_REQUIRED_WHEN, "samples > 0"},
    {OFFER, ACM_CONTROL_TYPE, "human"},
    {OFFER, ACM_CONTROL_ORIGIN, "pi-offer"},
    {OFFER, ACM_CONTROL_DEFINITION, "offer"},
    {REMIND, ACM_CONTROL_TIMER, "R3/P7D"},
    {REMIND, ACM_CONTROL_AVAILABLE_WHEN, "empty answer"},
    {CLEAN, ACM_CONTROL_REPEAT_WHEN, "repetitionCounter < parts"},
    {CLEAN, ACM_CONTROL_AUTO_COMPLETE_WHEN, "parts > 1"},
    {RETOUCH, ACM_CONTROL_MANUAL_WHEN, "style == 'modern'"},
    {RETOUCH, ACM_CONTROL_ENABLE_WHEN, "loss > 0 and loss < 30"},
    {DAMAGE, ACM_CONTROL_PARENT_COMPLETION,
     "ignore-after-first-completion-if-available-or-enabled"},
    {REPORT, ACM_CONTROL_DUE, "P5D"},
    {REPORT, ACM_CONTROL_TYPE, "case"},
    {ARCHIVE, ACM_CONTROL_TYPE, "decision"},
    {ARCHIVE, ACM_CONTROL_ORIGIN, "pi-offer"},
    {ARCHIVE, ACM_CONTROL_DEFINITION, "offer"},
    {RETURN, ACM_CONTROL_ENABLE_WHEN, "paid"},
};

/* Criteria with up to two on-parts each, in order. */
typedef struct criterion_row {
    int item; /* row, -1 = the root */
    acm_criterion_kind kind;
    uint32_t flags;
    const char *expression;
    struct {
        int source; /* row */
        acm_transition event;
    } on[2];
} criterion_row;

#define NOTHING                                                                                    \
    {                                                                                              \
        0, ACM_TRANSITION_NONE                                                                     \
    }

static const criterion_row criteria[] = {
    {EXAMINE, ACM_CRITERION_ENTRY, 0, NULL, {{ARRIVE, ACM_TRANSITION_COMPLETE}, NOTHING}},
    {ANALYSE,
     ACM_CRITERION_ENTRY,
     0,
     "samples >= 3",
     {{SAMPLES, ACM_TRANSITION_COMPLETE}, {PHOTOGRAPH, ACM_TRANSITION_COMPLETE}}},
    {EXAMINED, ACM_CRITERION_ENTRY, ACM_CRITERION_WORK_DONE, NULL, {NOTHING, NOTHING}},
    {OFFER, ACM_CRITERION_ENTRY, 0, NULL, {{EXAMINED, ACM_TRANSITION_OCCUR}, NOTHING}},
    {OFFER, ACM_CRITERION_ENTRY, 0, NULL, {{REMIND, ACM_TRANSITION_OCCUR}, NOTHING}},
    {OFFER, ACM_CRITERION_EXIT, 0, NULL, {{ACCEPTED, ACM_TRANSITION_OCCUR}, NOTHING}},
    {RESTORE,
     ACM_CRITERION_ENTRY,
     0,
     NULL,
     {{ACCEPTED, ACM_TRANSITION_OCCUR}, {EXAMINE, ACM_TRANSITION_COMPLETE}}},
    {RESTORE,
     ACM_CRITERION_EXIT,
     ACM_CRITERION_FORCE_COMPLETE,
     "parts == 0",
     {{STOP, ACM_TRANSITION_OCCUR}, NOTHING}},
    {CLEAN,
     ACM_CRITERION_ENTRY,
     ACM_CRITERION_ON_EVENT,
     NULL,
     {{CLEAN, ACM_TRANSITION_COMPLETE}, NOTHING}},
    {CLEAN, ACM_CRITERION_ENTRY, 0, NULL, {{RESTORE, ACM_TRANSITION_START}, NOTHING}},
    {CLEAN,
     ACM_CRITERION_EXIT,
     ACM_CRITERION_EXIT_ENABLED,
     NULL,
     {{STOP, ACM_TRANSITION_OCCUR}, NOTHING}},
    {CHECK, ACM_CRITERION_ENTRY, 0, NULL, {{SWAB, ACM_TRANSITION_COMPLETE}, NOTHING}},
    {RETOUCH,
     ACM_CRITERION_ENTRY,
     0,
     "cleaned == parts",
     {{CHECK, ACM_TRANSITION_COMPLETE}, NOTHING}},
    {RETOUCH, ACM_CRITERION_ENTRY, 0, NULL, {{SWAB, ACM_TRANSITION_EXIT}, NOTHING}},
    {VARNISH, ACM_CRITERION_ENTRY, 0, NULL, {{RETOUCH, ACM_TRANSITION_COMPLETE}, NOTHING}},
    {DAMAGE,
     ACM_CRITERION_ENTRY,
     0,
     NULL,
     {{ALARM, ACM_TRANSITION_OCCUR}, {ARRIVE, ACM_TRANSITION_COMPLETE}}},
    {DAMAGE,
     ACM_CRITERION_EXIT,
     ACM_CRITERION_EXIT_ACTIVE,
     NULL,
     {{STOP, ACM_TRANSITION_PARENT_TERMINATE}, NOTHING}},
    {REPORT, ACM_CRITERION_ENTRY, 0, NULL, {{RESTORE, ACM_TRANSITION_COMPLETE}, NOTHING}},
    {ARCHIVE, ACM_CRITERION_ENTRY, 0, NULL, {{REPORT, ACM_TRANSITION_COMPLETE}, NOTHING}},
    {RETURN,
     ACM_CRITERION_ENTRY,
     0,
     NULL,
     {{REPORT, ACM_TRANSITION_COMPLETE}, {ARRIVE, ACM_TRANSITION_COMPLETE}}},
    {-1, ACM_CRITERION_EXIT, 0, NULL, {{DECLINED, ACM_TRANSITION_OCCUR}, NOTHING}},
    {-1,
     ACM_CRITERION_EXIT,
     ACM_CRITERION_COMPLETE,
     NULL,
     {{RETURN, ACM_TRANSITION_COMPLETE}, NOTHING}},
};

enum {
    CRITERIA = sizeof criteria / sizeof criteria[0],
    CLEAN_EXIT = 10 /* row of the criterion that another on-part names */
};

typedef struct making {
    acm_builder *b;
    acm_error *err;
    acm_id root, items[ITEMS], criteria[CRITERIA];
} making;

static acm_id item_of(const making *m, int row)
{
    return row < 0 ? m->root : m->items[row];
}

static acm_status add_items(making *m)
{
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && i < ITEMS; i++)
        status = acm_builder_add(m->b, item_of(m, items[i].parent), items[i].kind, items[i].flags,
                                 items[i].key, items[i].name, -1, &m->items[i], m->err);
    for (size_t i = 0; !status && i < sizeof controls / sizeof controls[0]; i++)
        status = acm_builder_control(m->b, item_of(m, controls[i].item), controls[i].control,
                                     controls[i].text, m->err);
    return status;
}

static acm_status add_criterion(making *m, size_t i)
{
    const criterion_row *row = &criteria[i];
    acm_status status = acm_builder_criterion(m->b, item_of(m, row->item), row->kind, row->flags,
                                              row->expression, &m->criteria[i], m->err);
    for (size_t k = 0; !status && k < 2 && row->on[k].event; k++)
        status = acm_builder_on_part(m->b, m->criteria[i], m->items[row->on[k].source],
                                     row->on[k].event, m->err);
    return status;
}

static acm_status add_criteria(making *m)
{
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && i < CRITERIA; i++)
        status = add_criterion(m, i);
    if (!status)
        status =
            acm_builder_on_exit(m->b, m->criteria[CRITERIA - 5], m->criteria[CLEAN_EXIT], m->err);
    return status;
}

static const struct {
    int item; /* row */
    acm_ref_kind kind;
    const char *role;
} roles[] = {
    {ARRIVE, ACM_REF_PERFORMER, "Restorer"},   {ARRIVE, ACM_REF_PERFORMER, "Trainee"},
    {OFFER, ACM_REF_PERFORMER, "Restorer"},    {ACCEPTED, ACM_REF_PERFORMER, "Owner"},
    {ACCEPTED, ACM_REF_PERFORMER, "Restorer"}, {DECLINED, ACM_REF_PERFORMER, "Owner"},
    {ANALYSE, ACM_REF_PERFORMER, "Chemist"},   {RESTORE, ACM_REF_OWNER, "Restorer"},
};

static acm_status add_rest(making *m)
{
    acm_id term;
    acm_status status = ACM_OK;
    for (size_t i = 0; !status && i < sizeof roles / sizeof roles[0]; i++) {
        status = acm_builder_term(m->b, ACM_TERM_ROLE, roles[i].role, &term, m->err);
        if (!status)
            status = acm_builder_ref(m->b, m->items[roles[i].item], roles[i].kind, term, m->err);
    }
    if (!status)
        status = acm_builder_semantics(
            m->b, ACM_SEMANTICS_END_ORPHAN_LISTENERS | ACM_SEMANTICS_LISTENERS_REPEAT, m->err);
    if (!status)
        status =
            acm_builder_condition(m->b, m->items[EXAMINE], m->criteria[2], ACM_CONDITION_OUTCOME, 0,
                                  "examine/out-1", "All photographs are filed", NULL, m->err);
    return status;
}

acm_status studio_playbook(const acm_allocator *allocator, acm_playbook **playbook, acm_error *err)
{
    making m = {.err = err};
    acm_status status = acm_builder_new(allocator, "en", "Restore a painting", &m.b, &m.root, err);
    if (!status)
        status = add_items(&m);
    if (!status)
        status = add_criteria(&m);
    if (!status)
        status = add_rest(&m);
    if (!status)
        status = acm_builder_finish(m.b, playbook, err);
    acm_builder_free(m.b);
    return status;
}
