#include "harness/describe.h"

#include "harness/words.h"

static void add_facts(acm__buffer *out, const acm__scenario_facts *facts)
{
    for (uint32_t i = 0; i < facts->count; i++)
        acm__buffer_print(out, "%s%s = %s", i ? ", " : " ", facts->at[i].name.at,
                          facts->at[i].written.at);
}

static void add_act(acm__buffer *out, const acm__scenario_act *act)
{
    acm_command_kind command = act->verb->command;
    if (act->actor.at)
        acm__buffer_print(out, "as %s: ", act->actor.at);
    acm__buffer_print(out, "%s", act->verb->name);
    for (uint32_t i = 0; i < act->item_count; i++)
        acm__buffer_print(out, "%s%s", i ? ", " : " ", act->items[i].at);
    if (act->instance != ACM__NO_INSTANCE)
        acm__buffer_print(out, " (instance %d)", act->instance);
    if (act->facts.count && command != ACM_COMMAND_SET_FACT)
        acm__buffer_print(out, " with");
    add_facts(out, &act->facts);
    if (command == ACM_COMMAND_WAIVE && act->text.at)
        acm__buffer_print(out, " because %s", act->text.at);
    else if (command == ACM_COMMAND_SET_SCOPE && !act->text.len)
        acm__buffer_print(out, " to everything");
    else if (command == ACM_COMMAND_SET_SCOPE || command == ACM_COMMAND_REMOVE_FACT)
        acm__buffer_print(out, " %s", act->text.at);
    else if (command == ACM_COMMAND_ADVANCE)
        acm__buffer_print(out, " %s %s", act->when.is_time ? "to" : "by", act->text.at);
    if (act->fails)
        acm__buffer_print(out, ", refused: %s", act->fails->name);
}

static void add_item(acm__buffer *out, const acm__expected_item *item)
{
    acm__buffer_print(out, " %s", item->item.at);
    for (uint32_t i = 0; i < item->count; i++)
        acm__buffer_print(out, "%s%s", i ? "/" : " ", acm_state_name(item->states[i]));
    if (!item->count)
        acm__buffer_print(out, " none");
    acm__buffer_print(out, ",");
}

static void add_users(acm__buffer *out, const acm__expected_user *expected)
{
    acm__buffer_print(out, " %s with", expected->item.at);
    for (uint32_t i = 0; i < expected->count; i++)
        acm__buffer_print(out, "%s%s", i ? "/" : " ",
                          expected->users[i].at ? expected->users[i].at : "nobody");
    acm__buffer_print(out, ",");
}

static void add_expectation(acm__buffer *out, const acm__expectation *e)
{
    acm__buffer_print(out, "expect");
    if (e->state)
        acm__buffer_print(out, " case %s,", acm_state_name(e->state));
    for (uint32_t i = 0; i < e->item_count; i++)
        add_item(out, &e->items[i]);
    for (uint32_t i = 0; i < e->condition_count; i++)
        acm__buffer_print(out, " %s %s,", e->conditions[i].condition.at,
                          acm_condition_state_name(e->conditions[i].state));
    for (uint32_t i = 0; i < e->user_count; i++)
        add_users(out, &e->users[i]);
    for (uint32_t i = 0; i < e->question_count; i++)
        acm__buffer_print(out, " blockers of %s %s,", e->questions[i].verb->name,
                          e->questions[i].item_count ? e->questions[i].items[0].at : "the case");
    if (out->len && out->at[out->len - 1] == ',')
        acm__buffer_cut(out, out->len - 1);
}

const char *acm__step_describe(const acm__scenario_step *step, acm__buffer *work, acm__arena *arena)
{
    acm__buffer_cut(work, 0);
    if (step->act.verb)
        add_act(work, &step->act);
    else
        add_expectation(work, &step->expect);
    return work->failed ? NULL : acm__str_copy(arena, work->at, work->len).at;
}
