#include "support/trial.h"

#include <stdio.h>
#include <string.h>

static int32_t keep(void *user, const char *text, size_t len)
{
    trial *t = user;
    assert_in_range(t->used + len, 0, sizeof t->diagnosis - 1);
    memcpy(t->diagnosis + t->used, text, len);
    t->used += len;
    t->diagnosis[t->used] = '\0';
    return t->refuse;
}

int32_t trial_keep_trace(void *user, const char *text, size_t len)
{
    trial *t = user;
    assert_in_range(t->traced + len, 1, sizeof t->trace - 1);
    assert_int_equal(text[len - 1], '\n');
    memcpy(t->trace + t->traced, text, len);
    t->traced += len;
    t->trace[t->traced] = '\0';
    return 0;
}

static int32_t watch(void *user, const acm_scenario *scenario, size_t step, const acm_case *c,
                     const char *refusal)
{
    trial *t = user;
    assert_int_equal(step, t->watched++);
    assert_non_null(acm_scenario_id(scenario));
    assert_int_equal(acm_case_playbook(c) != NULL, 1);
    if (refusal) {
        assert_in_range(strlen(refusal), 1, sizeof t->refusal - 1);
        strcpy(t->refusal, refusal);
    }
    return (int32_t)step == t->stop_at ? 7 : 0;
}

acm_scenario *trial_read(const char *json)
{
    acm_scenario *scenario;
    acm_error err;
    acm_error_init(&err);
    if (acm_scenario_read(json, ACM_NTS, NULL, &scenario, &err) != ACM_OK)
        fail_msg("%s: line %u, %s: %s", json, (unsigned)err.line, err.path, err.message);
    return scenario;
}

void trial_run(acm_playbook *playbook, const char *json, trial *t)
{
    acm_scenario *scenario = trial_read(json);
    acm_scenario_options options;
    acm_scenario_options_init(&options);
    acm_scenario_result_init(&t->result);
    acm_error_init(&t->err);
    options.diagnosis = keep;
    options.watch = watch;
    options.trace = trial_keep_trace;
    options.user = t;
    options.language = t->language;
    options.plan = t->plan;
    t->status = acm_scenario_run(scenario, playbook, &options, &t->result, &t->err);
    acm_scenario_free(scenario);
}

void trial_steps(acm_playbook *playbook, const char *head, const char *steps, trial *t)
{
    char json[8000];
    assert_in_range(strlen(head) + strlen(steps), 0, sizeof json - 10);
    strcat(strcat(strcpy(json, head), steps), "\n]}");
    trial_run(playbook, json, t);
}

void trial_assert_passed(const trial *t, const char *steps)
{
    if (t->status != ACM_OK || !t->result.passed)
        fail_msg("%s\n%s%s", steps, t->err.message, t->diagnosis);
    assert_int_equal(t->result.failed_step, 0);
    assert_int_equal(t->used, 0);
}

void trial_assert_failed(const trial *t, uint32_t step, const char *says)
{
    assert_status(t->status, ACM_OK);
    assert_int_equal(t->result.passed, 0);
    assert_int_equal(t->result.failed_step, step);
    assert_int_equal(t->result.steps, step);
    if (!strstr(t->diagnosis, says))
        fprintf(stderr, "\"%s\" is missing in:\n%s", says, t->diagnosis);
    assert_non_null(strstr(t->diagnosis, says));
}
