/* step.c - reads the steps of a scenario: what is done, and what must hold. */
#include "harness/describe.h"
#include "harness/reader.h"
#include "harness/words.h"

#include "base/duration.h"

static bool unknown_word(acm__reader *r, acm__str word)
{
    return acm__reader_fail(r, "unknown word \"%s\"", word.at);
}

static bool read_state(acm__reader *r, const json_t *value, void *to)
{
    acm__str word;
    if (!acm__reader_text(r, value, &word))
        return false;
    return acm__name_find(acm_state_name, ACM_STATE_AVAILABLE, word, to) || unknown_word(r, word);
}

static bool read_condition_state(acm__reader *r, const json_t *value, void *to)
{
    acm__str word;
    if (!acm__reader_text(r, value, &word))
        return false;
    return acm__name_find(acm_condition_state_name, ACM_CONDITION_STATE_NONE, word, to) ||
           unknown_word(r, word);
}

/* Acts. Each function reads the value of one key. */

static bool read_do(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    acm__str name;
    if (!acm__reader_text(r, value, &name))
        return false;
    act->verb = acm__verb_find(name);
    return act->verb ? true : acm__reader_fail(r, "unknown verb \"%s\"", name.at);
}

static bool read_item(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    act->items = acm__arena_calloc(r->arena, 1, sizeof *act->items);
    act->item_count = 1;
    if (!act->items)
        return acm__reader_nomem(r);
    return acm__reader_name(r, value, act->items);
}

static bool read_items(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    if (!acm__reader_list(r, value, sizeof *act->items, &act->items, &act->item_count,
                          acm__reader_name))
        return false;
    return act->item_count ? true : acm__reader_fail(r, "must not be empty");
}

static bool read_instance(acm__reader *r, const json_t *value, void *to)
{
    json_int_t index = json_integer_value(value);
    if (!json_is_integer(value) || index < 0 || index > INT32_MAX)
        return acm__reader_fail(r, "must be a number from 0");
    ((acm__scenario_act *)to)->instance = (int32_t)index;
    return true;
}

static bool read_variables(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_facts(r, value, &((acm__scenario_act *)to)->facts);
}

static bool read_name(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_text(r, value, &((acm__scenario_act *)to)->text);
}

static bool read_value(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    act->facts.at = acm__arena_calloc(r->arena, 1, sizeof *act->facts.at);
    act->facts.count = 1;
    return act->facts.at ? acm__reader_fact(r, value, act->facts.at) : acm__reader_nomem(r);
}

static bool read_as(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    if (!acm__reader_text(r, value, &act->actor))
        return false;
    return acm__scenario_find_person(r->scenario, act->actor)
               ? true
               : acm__reader_fail(r, "\"%s\" is not among the participants", act->actor.at);
}

static bool read_user(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    return acm__reader_text(r, value, &act->actor) && acm__reader_person(r, act->actor);
}

static bool read_by(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    if (!acm__reader_text(r, value, &act->text))
        return false;
    return acm__duration_parse(act->text, &act->by)
               ? true
               : acm__reader_fail(r, "\"%s\" is no duration such as PT1H30M", act->text.at);
}

static bool read_scope(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_joined(r, value, &((acm__scenario_act *)to)->text);
}

static bool read_reason(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_any_text(r, value, &((acm__scenario_act *)to)->text);
}

static bool read_fails(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_act *act = to;
    acm__str name;
    if (!acm__reader_text(r, value, &name))
        return false;
    act->fails = acm__refusal_find(name);
    return act->fails ? true : acm__reader_fail(r, "unknown reason \"%s\"", name.at);
}

static bool read_blocker_kind(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_blocker *blocker = to;
    acm__str word;
    if (!acm__reader_text(r, value, &word))
        return false;
    return acm__word_find(acm__blocker_words, word, &blocker->kind) || unknown_word(r, word);
}

static bool read_subject(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_name(r, value, &((acm__scenario_blocker *)to)->subject);
}

static bool read_blocker_role(acm__reader *r, const json_t *value, void *to)
{
    return acm__reader_text(r, value, &((acm__scenario_blocker *)to)->role);
}

static bool read_blocker(acm__reader *r, const json_t *value, void *to)
{
    static const acm__field fields[] = {
        {"kind", read_blocker_kind}, {"subject", read_subject}, {"role", read_blocker_role}};
    if (!acm__reader_object(r, value, fields, sizeof fields / sizeof fields[0], to, NULL))
        return false;
    const acm__scenario_blocker *blocker = to;
    return blocker->kind ? true : acm__reader_fail(r, "needs \"kind\"");
}

static bool read_blockers(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_blockers *blockers = &((acm__scenario_act *)to)->blockers;
    blockers->given = true;
    return acm__reader_list(r, value, sizeof *blockers->at, &blockers->at, &blockers->count,
                            read_blocker);
}

/* In the order of the ACM__KEY_ bits; the rows behind them have bits of their own. */
static const acm__field act_fields[] = {
    {"item", read_item},           {"instance", read_instance},
    {"variables", read_variables}, {"as", read_as},
    {"user", read_user},           {"name", read_name},
    {"value", read_value},         {"by", read_by},
    {"scope", read_scope},         {"reason", read_reason},
    {"fails", read_fails},         {"blockers", read_blockers},
    {"items", read_items},         {"do", read_do},
};

enum {
    ACT_FIELDS = sizeof act_fields / sizeof act_fields[0],
    KEY_ITEMS = 1 << 12,
    KEY_DO = 1 << 13
};

static bool check_keys(acm__reader *r, const acm__scenario_verb *verb, uint32_t present)
{
    uint32_t allowed = verb->needs | verb->may;
    for (size_t i = 0; i < ACT_FIELDS; i++) {
        uint32_t bit = 1u << i;
        if (present & bit & ~allowed)
            return acm__reader_fail(r, "%s takes no \"%s\"", verb->name, act_fields[i].key);
        if (verb->needs & bit & ~present)
            return acm__reader_fail(r, "%s needs \"%s\"", verb->name, act_fields[i].key);
    }
    return true;
}

/* Keys that make no sense together. */
static bool check_together(acm__reader *r, const acm__scenario_act *act, uint32_t present)
{
    if ((present & KEY_ITEMS) && (present & (ACM__KEY_ITEM | ACM__KEY_INSTANCE | ACM__KEY_FAILS)))
        return acm__reader_fail(r, "\"items\" stands without \"item\", \"instance\" and \"fails\"");
    if ((present & ACM__KEY_FAILS) && (present & ACM__KEY_VARIABLES))
        return acm__reader_fail(
            r, "a step that fails sets no variables: give them a step of their own");
    if ((present & ACM__KEY_BLOCKERS) && !(present & ACM__KEY_FAILS))
        return acm__reader_fail(r, "\"blockers\" stands with \"fails\"");
    if ((present & ACM__KEY_USER) && (present & ACM__KEY_AS))
        return acm__reader_fail(r, "either \"as\" or \"user\" says who claims");
    if (act->verb->command == ACM_COMMAND_CLAIM && !act->actor.at)
        return acm__reader_fail(r, "claim needs \"as\" or \"user\"");
    return true;
}

static bool read_act(acm__reader *r, const json_t *value, acm__scenario_act *act)
{
    uint32_t present;
    act->instance = ACM__NO_INSTANCE;
    if (!acm__reader_object(r, value, act_fields, ACT_FIELDS, act, &present))
        return false;
    if (!act->verb)
        return acm__reader_fail(r, "a step needs \"do\" or \"expect\"");
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

static bool read_case_state(acm__reader *r, const json_t *value, void *to)
{
    return read_state(r, value, &((acm__expectation *)to)->state);
}

static bool read_expected_item(acm__reader *r, acm__str key, const json_t *value, void *to)
{
    acm__expected_item *expected = to;
    expected->item = key;
    if (!json_is_string(value))
        return acm__reader_list(r, value, sizeof *expected->states, &expected->states,
                                &expected->count, read_state);
    expected->states = acm__arena_calloc(r->arena, 1, sizeof *expected->states);
    expected->count = 1;
    return expected->states ? read_state(r, value, expected->states) : acm__reader_nomem(r);
}

static bool read_expected_items(acm__reader *r, const json_t *value, void *to)
{
    acm__expectation *e = to;
    return acm__reader_map(r, value, sizeof *e->items, &e->items, &e->item_count,
                           read_expected_item);
}

static bool read_condition(acm__reader *r, acm__str key, const json_t *value, void *to)
{
    acm__expected_condition *expected = to;
    expected->condition = key;
    return read_condition_state(r, value, &expected->state);
}

static bool read_conditions(acm__reader *r, const json_t *value, void *to)
{
    acm__expectation *e = to;
    return acm__reader_map(r, value, sizeof *e->conditions, &e->conditions, &e->condition_count,
                           read_condition);
}

static bool read_assignee(acm__reader *r, acm__str key, const json_t *value, void *to)
{
    acm__expected_user *expected = to;
    expected->item = key;
    return json_is_null(value) ? true : acm__reader_text(r, value, &expected->user);
}

static bool read_assignees(acm__reader *r, const json_t *value, void *to)
{
    acm__expectation *e = to;
    return acm__reader_map(r, value, sizeof *e->users, &e->users, &e->user_count, read_assignee);
}

/* A command that is only asked about. */
static bool read_question(acm__reader *r, const json_t *value, void *to)
{
    static const acm__field fields[] = {
        {"do", read_do}, {"item", read_item}, {"as", read_as}, {"blockers", read_blockers}};
    acm__scenario_act *act = to;
    if (!acm__reader_object(r, value, fields, sizeof fields / sizeof fields[0], act, NULL))
        return false;
    if (!act->verb || !act->blockers.given)
        return acm__reader_fail(r, "needs \"do\" and \"blockers\"");
    if (!(act->verb->may & ACM__KEY_BLOCKERS))
        return acm__reader_fail(r, "what stands in the way of %s cannot be asked", act->verb->name);
    bool about_item = (act->verb->needs & ACM__KEY_ITEM) != 0;
    if (about_item != (act->item_count != 0))
        return acm__reader_fail(r, "%s %s \"item\"", act->verb->name,
                                about_item ? "needs" : "takes no");
    return true;
}

static bool read_questions(acm__reader *r, const json_t *value, void *to)
{
    acm__expectation *e = to;
    return acm__reader_list(r, value, sizeof *e->questions, &e->questions, &e->question_count,
                            read_question);
}

static bool read_expect(acm__reader *r, const json_t *value, void *to)
{
    static const acm__field fields[] = {{"case", read_case_state},
                                        {"items", read_expected_items},
                                        {"conditions", read_conditions},
                                        {"assignee", read_assignees},
                                        {"blockers", read_questions}};
    acm__scenario_step *step = to;
    return acm__reader_object(r, value, fields, sizeof fields / sizeof fields[0], &step->expect,
                              NULL);
}

bool acm__reader_step(acm__reader *r, const json_t *value, void *to)
{
    static const acm__field fields[] = {{"expect", read_expect}};
    acm__scenario_step *step = to;
    size_t index = (size_t)(step - r->scenario->steps);
    step->line = r->line = index < r->line_count ? r->lines[index] : 0;
    bool done = json_object_get(value, "expect")
                    ? acm__reader_object(r, value, fields, 1, step, NULL)
                    : read_act(r, value, &step->act);
    if (!done)
        return false;
    step->text = acm__step_describe(step, &r->text, r->arena);
    return step->text ? true : acm__reader_nomem(r);
}
