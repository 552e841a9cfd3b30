/* post.c - a scenario's acts as commands to the case. */
#include "harness/run.h"

#include "base/error.h"

/* Appends the texts of a command to the block that is given beside it. */
static void place_texts(acm__buffer *block, acm_command *command, acm__str text, acm__str value)
{
    command->text_at = block->len;
    command->text_len = text.len;
    acm__buffer_add(block, text.at, text.len);
    command->value_at = block->len;
    command->value_len = value.len;
    acm__buffer_add(block, value.at, value.len);
}

static acm_command fact_command(const acm__scenario_fact *fact, acm_id actor)
{
    return (acm_command){.kind = ACM_COMMAND_SET_FACT,
                         .actor = actor,
                         .value_kind = fact->kind,
                         .integer = fact->integer,
                         .real = fact->real};
}

static void put_facts(acm__buffer *block, acm_command *out, const acm__scenario_facts *facts,
                      acm_id actor)
{
    for (uint32_t i = 0; i < facts->count; i++) {
        out[i] = fact_command(&facts->at[i], actor);
        place_texts(block, &out[i], facts->at[i].name, facts->at[i].string);
    }
}

acm_status acm__post_first_facts(acm__trial *run, acm_case_options *options, acm_command **commands)
{
    const acm__scenario_facts *facts = &run->scenario->facts;
    acm__buffer *block = &run->block;
    *commands = acm__calloc(run->allocator, facts->count + !facts->count, sizeof **commands);
    if (!*commands)
        return ACM_E_NOMEM;
    acm__buffer_cut(block, 0);
    put_facts(block, *commands, facts, 0);
    options->facts = *commands;
    options->fact_count = facts->count;
    options->fact_stride = sizeof(acm_command);
    options->facts_text = block->at;
    options->facts_text_len = block->len;
    return block->failed ? ACM_E_NOMEM : ACM_OK;
}

/* Posts commands as one. */
static acm_status post(acm__trial *run, uint32_t count, acm__answer *answer)
{
    const acm__buffer *block = &run->block;
    for (uint32_t i = 0; i + 1 < count; i++)
        run->commands[i].flags = ACM_COMMAND_WITH_NEXT;
    acm_error_init(&answer->error);
    answer->status = acm_case_post(run->c, run->commands, sizeof *run->commands, count, block->at,
                                   block->len, NULL, &answer->error);
    bool broken = answer->status == ACM_E_NOMEM || answer->status == ACM_E_INTERNAL;
    return broken ? acm__error(run->err, answer->status, "%s", answer->error.message) : ACM_OK;
}

/* Time ends somewhere. */
static int64_t time_of(const acm__trial *run, const acm__scenario_act *act)
{
    int64_t time;
    return acm__moment_time(&act->when, acm_case_time(run->c), &time) ? time : INT64_MAX;
}

static void put_act(acm__trial *run, const acm__scenario_act *act, const acm__question *question,
                    acm_command *out)
{
    acm__str text = act->text, none = {NULL, 0};
    *out = (acm_command){.kind = question->command,
                         .item = question->item,
                         .instance = question->instance,
                         .actor = question->actor};
    if (out->kind == ACM_COMMAND_ADVANCE) {
        out->time = time_of(run, act);
        text = none;
    }
    place_texts(&run->block, out, text, none);
}

acm_status acm__post_act(acm__trial *run, const acm__scenario_act *act,
                         const acm__question *question, bool with_facts, acm__answer *answer)
{
    uint32_t count = with_facts ? act->facts.count : 0;
    void *commands = run->commands;
    if (!acm__reserve(run->allocator, &commands, &run->command_capacity, (size_t)count + 1,
                      sizeof *run->commands))
        return ACM_E_NOMEM;
    run->commands = commands;
    acm__buffer_cut(&run->block, 0);
    if (count)
        put_facts(&run->block, run->commands, &act->facts, question->actor);
    if (question->command != ACM_COMMAND_SET_FACT)
        put_act(run, act, question, &run->commands[count++]);
    return run->block.failed ? ACM_E_NOMEM : post(run, count, answer);
}
