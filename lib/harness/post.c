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

static acm_status post(acm__run *run, acm_command *command, acm__str text, acm__str value,
                       acm__answer *answer)
{
    acm__buffer *block = &run->block;
    acm__buffer_cut(block, 0);
    place_texts(block, command, text, value);
    if (block->failed)
        return ACM_E_NOMEM;
    acm_error_init(&answer->error);
    answer->status = acm_case_post(run->c, command, sizeof *command, 1, block->at, block->len, NULL,
                                   &answer->error);
    bool broken = answer->status == ACM_E_NOMEM || answer->status == ACM_E_INTERNAL;
    return broken ? acm__error(run->err, answer->status, "%s", answer->error.message) : ACM_OK;
}

static acm_command fact_command(const acm__scenario_fact *fact, acm_id actor)
{
    return (acm_command){.kind = ACM_COMMAND_SET_FACT,
                         .actor = actor,
                         .value_kind = fact->kind,
                         .integer = fact->integer,
                         .real = fact->real};
}

acm_status acm__post_facts(acm__run *run, const acm__scenario_facts *facts, acm_id actor,
                           acm__answer *answer)
{
    acm_status status = ACM_OK;
    answer->status = ACM_OK;
    for (uint32_t i = 0; status == ACM_OK && answer->status == ACM_OK && i < facts->count; i++) {
        acm_command command = fact_command(&facts->at[i], actor);
        status = post(run, &command, facts->at[i].name, facts->at[i].string, answer);
    }
    return status;
}

acm_status acm__post_first_facts(acm__run *run, acm_case_options *options, acm_command **commands)
{
    const acm__scenario_facts *facts = &run->scenario->facts;
    acm__buffer *block = &run->block;
    *commands = acm__calloc(run->allocator, facts->count + !facts->count, sizeof **commands);
    acm__buffer_cut(block, 0);
    for (uint32_t i = 0; *commands && i < facts->count; i++) {
        acm_command *command = &(*commands)[i];
        *command = fact_command(&facts->at[i], 0);
        place_texts(block, command, facts->at[i].name, facts->at[i].string);
    }
    options->facts = *commands;
    options->fact_count = facts->count;
    options->fact_stride = sizeof(acm_command);
    options->facts_text = block->at;
    options->facts_text_len = block->len;
    return *commands && !block->failed ? ACM_OK : ACM_E_NOMEM;
}

/* The instance that the act names by its place in the order of creation; 0 if it names none. */
static acm_status find_instance(acm__run *run, const acm__scenario_act *act, acm_id item,
                                acm_id *instance)
{
    if (act->instance == ACM__NO_INSTANCE)
        return ACM_OK;
    acm_status status = acm__board_take(&run->now, run->c);
    if (status != ACM_OK)
        return status;
    const acm_board_row *row = acm__board_row(&run->now, item, (uint32_t)act->instance);
    if (row)
        *instance = row->instance;
    else
        acm__buffer_print(&run->report, "  there is no instance %d\n", act->instance);
    return ACM_OK;
}

acm_status acm__post_act(acm__run *run, const acm__scenario_act *act, const acm__question *question,
                         acm__answer *answer)
{
    acm_command command = {
        .kind = question->command, .item = question->item, .actor = question->actor};
    acm__str text = act->text;
    answer->status = ACM_OK;
    if (command.kind == ACM_COMMAND_ADVANCE) {
        int64_t now = acm_case_time(run->c);
        command.time = act->by > INT64_MAX - now ? INT64_MAX : now + act->by;
        text = (acm__str){NULL, 0};
    }
    acm_status status = find_instance(run, act, question->item, &command.instance);
    if (status != ACM_OK || run->report.len)
        return status;
    return post(run, &command, text, (acm__str){NULL, 0}, answer);
}
