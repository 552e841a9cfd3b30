#include "harness/scenario.h"

#include "base/error.h"

#include <string.h>

void acm_scenario_options_init(acm_scenario_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->struct_size = sizeof *options;
}

void acm_scenario_result_init(acm_scenario_result *result)
{
    if (!result)
        return;
    memset(result, 0, sizeof *result);
    result->struct_size = sizeof *result;
}

const char *acm_scenario_id(const acm_scenario *scenario)
{
    return scenario ? scenario->id.at : NULL;
}

const char *acm_scenario_model(const acm_scenario *scenario, size_t index)
{
    return scenario && index < scenario->model_count ? scenario->models[index].at : NULL;
}

const char *acm_scenario_case(const acm_scenario *scenario)
{
    return scenario ? scenario->case_id.at : NULL;
}

const char *acm_scenario_step_text(const acm_scenario *scenario, size_t step)
{
    return scenario && step >= 1 && step <= scenario->step_count ? scenario->steps[step - 1].text
                                                                 : NULL;
}

const acm__scenario_person *acm__scenario_find_person(const acm_scenario *scenario, acm__str id)
{
    for (uint32_t i = 0; i < scenario->people_count; i++)
        if (acm__str_equal(scenario->people[i].id, id))
            return &scenario->people[i];
    return NULL;
}

void acm_scenario_free(acm_scenario *scenario)
{
    if (!scenario)
        return;
    acm__arena arena = scenario->arena;
    acm__free(&arena.allocator, scenario);
    acm__arena_dispose(&arena);
}

#ifndef ACM_WITH_JSON /* then there are no scenarios to run either */
acm_status acm__scenario_parse(const char *json, size_t len, acm_scenario *scenario, acm_error *err)
{
    (void)json, (void)len, (void)scenario;
    return acm__error(err, ACM_E_UNSUPPORTED, "this build reads no JSON");
}

acm_status acm__scenario_run(const acm_scenario *scenario, acm_playbook *playbook,
                             const acm_scenario_options *options, acm_scenario_result *result,
                             acm_error *err)
{
    (void)scenario, (void)playbook, (void)options, (void)result;
    return acm__error(err, ACM_E_UNSUPPORTED, "this build reads no JSON");
}
#endif

acm_status acm_scenario_read(const char *json, size_t len, const acm_allocator *allocator,
                             acm_scenario **scenario, acm_error *err)
{
    acm__str text;
    acm_allocator own;
    if (scenario)
        *scenario = NULL;
    if (!scenario || !acm__str_from(json, len, &text))
        return acm__error(err, ACM_E_INVALID, "a text and a place for the scenario are needed");
    if (!acm__allocator_copy(allocator, &own))
        return acm__error(err, ACM_E_VERSION, "an allocator of another version");
    acm_scenario *s = acm__calloc(&own, 1, sizeof *s);
    if (!s)
        return acm__nomem(err);
    acm__arena_init(&s->arena, &own);
    acm_status status = acm__scenario_parse(text.at, text.len, s, err);
    if (status == ACM_OK)
        *scenario = s;
    else
        acm_scenario_free(s);
    return status;
}

static acm_status check_arguments(const acm_scenario *scenario, const acm_playbook *playbook,
                                  const acm_scenario_options *options,
                                  const acm_scenario_result *result, acm_scenario_options *own,
                                  acm_error *err)
{
    acm_scenario_options_init(own);
    if (!scenario || !playbook || !result)
        return acm__error(err, ACM_E_INVALID, "a scenario, a playbook and a result are needed");
    if (result->struct_size < sizeof *result ||
        (options &&
         !acm__struct_read(own, sizeof *own, options, options->struct_size, sizeof *own)))
        return acm__error(err, ACM_E_VERSION, "options or result of another version");
    return ACM_OK;
}

acm_status acm_scenario_run(const acm_scenario *scenario, acm_playbook *playbook,
                            const acm_scenario_options *options, acm_scenario_result *result,
                            acm_error *err)
{
    acm_scenario_options own;
    acm_status status = check_arguments(scenario, playbook, options, result, &own, err);
    return status ? status : acm__scenario_run(scenario, playbook, &own, result, err);
}
