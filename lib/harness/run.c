#include "harness/run.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

acm_status acm__trial_misnamed(acm__trial *run, acm_status status, acm__str name)
{
    char path[40];
    int len = snprintf(path, sizeof path, "steps[%zu]", run->step);
    if (status == ACM_E_NOTFOUND)
        acm__error(run->err, status, "nothing in the playbook is called \"%s\"", name.at);
    acm__error_path(run->err, path, (size_t)len);
    acm__error_at(run->err, run->scenario->steps[run->step].line, 0, 0);
    return status;
}

acm_status acm__trial_look(acm__trial *run)
{
    return acm__board_take(&run->now, run->c, &run->creation);
}

acm_status acm__trial_call(acm__trial *run, acm__str name, acm__called *called)
{
    acm_status status = acm__scenario_call(run->playbook, run->plan, name, called, run->err);
    return status == ACM_OK ? ACM_OK : acm__trial_misnamed(run, status, name);
}

acm_status acm__trial_find(acm__trial *run, acm__str name, acm_id *id)
{
    acm_status status =
        acm_scenario_find(run->playbook, run->plan, name.at, name.len, id, run->err);
    return status == ACM_OK ? ACM_OK : acm__trial_misnamed(run, status, name);
}

/* Which instance it is about; that none can be told is no error of the run, the step does not hold. */
static acm_status pick(acm__trial *run, const acm__scenario_act *act, acm__str name,
                       acm__question *out)
{
    acm__called called;
    acm__picked picked;
    acm_error error;
    acm_status status = acm__trial_call(run, name, &called);
    if (status == ACM_OK)
        status = acm__trial_look(run);
    if (status != ACM_OK)
        return status;
    acm_error_init(&error);
    if (acm__pick(run->c, &run->now, &called, out->command, act->instance, &picked, &error) !=
        ACM_OK)
        acm__buffer_print(&run->report, "  %s\n", error.message);
    out->item = picked.item;
    out->instance = picked.instance;
    return ACM_OK;
}

acm_status acm__trial_question(acm__trial *run, const acm__scenario_act *act, uint32_t index,
                               acm__question *out)
{
    *out = (acm__question){.command = act->verb->command,
                           .actor = acm_roster_find(run->roster, act->actor.at)};
    return act->item_count ? pick(run, act, act->items[index], out) : ACM_OK;
}

static acm_status report_refusal(acm__trial *run, const char *what, const acm__question *question,
                                 const acm__answer *answer)
{
    acm__buffer_print(&run->report, "  %s: %s: %s\n", what, acm_status_name(answer->status),
                      answer->error.message);
    return acm__report_explain(run, question, true, &run->report);
}

/* One item after the other, up to the first that is refused; the facts belong to the first. */
static acm_status do_act(acm__trial *run, const acm__scenario_act *act)
{
    acm_status status = ACM_OK;
    uint32_t count = act->item_count ? act->item_count : 1;
    for (uint32_t i = 0; status == ACM_OK && !run->report.len && i < count; i++) {
        acm__question question;
        acm__answer answer = {.status = ACM_OK};
        status = acm__trial_question(run, act, i, &question);
        if (status == ACM_OK && !run->report.len)
            status = acm__post_act(run, act, &question, i == 0, &answer);
        if (status == ACM_OK && answer.status != ACM_OK)
            status = report_refusal(run, "refused", &question, &answer);
    }
    return status;
}

/* Whether the refusal is the one that the step foretells. */
static acm_status check_refusal(acm__trial *run, const acm__scenario_act *act,
                                const acm__question *question, const acm__answer *answer)
{
    bool holds;
    if (answer->status == ACM_OK) {
        acm__buffer_print(&run->report, "  was accepted, but must be refused: %s\n",
                          act->fails->name);
        return ACM_OK;
    }
    acm_status status = acm__check_reason(run, question, act->fails, answer->status, &holds);
    if (status == ACM_OK && !holds)
        status = report_refusal(run, "refused for another reason", question, answer);
    return status == ACM_OK ? acm__check_blockers(run, question, &act->blockers) : status;
}

/* A refused command changes nothing: neither what can be seen nor what is recorded. */
static acm_status check_unchanged(acm__trial *run)
{
    acm_status status = acm__trial_look(run);
    if (status == ACM_OK && (!acm__board_equal(&run->before, &run->now) || acm_log_count(run->log)))
        acm__buffer_print(&run->report, "  was refused, yet it changed the case\n");
    return status;
}

/* Why it was refused, for those who watch. */
static acm_status note_refusal(acm__trial *run, const acm__question *question,
                               const acm__answer *answer)
{
    if (!run->options.watch)
        return ACM_OK;
    acm_status status = acm__report_explain(run, question, false, &run->refusal);
    if (!run->refusal.len)
        acm__buffer_print(&run->refusal, "%s\n", answer->error.message);
    return status == ACM_OK && run->refusal.failed ? ACM_E_NOMEM : status;
}

static acm_status do_refused(acm__trial *run, const acm__scenario_act *act)
{
    acm__question question;
    acm__answer answer;
    acm_status status = acm__trial_question(run, act, 0, &question);
    if (status != ACM_OK || run->report.len)
        return status;
    status = acm__board_take(&run->before, run->c, &run->creation);
    if (status == ACM_OK)
        status = acm__post_act(run, act, &question, true, &answer);
    if (status != ACM_OK)
        return status;
    status = check_refusal(run, act, &question, &answer);
    if (status == ACM_OK && answer.status != ACM_OK)
        status = check_unchanged(run);
    return status == ACM_OK ? note_refusal(run, &question, &answer) : status;
}

static acm_status do_step(acm__trial *run)
{
    const acm__scenario_step *step = &run->scenario->steps[run->step];
    acm__buffer_cut(&run->report, 0);
    acm__buffer_cut(&run->refusal, 0);
    acm_log_clear(run->log);
    acm_status status = !step->act.verb   ? acm__check_expectation(run, &step->expect)
                        : step->act.fails ? do_refused(run, &step->act)
                                          : do_act(run, &step->act);
    if (status == ACM_OK)
        status = acm__trace_take(run, false);
    return status == ACM_OK && run->report.failed ? ACM_E_NOMEM : status;
}

static acm_status watch(acm__trial *run, size_t step)
{
    if (!run->options.watch)
        return ACM_OK;
    int32_t stop = run->options.watch(run->options.user, run->scenario, step, run->c,
                                      run->refusal.len ? run->refusal.at : NULL);
    return stop ? acm__trial_stopped(run, stop) : ACM_OK;
}

static acm_status fill_roster(acm__trial *run)
{
    const acm_scenario *s = run->scenario;
    acm_status status = acm_roster_new(run->allocator, &run->roster, run->err);
    for (uint32_t i = 0; status == ACM_OK && i < s->people_count; i++)
        status = acm_roster_add(run->roster, s->people[i].id.at, s->people[i].name.at,
                                s->people[i].roles.at, NULL, run->err);
    return status;
}

static acm_status start_case(acm__trial *run)
{
    const acm_scenario *s = run->scenario;
    acm_command *facts = NULL;
    acm_case_options options;
    acm_case_options_init(&options);
    options.roles = s->roles;
    options.scope = s->scope.at;
    options.semantics = s->semantics;
    options.time = s->time;
    const char *plan = run->options.plan ? run->options.plan : s->plan.at;
    acm_status status = acm__post_first_facts(run, &options, &facts);
    if (status == ACM_OK && plan)
        status = acm_scenario_find(run->playbook, 0, plan, ACM_NTS, &run->plan, run->err);
    options.plan = run->plan;
    if (status == ACM_OK)
        status = acm_case_new(run->playbook, run->roster, run->log, &options, &run->c, run->err);
    acm__free(run->allocator, facts);
    return status;
}

static acm_status begin(acm__trial *run)
{
    acm_status status = fill_roster(run);
    if (status == ACM_OK)
        status = acm_log_new(run->allocator, &run->log, run->err);
    if (status == ACM_OK)
        status = start_case(run);
    if (status == ACM_OK)
        status = acm__board_init(&run->before, run->allocator, run->playbook);
    if (status == ACM_OK)
        status = acm__board_init(&run->now, run->allocator, run->playbook);
    if (status == ACM_OK)
        status = acm__trace_take(run, true);
    return status == ACM_OK ? watch(run, 0) : status;
}

static void finish(acm__trial *run)
{
    acm_case_free(run->c);
    acm_log_free(run->log);
    acm_roster_free(run->roster);
    acm__board_dispose(&run->before);
    acm__board_dispose(&run->now);
    acm__creation_dispose(&run->creation);
    acm__free(run->allocator, run->commands);
    acm__free(run->allocator, run->events);
    acm__free(run->allocator, run->marks);
    acm__buffer_dispose(&run->report);
    acm__buffer_dispose(&run->refusal);
    acm__buffer_dispose(&run->block);
}

/* Runs the steps until one does not hold. */
static acm_status run_steps(acm__trial *run, acm_scenario_result *result)
{
    const acm_scenario *s = run->scenario;
    acm_status status = ACM_OK;
    for (run->step = 0; status == ACM_OK && run->step < s->step_count; run->step++) {
        status = do_step(run);
        if (status != ACM_OK)
            return status;
        result->steps++;
        if (run->report.len) {
            result->failed_step = (uint32_t)run->step + 1;
            result->line = s->steps[run->step].line;
            return acm__report_send(run);
        }
        status = watch(run, run->step + 1);
    }
    result->passed = status == ACM_OK;
    return status;
}

acm_status acm__scenario_run(const acm_scenario *scenario, acm_playbook *playbook,
                             const acm_scenario_options *options, acm_scenario_result *result,
                             acm_error *err)
{
    const acm_allocator *allocator = &scenario->arena.allocator;
    acm__trial run = {.scenario = scenario,
                      .allocator = allocator,
                      .options = *options,
                      .playbook = playbook,
                      .plan = 1,
                      .creation = {.allocator = allocator},
                      .report = {.allocator = allocator},
                      .refusal = {.allocator = allocator},
                      .block = {.allocator = allocator},
                      .err = err};
    acm_scenario_result out;
    acm_scenario_result_init(&out);
    acm_status status = begin(&run);
    if (status == ACM_OK)
        status = run_steps(&run, &out);
    out.struct_size = result->struct_size;
    acm__struct_write(result, result->struct_size, &out, sizeof out);
    finish(&run);
    return status == ACM_E_NOMEM ? acm__nomem(err) : status;
}
