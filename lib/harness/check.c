/* check.c - expectations against the case. */
#include "harness/resolve.h"
#include "harness/run.h"
#include "harness/words.h"

#include <string.h>

static bool same_states(const acm__board *board, acm_id item, const acm__expected_item *expected)
{
    for (uint32_t i = 0; i < expected->count; i++) {
        const acm_board_row *row = acm__board_row(board, item, i);
        if (!row || row->state != expected->states[i])
            return false;
    }
    return !acm__board_row(board, item, expected->count);
}

static void report_states(acm__run *run, acm_id item, const acm__expected_item *expected)
{
    acm__buffer *out = &run->report;
    const acm_board_row *row;
    acm__buffer_print(out, "  %s: expected [", expected->item.at);
    for (uint32_t i = 0; i < expected->count; i++)
        acm__buffer_print(out, "%s%s", i ? ", " : "", acm_state_name(expected->states[i]));
    acm__buffer_print(out, "], found [");
    for (uint32_t i = 0; (row = acm__board_row(&run->now, item, i)) != NULL; i++)
        acm__buffer_print(out, "%s%s", i ? ", " : "", acm_state_name(row->state));
    acm__buffer_print(out, "]\n");
}

static acm_status check_items(acm__run *run, const acm__expectation *expect)
{
    for (uint32_t i = 0; i < expect->item_count; i++) {
        acm_id id;
        acm_status status = acm__run_find(run, expect->items[i].item, &id);
        if (status != ACM_OK)
            return status;
        if (!same_states(&run->now, id, &expect->items[i]))
            report_states(run, id, &expect->items[i]);
    }
    return ACM_OK;
}

static acm_status check_conditions(acm__run *run, const acm__expectation *expect)
{
    for (uint32_t i = 0; i < expect->condition_count; i++) {
        const acm__expected_condition *expected = &expect->conditions[i];
        acm_id id;
        acm_status status = acm__run_find(run, expected->condition, &id);
        if (status != ACM_OK)
            return status;
        acm_condition_state state = acm_case_condition_state(run->c, id);
        if (state != expected->state)
            acm__buffer_print(&run->report, "  %s: expected %s, found %s\n", expected->condition.at,
                              acm_condition_state_name(expected->state),
                              acm_condition_state_name(state));
    }
    return ACM_OK;
}

/* The key of the participant who claimed the newest instance of an item; "nobody" if nobody did. */
static const char *performer(const acm__run *run, acm_id item)
{
    const acm_board_row *row;
    acm_id found = 0;
    for (uint32_t i = 0; (row = acm__board_row(&run->now, item, i)) != NULL; i++)
        found = row->performer;
    return found ? acm_roster_key(run->roster, found) : "nobody";
}

static acm_status check_users(acm__run *run, const acm__expectation *expect)
{
    for (uint32_t i = 0; i < expect->user_count; i++) {
        const acm__expected_user *expected = &expect->users[i];
        acm_id id;
        acm_status status = acm__run_find(run, expected->item, &id);
        if (status != ACM_OK)
            return status;
        const char *wanted = expected->user.at ? expected->user.at : "nobody";
        const char *found = performer(run, id);
        if (strcmp(wanted, found) != 0)
            acm__buffer_print(&run->report, "  %s: expected to be with %s, is with %s\n",
                              expected->item.at, wanted, found);
    }
    return ACM_OK;
}

static acm_status check_questions(acm__run *run, const acm__expectation *expect)
{
    for (uint32_t i = 0; i < expect->question_count; i++) {
        acm__question question;
        acm_status status = acm__run_question(run, &expect->questions[i], 0, &question);
        if (status == ACM_OK)
            status = acm__check_blockers(run, &question, &expect->questions[i].blockers);
        if (status != ACM_OK)
            return status;
    }
    return ACM_OK;
}

acm_status acm__check_expectation(acm__run *run, const acm__expectation *expect)
{
    acm_status status = acm__board_take(&run->now, run->c);
    if (status != ACM_OK)
        return status;
    if (expect->state && expect->state != run->now.state)
        acm__buffer_print(&run->report, "  case: expected %s, found %s\n",
                          acm_state_name(expect->state), acm_state_name(run->now.state));
    static acm_status (*const checks[])(acm__run *, const acm__expectation *) = {
        check_items, check_conditions, check_users, check_questions};
    for (size_t i = 0; status == ACM_OK && i < sizeof checks / sizeof checks[0]; i++)
        status = checks[i](run, expect);
    return status;
}

/* A blocker as the scenario names it, with its names resolved; 0 = any. */
typedef struct wanted {
    acm_blocker_kind kind;
    acm_id subject, role;
} wanted;

static acm_status resolve(acm__run *run, const acm__scenario_blocker *blocker, wanted *out)
{
    *out = (wanted){.kind = blocker->kind};
    if (blocker->role.at) {
        out->role = acm__scenario_role(run->playbook, blocker->role);
        if (!out->role)
            return acm__run_misnamed(run, ACM_E_NOTFOUND, blocker->role);
    }
    return blocker->subject.at ? acm__run_find(run, blocker->subject, &out->subject) : ACM_OK;
}

static bool is_among(const wanted *w, const acm_blocker *blockers, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (blockers[i].kind == w->kind && (!w->subject || blockers[i].subject == w->subject) &&
            (!w->role || blockers[i].detail == w->role))
            return true;
    return false;
}

static acm_status compare_blockers(acm__run *run, const acm__scenario_blockers *expected,
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

acm_status acm__check_blockers(acm__run *run, const acm__question *question,
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

acm_status acm__check_reason(acm__run *run, const acm__question *question,
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
