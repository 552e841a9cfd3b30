/* check.c - expectations against the case. */
#include "harness/resolve.h"
#include "harness/run.h"
#include "harness/words.h"

#include "base/error.h"
#include "model/playbook.h"

#include <string.h>

/* Notes an expectation for the tree. */
static acm_status mark(acm__trial *run, acm__mark m)
{
    void *marks = run->marks;
    if (!acm__reserve(run->allocator, &marks, &run->mark_capacity, (size_t)run->mark_count + 1,
                      sizeof *run->marks))
        return ACM_E_NOMEM;
    run->marks = marks;
    run->marks[run->mark_count++] = m;
    return ACM_OK;
}

static acm_status check_case(acm__trial *run, const acm__expectation *expect)
{
    bool holds = expect->state == run->now.state;
    if (!expect->state)
        return ACM_OK;
    if (!holds)
        acm__buffer_print(&run->report, "  case: expected %s, found %s\n",
                          acm_state_name(expect->state), acm_state_name(run->now.state));
    return mark(run, (acm__mark){.kind = ACM__MARK_CASE,
                                 .holds = holds,
                                 .item = run->plan,
                                 .expected = expect->state});
}

static acm_status wrong_kind(acm__trial *run, acm__str name, const char *kind)
{
    acm_status status = acm__error(run->err, ACM_E_INVALID, "%s is %s", name.at, kind);
    return acm__trial_misnamed(run, status, name);
}

/*
 * The instances of what an expectation names. Where several items happen to bear the name it means the only one that
 * has instances.
 */
static acm_status called_instances(acm__trial *run, acm__str name, acm__meant *out)
{
    acm__called called;
    acm_status status = acm__trial_call(run, name, &called);
    if (status != ACM_OK)
        return status;
    if (!acm__playbook_item(run->playbook, called.first))
        return wrong_kind(run, name, "no item");
    *out = acm__meant_of(run->playbook, &run->now, &called);
    if (called.how != ACM__CALLED_BY_NAME || called.count == 1)
        return ACM_OK;
    acm__meant walk = *out;
    const acm_board_row *row, *first = acm__meant_next(&walk);
    while ((row = acm__meant_next(&walk)) != NULL)
        if (row->item != first->item)
            return acm__trial_misnamed(run, acm__called_ambiguous(run->playbook, &called, run->err),
                                       name);
    return ACM_OK;
}

/* Marks each instance that is there or should be; false if one differs. */
static acm_status mark_states(acm__trial *run, acm__meant walk, const acm__expected_item *expected,
                              bool *same)
{
    acm_status status = ACM_OK;
    *same = true;
    for (uint32_t i = 0; status == ACM_OK; i++) {
        const acm_board_row *row = acm__meant_next(&walk);
        bool wanted = i < expected->count;
        acm_state state = wanted ? expected->states[i] : ACM_STATE_NONE;
        bool holds = row ? wanted && row->state == state : !wanted;
        *same = *same && holds;
        if (row || wanted || !i)
            status = mark(run, (acm__mark){.kind = ACM__MARK_STATE,
                                           .holds = holds,
                                           .item = row ? row->item : walk.items.first,
                                           .instance = row ? row->instance : 0,
                                           .nth = i,
                                           .expected = state,
                                           .called = expected->item});
        if (!row && !wanted)
            break;
    }
    return status;
}

static void report_states(acm__trial *run, acm__meant walk, const acm__expected_item *expected)
{
    acm__buffer *out = &run->report;
    const acm_board_row *row;
    acm__buffer_print(out, "  %s: expected [", expected->item.at);
    for (uint32_t i = 0; i < expected->count; i++)
        acm__buffer_print(out, "%s%s", i ? ", " : "", acm_state_name(expected->states[i]));
    acm__buffer_print(out, "], found [");
    for (uint32_t i = 0; (row = acm__meant_next(&walk)) != NULL; i++)
        acm__buffer_print(out, "%s%s", i ? ", " : "", acm_state_name(row->state));
    acm__buffer_print(out, "]\n");
}

static acm_status check_items(acm__trial *run, const acm__expectation *expect)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 0; status == ACM_OK && i < expect->item_count; i++) {
        const acm__expected_item *expected = &expect->items[i];
        acm__meant instances;
        bool same = true;
        status = called_instances(run, expected->item, &instances);
        if (status == ACM_OK)
            status = mark_states(run, instances, expected, &same);
        if (status == ACM_OK && !same)
            report_states(run, instances, expected);
    }
    return status;
}

static acm_status check_conditions(acm__trial *run, const acm__expectation *expect)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 0; status == ACM_OK && i < expect->condition_count; i++) {
        const acm__expected_condition *expected = &expect->conditions[i];
        acm_id id;
        status = acm__trial_find(run, expected->condition, &id);
        if (status == ACM_OK && !acm__playbook_condition(run->playbook, id))
            status = wrong_kind(run, expected->condition, "no condition");
        if (status != ACM_OK)
            return status;
        acm_condition_state state = acm_case_condition_state(run->c, id);
        bool holds = state == expected->state;
        if (!holds)
            acm__buffer_print(&run->report, "  %s: expected %s, found %s\n", expected->condition.at,
                              acm_condition_state_name(expected->state),
                              acm_condition_state_name(state));
        status = mark(run, (acm__mark){.kind = ACM__MARK_CONDITION,
                                       .holds = holds,
                                       .item = id,
                                       .expected = expected->state,
                                       .called = expected->condition});
    }
    return status;
}

static const char *performer(const acm__trial *run, const acm_board_row *row)
{
    return row && row->performer ? acm_roster_key(run->roster, row->performer) : "nobody";
}

/* row: NULL = there is no such instance. */
static acm_status check_user(acm__trial *run, const acm__expected_user *expected, uint32_t nth,
                             acm_id item, const acm_board_row *row)
{
    bool listed = nth < expected->count;
    const char *user = listed && expected->users[nth].at ? expected->users[nth].at : "nobody";
    bool holds = listed && (row || !expected->each) && strcmp(user, performer(run, row)) == 0;
    if (!holds)
        acm__buffer_print(&run->report, "  %s: expected to be with %s, %s %s\n", expected->item.at,
                          listed ? user : "nobody more", row ? "is with" : "there is",
                          row ? performer(run, row) : "no instance");
    return mark(run, (acm__mark){.kind = ACM__MARK_PERFORMER,
                                 .holds = holds,
                                 .item = row ? row->item : item,
                                 .instance = row ? row->instance : 0,
                                 .nth = row ? 0 : nth,
                                 .user = listed ? user : "nobody more",
                                 .called = expected->item});
}

/* The newest instance alone, or one after the other up to the end of both. */
static acm_status check_performers(acm__trial *run, const acm__expected_user *expected)
{
    acm__meant walk = {.next = 0};
    acm_status status = called_instances(run, expected->item, &walk);
    const acm_board_row *row = NULL, *newest = NULL;
    acm_id item = walk.items.first;
    for (uint32_t i = 0; status == ACM_OK; i++) {
        row = acm__meant_next(&walk);
        newest = row ? row : newest;
        if (!row && (!expected->each || i >= expected->count))
            break;
        if (expected->each)
            status = check_user(run, expected, i, item, row);
    }
    return status == ACM_OK && !expected->each ? check_user(run, expected, 0, item, newest)
                                               : status;
}

static acm_status check_users(acm__trial *run, const acm__expectation *expect)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 0; status == ACM_OK && i < expect->user_count; i++)
        status = check_performers(run, &expect->users[i]);
    return status;
}

static acm_status check_questions(acm__trial *run, const acm__expectation *expect)
{
    acm_status status = ACM_OK;
    for (uint32_t i = 0; status == ACM_OK && i < expect->question_count; i++) {
        acm__question question;
        uint32_t before = run->report.len;
        status = acm__trial_question(run, &expect->questions[i], 0, &question);
        if (status == ACM_OK && run->report.len == before)
            status = acm__check_blockers(run, &question, &expect->questions[i].blockers);
    }
    return status;
}

static bool any_fails(const acm__trial *run)
{
    for (uint32_t i = 0; i < run->mark_count; i++)
        if (!run->marks[i].holds)
            return true;
    return false;
}

acm_status acm__check_expectation(acm__trial *run, const acm__expectation *expect)
{
    static acm_status (*const checks[])(acm__trial *, const acm__expectation *) = {
        check_case, check_items, check_conditions, check_users, check_questions};
    run->mark_count = 0;
    acm_status status = acm__trial_look(run);
    for (size_t i = 0; status == ACM_OK && i < sizeof checks / sizeof checks[0]; i++)
        status = checks[i](run, expect);
    return status == ACM_OK && any_fails(run) ? acm__tree_draw(run, &run->report) : status;
}

/* A blocker as the scenario names it, with its names resolved; 0 = any. */
typedef struct wanted {
    acm_blocker_kind kind;
    acm_id subject, role;
} wanted;

static acm_status resolve(acm__trial *run, const acm__scenario_blocker *blocker, wanted *out)
{
    *out = (wanted){.kind = blocker->kind};
    if (blocker->role.at) {
        out->role = acm__scenario_role(run->playbook, blocker->role);
        if (!out->role)
            return acm__trial_misnamed(run, ACM_E_NOTFOUND, blocker->role);
    }
    return blocker->subject.at ? acm__trial_find(run, blocker->subject, &out->subject) : ACM_OK;
}

static bool is_among(const wanted *w, const acm_blocker *blockers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (blockers[i].kind == w->kind && (!w->subject || blockers[i].subject == w->subject) &&
            (!w->role || blockers[i].detail == w->role))
            return true;
    return false;
}

static acm_status compare_blockers(acm__trial *run, const acm__scenario_blockers *expected,
                                   const acm_blocker *blockers, size_t count)
{
    if (!expected->count && count)
        acm__buffer_print(&run->report, "  expected no blockers, found %zu\n", count);
    for (uint32_t i = 0; i < expected->count; i++) {
        const acm__scenario_blocker *blocker = &expected->at[i];
        wanted w;
        acm_status status = resolve(run, blocker, &w);
        if (status != ACM_OK)
            return status;
        if (!is_among(&w, blockers, count))
            acm__buffer_print(
                &run->report, "  expected a blocker of kind %s%s%s%s%s\n",
                acm__word_for(acm__blocker_words, blocker->kind), blocker->subject.at ? " on " : "",
                blocker->subject.at ? blocker->subject.at : "", blocker->role.at ? " for " : "",
                blocker->role.at ? blocker->role.at : "");
    }
    return ACM_OK;
}

acm_status acm__check_blockers(acm__trial *run, const acm__question *question,
                               const acm__scenario_blockers *expected)
{
    if (!expected->given)
        return ACM_OK;
    acm_blocker *blockers;
    size_t count;
    uint32_t before = run->report.len;
    acm_status status = acm__report_blockers(run, question, &blockers, &count);
    if (status == ACM_OK)
        status = compare_blockers(run, expected, blockers, count);
    acm__free(run->allocator, blockers);
    if (status != ACM_OK || run->report.len == before)
        return status;
    acm__buffer_print(&run->report, "  what stands in the way:%s\n", count ? "" : " nothing");
    return acm__report_explain(run, question, true, &run->report);
}

acm_status acm__check_reason(acm__trial *run, const acm__question *question,
                             const acm__scenario_refusal *reason, acm_status status, bool *holds)
{
    *holds =
        status == reason->statuses[0] || (reason->statuses[1] && status == reason->statuses[1]);
    if (*holds || !reason->blocker)
        return ACM_OK;
    acm_blocker *blockers;
    size_t count;
    wanted w = {.kind = reason->blocker};
    acm_status result = acm__report_blockers(run, question, &blockers, &count);
    *holds = result == ACM_OK && is_among(&w, blockers, count);
    acm__free(run->allocator, blockers);
    return result;
}
