/*
 * fuzz_scenario.c - any text is read or refused at its place; what is read runs on a small playbook
 * to some end.
 */
#include "fuzz/target.h"

#include <acmplaybook.h>

/* What a diagnosis begins with, and how long it is. */
typedef struct spoken {
    char text[4096];
    size_t len;
} spoken;

static int32_t take(void *user, const char *text, size_t len)
{
    spoken *s = user;
    require(len > 0 && text[len - 1] == '\n');
    if (s->len + len < sizeof s->text)
        memcpy(s->text + s->len, text, len);
    s->len += len;
    return 0;
}

static int32_t take_trace(void *user, const char *text, size_t len)
{
    (void)user;
    require(len > 0 && text[len - 1] == '\n');
    return 0;
}

/* Any id and any diagnosis can be told in each form. */
static void tell(const char *id, const char *diagnosis)
{
    acm_scenario_outcome outcome;
    acm_scenario_outcome_init(&outcome);
    outcome.verdict = ACM_SCENARIO_FAILED;
    outcome.id = outcome.message = id;
    outcome.diagnosis = outcome.trace = diagnosis;
    for (acm_scenario_format f = ACM_SCENARIO_TAP; f <= ACM_SCENARIO_JSON; f++) {
        acm_scenario_report *report;
        spoken all = {.len = 0};
        require(acm_scenario_report_new(f, 1, NULL, &report, take, &all, NULL) == ACM_OK);
        require(acm_scenario_report_add(report, &outcome, NULL) == ACM_OK);
        require(acm_scenario_report_end(report, NULL) == ACM_OK && all.len);
        acm_scenario_report_free(report);
    }
}

/* Behind the root: a listener, a timer, and what repeats when they occur, or when it is done. */
static acm_status add_listeners(acm_builder *b, acm_id root)
{
    acm_id bell, tick, answer, round, criterion;
    acm_status status = acm_builder_add(b, root, ACM_ITEM_USER_LISTENER, ACM_ITEM_REPEATS, "bell",
                                        "Twin", -1, &bell, NULL);
    status |= acm_builder_add(b, root, ACM_ITEM_TIMER_LISTENER, 0, "tick", "Twin", -1, &tick, NULL);
    status |= acm_builder_control(b, tick, ACM_CONTROL_TIMER, "P1M", NULL);
    status |= acm_builder_add(b, root, ACM_ITEM_TASK, ACM_ITEM_REPEATS, "answer", NULL, -1, &answer,
                              NULL);
    status |= acm_builder_criterion(b, answer, ACM_CRITERION_ENTRY, 0, NULL, &criterion, NULL);
    status |= acm_builder_on_part(b, criterion, bell, ACM_TRANSITION_OCCUR, NULL);
    status |= acm_builder_criterion(b, answer, ACM_CRITERION_ENTRY, 0, NULL, &criterion, NULL);
    status |= acm_builder_on_part(b, criterion, tick, ACM_TRANSITION_OCCUR, NULL);
    status |= acm_builder_add(b, root, ACM_ITEM_STAGE, 0, "round", NULL, -1, &round, NULL);
    status |= acm_builder_control(b, round, ACM_CONTROL_REPEAT_WHEN, "repetitionCounter < 4", NULL);
    status |= acm_builder_add(b, round, ACM_ITEM_TASK, 0, "round/1", NULL, 3, NULL, NULL);
    return status;
}

/* "page" waits for page/in-1; page/1 is the manager's, page/2 is started by hand. */
static acm_playbook *make_playbook(void)
{
    acm_builder *b;
    acm_playbook *playbook;
    acm_id root, page, task, criterion, role;
    require(acm_builder_new(NULL, NULL, NULL, &b, &root, NULL) == ACM_OK);
    acm_status status =
        acm_builder_add(b, root, ACM_ITEM_STAGE, ACM_ITEM_REQUIRED, "page", NULL, -1, &page, NULL);
    status |= acm_builder_place(b, page, ACM_PART_PROCESS, 1, 1, NULL);
    status |=
        acm_builder_add(b, page, ACM_ITEM_TASK, ACM_ITEM_REQUIRED, "page/1", NULL, 1, &task, NULL);
    status |=
        acm_builder_add(b, page, ACM_ITEM_TASK, ACM_ITEM_MANUAL, "page/2", NULL, 2, NULL, NULL);
    status |= acm_builder_term(b, ACM_TERM_ROLE, "FM", &role, NULL);
    status |= acm_builder_ref(b, task, ACM_REF_PERFORMER, role, NULL);
    status |= acm_builder_criterion(b, page, ACM_CRITERION_ENTRY, 0, NULL, &criterion, NULL);
    status |= acm_builder_condition(b, page, criterion, ACM_CONDITION_INPUT, 0, "page/in-1", "in",
                                    NULL, NULL);
    status |= add_listeners(b, root);
    status |= acm_builder_finish(b, &playbook, NULL);
    acm_builder_free(b);
    require(status == ACM_OK);
    return playbook;
}

static void run(const acm_scenario *scenario)
{
    acm_playbook *playbook = make_playbook();
    acm_scenario_options options;
    acm_scenario_result result;
    acm_error err;
    spoken said = {.len = 0};
    acm_scenario_options_init(&options);
    acm_scenario_result_init(&result);
    acm_error_init(&err);
    options.diagnosis = take;
    options.trace = take_trace;
    options.user = &said;
    acm_status status = acm_scenario_run(scenario, playbook, &options, &result, &err);
    require(status != ACM_E_INTERNAL && status != ACM_E_CALLBACK);
    require(status == ACM_OK || *err.message);
    require(status == ACM_OK ? result.passed == !result.failed_step : !result.passed);
    require((result.failed_step != 0) == (said.len != 0));
    tell(acm_scenario_id(scenario), said.text);
    acm_playbook_free(playbook);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    acm_scenario *scenario;
    acm_error err;
    acm_error_init(&err);
    if (acm_scenario_read((const char *)data, size, NULL, &scenario, &err) == ACM_OK) {
        require(acm_scenario_id(scenario) && acm_scenario_model(scenario, 0));
        run(scenario);
        acm_scenario_free(scenario);
    } else {
        require(!scenario && *err.message && err.offset <= size);
    }
    return 0;
}
