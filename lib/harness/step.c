/* step.c - reads the steps of a scenario: what is done, and what must hold. */
#include "harness/describe.h"
#include "harness/reader.h"
#include "harness/words.h"

static bool unknown_word(acm__json *r, acm__str word)
{
    return acm__json_fail(r, "unknown word \"%s\"", word.at);
}

static bool read_state(acm__json *r, const json_t *value, void *to)
{
    acm__str word;
    if (!acm__json_text(r, value, &word))
        return false;
    return acm__name_find(acm_state_name, ACM_STATE_AVAILABLE, word, to) || unknown_word(r, word);
}

static bool read_condition_state(acm__json *r, const json_t *value, void *to)
{
    acm__str word;
    if (!acm__json_text(r, value, &word))
        return false;
    return acm__name_find(acm_condition_state_name, ACM_CONDITION_STATE_NONE, word, to) ||
           unknown_word(r, word);
}

/* Acts. Each function reads the value of one key. */

static bool read_do(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    acm__str name;
    if (!acm__json_text(r, value, &name))
        return false;
    act->verb = acm__verb_find(name);
    return act->verb ? true : acm__json_fail(r, "unknown verb \"%s\"", name.at);
}

static bool read_item(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    act->items = acm__arena_calloc(r->arena, 1, sizeof *act->items);
    act->item_count = 1;
    if (!act->items)
        return acm__json_nomem(r);
    return acm__json_name(r, value, act->items);
}

static bool read_items(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    if (!acm__json_list(r, value, sizeof *act->items, &act->items, &act->item_count,
                        acm__json_name))
        return false;
    return act->item_count ? true : acm__json_fail(r, "must not be empty");
}

static bool read_instance(acm__json *r, const json_t *value, void *to)
{
    int64_t index;
    if (!acm__json_integer(r, value, 0, INT32_MAX, &index))
        return false;
    ((acm__scenario_act *)to)->instance = (int32_t)index;
    return true;
}

static bool read_variables(acm__json *r, const json_t *value, void *to)
{
    return acm__reader_facts(r, value, &((acm__scenario_act *)to)->facts);
}

static bool read_name(acm__json *r, const json_t *value, void *to)
{
    return acm__json_text(r, value, &((acm__scenario_act *)to)->text);
}

static bool read_value(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    act->facts.at = acm__arena_calloc(r->arena, 1, sizeof *act->facts.at);
    act->facts.count = 1;
    return act->facts.at ? acm__reader_fact(r, value, act->facts.at) : acm__json_nomem(r);
}

static bool read_as(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    if (!acm__json_text(r, value, &act->actor))
        return false;
    return acm__scenario_find_person(acm__scenario_reader_of(r)->scenario, act->actor)
               ? true
               : acm__json_fail(r, "\"%s\" is not among the participants", act->actor.at);
}

static bool read_user(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    return acm__json_text(r, value, &act->actor) && acm__reader_person(r, act->actor);
}

static bool read_moment(acm__json *r, const json_t *value, acm__scenario_act *act, bool is_time)
{
    if (!acm__json_text(r, value, &act->text))
        return false;
    if (acm__moment_parse(act->text, &act->when) && act->when.is_time == is_time)
        return true;
    return acm__json_fail(r, "\"%s\" is no %s", act->text.at,
                          is_time ? "time such as 2026-03-31T17:00Z" : "duration such as PT1H30M");
}

static bool read_by(acm__json *r, const json_t *value, void *to)
{
    return read_moment(r, value, to, false);
}

static bool read_to(acm__json *r, const json_t *value, void *to)
{
    return read_moment(r, value, to, true);
}

static bool read_scope(acm__json *r, const json_t *value, void *to)
{
    return acm__reader_joined(r, value, &((acm__scenario_act *)to)->text);
}

static bool read_reason(acm__json *r, const json_t *value, void *to)
{
    return acm__json_any_text(r, value, &((acm__scenario_act *)to)->text);
}

static bool read_fails(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    acm__str name;
    if (!acm__json_text(r, value, &name))
        return false;
    act->fails = acm__refusal_find(name);
    return act->fails ? true : acm__json_fail(r, "unknown reason \"%s\"", name.at);
}

static bool read_blocker_kind(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_blocker *blocker = to;
    acm__str word;
    if (!acm__json_text(r, value, &word))
        return false;
    return acm__word_find(acm__blocker_words, word, &blocker->kind) || unknown_word(r, word);
}

static bool read_subject(acm__json *r, const json_t *value, void *to)
{
    return acm__json_name(r, value, &((acm__scenario_blocker *)to)->subject);
}

static bool read_blocker_role(acm__json *r, const json_t *value, void *to)
{
    return acm__json_text(r, value, &((acm__scenario_blocker *)to)->role);
}

static bool read_blocker(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"kind", read_blocker_kind, true, 0},
                                             {"subject", read_subject, false, 0},
                                             {"role", read_blocker_role, false, 0}};
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), to, NULL);
}

static bool read_blockers(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_blockers *blockers = &((acm__scenario_act *)to)->blockers;
    blockers->given = true;
    return acm__json_list(r, value, sizeof *blockers->at, &blockers->at, &blockers->count,
                          read_blocker);
}

/* In the order of the ACM__KEY_ bits; the rows behind them have bits of their own. */
static const acm__json_field act_fields[] = {
    {"item", read_item, false, 0},
    {"instance", read_instance, false, 0},
    {"variables", read_variables, false, 0},
    {"as", read_as, false, 0},
    {"user", read_user, false, 0},
    {"name", read_name, false, 0},
    {"value", read_value, false, 0},
    {"by", read_by, false, 0},
    {"scope", read_scope, false, 0},
    {"reason", read_reason, false, 0},
    {"fails", read_fails, false, 0},
    {"blockers", read_blockers, false, 0},
    {"to", read_to, false, 0},
    {"items", read_items, false, 0},
    {"do", read_do, false, 0},
};

enum {
    ACT_FIELDS = ACM__JSON_COUNT(act_fields),
    KEY_ITEMS = 1 << 13,
    KEY_DO = 1 << 14
};

static bool check_keys(acm__json *r, const acm__scenario_verb *verb, uint32_t present)
{
    uint32_t allowed = verb->needs | verb->may;
    for (size_t i = 0; i < ACT_FIELDS; i++) {
        uint32_t bit = 1u << i;
        if (present & bit & ~allowed)
            return acm__json_fail(r, "%s takes no \"%s\"", verb->name, act_fields[i].key);
        if (verb->needs & bit & ~present)
            return acm__json_fail(r, "%s needs \"%s\"", verb->name, act_fields[i].key);
    }
    return true;
}

/* Keys that make no sense together. */
static bool check_together(acm__json *r, const acm__scenario_act *act, uint32_t present)
{
    if ((present & KEY_ITEMS) && (present & (ACM__KEY_ITEM | ACM__KEY_INSTANCE | ACM__KEY_FAILS)))
        return acm__json_fail(r, "\"items\" stands without \"item\", \"instance\" and \"fails\"");
    if ((present & ACM__KEY_BLOCKERS) && !(present & ACM__KEY_FAILS))
        return acm__json_fail(r, "\"blockers\" stands with \"fails\"");
    if ((present & ACM__KEY_USER) && (present & ACM__KEY_AS))
        return acm__json_fail(r, "either \"as\" or \"user\" says who claims");
    if (act->verb->command == ACM_COMMAND_CLAIM && !act->actor.at)
        return acm__json_fail(r, "claim needs \"as\" or \"user\"");
    if (act->verb->command == ACM_COMMAND_ADVANCE &&
        !(present & ACM__KEY_BY) == !(present & ACM__KEY_TO))
        return acm__json_fail(r, "advanceTime needs either \"by\" or \"to\"");
    return true;
}

static bool read_act(acm__json *r, const json_t *value, acm__scenario_act *act)
{
    uint32_t present;
    act->instance = ACM__NO_INSTANCE;
    if (!acm__json_object(r, value, act_fields, ACT_FIELDS, act, &present))
        return false;
    if (!act->verb)
        return acm__json_fail(r, "a step needs \"do\" or \"expect\"");
    uint32_t keys = present & ~(uint32_t)(KEY_ITEMS | KEY_DO);
    if (present & KEY_ITEMS)
        keys |= ACM__KEY_ITEM;
    if (!check_keys(r, act->verb, keys) || !check_together(r, act, present))
        return false;
    if (present & ACM__KEY_VALUE)
        act->facts.at[0].name = act->text;
    return true;
}

/* Expectations. */

static bool read_case_state(acm__json *r, const json_t *value, void *to)
{
    return read_state(r, value, &((acm__expectation *)to)->state);
}

static bool read_expected_item(acm__json *r, acm__str key, const json_t *value, void *to)
{
    acm__expected_item *expected = to;
    expected->item = key;
    if (!json_is_string(value))
        return acm__json_list(r, value, sizeof *expected->states, &expected->states,
                              &expected->count, read_state);
    expected->states = acm__arena_calloc(r->arena, 1, sizeof *expected->states);
    expected->count = 1;
    return expected->states ? read_state(r, value, expected->states) : acm__json_nomem(r);
}

static bool read_expected_items(acm__json *r, const json_t *value, void *to)
{
    acm__expectation *e = to;
    return acm__json_map(r, value, sizeof *e->items, &e->items, &e->item_count, read_expected_item);
}

static bool read_condition(acm__json *r, acm__str key, const json_t *value, void *to)
{
    acm__expected_condition *expected = to;
    expected->condition = key;
    return read_condition_state(r, value, &expected->state);
}

static bool read_conditions(acm__json *r, const json_t *value, void *to)
{
    acm__expectation *e = to;
    return acm__json_map(r, value, sizeof *e->conditions, &e->conditions, &e->condition_count,
                         read_condition);
}

static bool read_assigned(acm__json *r, const json_t *value, void *to)
{
    return json_is_null(value) ? true : acm__json_text(r, value, to);
}

static bool read_assignee(acm__json *r, acm__str key, const json_t *value, void *to)
{
    acm__expected_user *expected = to;
    expected->item = key;
    expected->each = json_is_array(value);
    if (expected->each)
        return acm__json_list(r, value, sizeof *expected->users, &expected->users, &expected->count,
                              read_assigned);
    expected->users = acm__arena_calloc(r->arena, 1, sizeof *expected->users);
    expected->count = 1;
    return expected->users ? read_assigned(r, value, expected->users) : acm__json_nomem(r);
}

static bool read_assignees(acm__json *r, const json_t *value, void *to)
{
    acm__expectation *e = to;
    return acm__json_map(r, value, sizeof *e->users, &e->users, &e->user_count, read_assignee);
}

/* A command that is only asked about. */
static bool read_question(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"do", read_do, true, 0},
                                             {"item", read_item, false, 0},
                                             {"instance", read_instance, false, 0},
                                             {"as", read_as, false, 0},
                                             {"blockers", read_blockers, true, 0}};
    acm__scenario_act *act = to;
    act->instance = ACM__NO_INSTANCE;
    if (!acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), act, NULL))
        return false;
    if (!(act->verb->may & ACM__KEY_BLOCKERS))
        return acm__json_fail(r, "what stands in the way of %s cannot be asked", act->verb->name);
    bool about_item = (act->verb->needs & ACM__KEY_ITEM) != 0;
    if (about_item != (act->item_count != 0) || (!about_item && act->instance != ACM__NO_INSTANCE))
        return acm__json_fail(r, "%s %s \"item\"", act->verb->name,
                              about_item ? "needs" : "takes no");
    return true;
}

static bool read_questions(acm__json *r, const json_t *value, void *to)
{
    acm__expectation *e = to;
    return acm__json_list(r, value, sizeof *e->questions, &e->questions, &e->question_count,
                          read_question);
}

static bool read_expect(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"case", read_case_state, false, 0},
                                             {"items", read_expected_items, false, 0},
                                             {"conditions", read_conditions, false, 0},
                                             {"assignee", read_assignees, false, 0},
                                             {"blockers", read_questions, false, 0}};
    acm__scenario_step *step = to;
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &step->expect, NULL);
}

bool acm__reader_step(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"expect", read_expect, true, 0}};
    acm__scenario_step *step = to;
    bool done = json_object_get(value, "expect")
                    ? acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), step, NULL)
                    : read_act(r, value, &step->act);
    if (!done)
        return false;
    step->text = acm__step_describe(step, &acm__scenario_reader_of(r)->text, r->arena);
    return step->text ? true : acm__json_nomem(r);
}
