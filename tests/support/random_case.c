/* random_case.c - cases of random playbooks: how they begin, and what is asked of them. */
#include "support/random.h"

#include <stdio.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])
#define PICK(d, array)  ((array)[roll((d), COUNT_OF(array))])
#define MINUTE          INT64_C(60000)
#define NEW_YEAR        INT64_C(1767225600000) /* 2026-01-01T00:00Z */

enum {
    ROWS_MAX = 512,
    IDS_MAX = 512, /* items or conditions that are looked at; other playbooks may have more */
    BUDGET = 400
};

acm_status random_roster(const acm_allocator *allocator, acm_roster **roster, acm_error *err)
{
    static const char *const people[RANDOM_PEOPLE][2] = {
        {"all", "FastTrack Manager; FastTrack Engineer; Approver"},
        {"manager", "FastTrack Manager"},
        {"engineer", "FastTrack Engineer"},
        {"guest", NULL}};
    acm_status status = acm_roster_new(allocator, roster, err);
    for (size_t i = 0; !status && i < RANDOM_PEOPLE; i++)
        status = acm_roster_add(*roster, people[i][0], NULL, people[i][1], NULL, err);
    if (status) {
        acm_roster_free(*roster);
        *roster = NULL;
    }
    return status;
}

static uint32_t at_most(size_t count, uint32_t most)
{
    return count < most ? (uint32_t)count : most;
}

acm_case_options random_options(dice *d, const acm_playbook *playbook)
{
    acm_case_options options;
    acm_item items[IDS_MAX];
    size_t count;
    acm_case_options_init(&options);
    options.tag = roll(d, 1000);
    options.time = NEW_YEAR;
    options.budget = BUDGET;
    options.roles = likely(d, 50) ? ACM_ROLES_RECORD : ACM_ROLES_ENFORCE;
    options.actor = roll(d, RANDOM_PEOPLE + 1);
    options.scope = likely(d, 20) ? "Exchange; Teams" : NULL;
    options.semantics = likely(d, 10) ? roll(d, 8) : 0;
    acm_playbook_items(playbook, items, sizeof *items, COUNT_OF(items), &count);
    const acm_item *plan = &items[roll(d, at_most(count, IDS_MAX))];
    if (likely(d, 15) && plan->kind == ACM_ITEM_STAGE)
        options.plan = plan->id;
    return options;
}

/* Puts a text behind the others of an act and gives its length; *at is where. */
static uint32_t put_text(random_act *act, const char *text, uint32_t *at)
{
    size_t used = strlen(act->text), len = strlen(text);
    if (used + len >= sizeof act->text)
        len = 0;
    memcpy(act->text + used, text, len + (len > 0));
    *at = (uint32_t)used;
    return (uint32_t)len;
}

/* What a person may ask of an instance, by its state: most of it is legal. */
static acm_command_kind fitting_kind(dice *d, acm_item_kind kind, acm_state state)
{
    static const acm_command_kind active[] = {
        ACM_COMMAND_COMPLETE, ACM_COMMAND_COMPLETE,  ACM_COMMAND_COMPLETE, ACM_COMMAND_COMPLETE,
        ACM_COMMAND_CLAIM,    ACM_COMMAND_TERMINATE, ACM_COMMAND_SUSPEND,  ACM_COMMAND_FAULT};
    static const acm_command_kind enabled[] = {ACM_COMMAND_START, ACM_COMMAND_START,
                                               ACM_COMMAND_DISABLE, ACM_COMMAND_CLAIM};
    static const acm_command_kind waiting[] = {ACM_COMMAND_OCCUR, ACM_COMMAND_OCCUR,
                                               ACM_COMMAND_SUSPEND, ACM_COMMAND_TERMINATE};
    switch (state) {
    case ACM_STATE_ENABLED:
        return PICK(d, enabled);
    case ACM_STATE_DISABLED:
        return ACM_COMMAND_REENABLE;
    case ACM_STATE_ACTIVE:
        return PICK(d, active);
    case ACM_STATE_SUSPENDED:
        return ACM_COMMAND_RESUME;
    case ACM_STATE_FAILED:
        return ACM_COMMAND_REACTIVATE;
    default:
        return kind >= ACM_ITEM_MILESTONE ? PICK(d, waiting) : ACM_COMMAND_START;
    }
}

static acm_item_kind kind_of(const acm_case *c, acm_id item)
{
    acm_item items[IDS_MAX];
    size_t count;
    acm_playbook_items(acm_case_playbook(c), items, sizeof *items, COUNT_OF(items), &count);
    return item <= count && item <= COUNT_OF(items) ? items[item - 1].kind : ACM_ITEM_TASK;
}

/* Of the plan rarely; what has ended is asked for nothing, if something else is found. */
static acm_command of_instance(dice *d, const acm_case *c)
{
    acm_board_row rows[ROWS_MAX];
    size_t count = 0;
    acm_case_board(c, rows, sizeof *rows, COUNT_OF(rows), &count);
    const acm_board_row *row = &rows[roll(d, at_most(count, ROWS_MAX))];
    for (int i = 0; i < 8; i++) {
        bool over = row->state == ACM_STATE_COMPLETED || row->state == ACM_STATE_TERMINATED;
        if (!over && (row != rows || likely(d, 5)))
            break;
        row = &rows[roll(d, at_most(count, ROWS_MAX))];
    }
    acm_command command = {.kind = fitting_kind(d, kind_of(c, row->item), row->state),
                           .item = row->item,
                           .instance = likely(d, 80) ? row->instance : 0};
    if (row == rows) {
        static const acm_command_kind of_case[] = {
            ACM_COMMAND_SUSPEND,   ACM_COMMAND_REACTIVATE, ACM_COMMAND_RESUME, ACM_COMMAND_COMPLETE,
            ACM_COMMAND_TERMINATE, ACM_COMMAND_CLOSE,      ACM_COMMAND_FAULT};
        command = (acm_command){.kind = PICK(d, of_case)};
    }
    return command;
}

static acm_command of_condition(dice *d, const acm_case *c, random_act *act)
{
    acm_condition conditions[IDS_MAX];
    size_t count = 0;
    acm_playbook_conditions(acm_case_playbook(c), 0, conditions, sizeof *conditions,
                            COUNT_OF(conditions), &count);
    acm_command command = {.kind = ACM_COMMAND_CONFIRM + (acm_command_kind)roll(d, 3)};
    if (count)
        command.item = conditions[roll(d, at_most(count, IDS_MAX))].id;
    if (command.kind == ACM_COMMAND_WAIVE)
        command.text_len = put_text(act, "it's agreed", &command.text_at);
    return command;
}

/* The facts that expressions of random playbooks ask for, and odd ones. */
static acm_command of_fact(dice *d, random_act *act)
{
    static const char *const names[] = {"x", "x", "flag", "name", "when", "tags", "a=b", "'"};
    static const char *const texts[] = {"a", "b", "it's\na \\ \"day\"\t", "", "PT20M", "true"};
    static const char *const sets[] = {"", "a", "b\na", "b\nc\nb", "it's\n}, {"};
    static const double reals[] = {0.0, -0.0, 2.0, 0.1, 1e300, -5e-324, 3.0000000000000004};
    static const int64_t integers[] = {0, 1, 2, 3, 4, -1, INT64_MAX, INT64_MIN};
    acm_command command = {.kind = ACM_COMMAND_SET_FACT};
    const char *name = PICK(d, names);
    command.text_len = put_text(act, name, &command.text_at);
    command.integer = PICK(d, integers);
    command.real = PICK(d, reals);
    command.value_kind = likely(d, 60) ? (*name == 'x'   ? ACM_VALUE_INTEGER
                                          : *name == 'f' ? ACM_VALUE_BOOLEAN
                                          : *name == 'n' ? ACM_VALUE_STRING
                                          : *name == 'w' ? ACM_VALUE_TIME
                                                         : ACM_VALUE_SET)
                                       : (acm_value_kind)roll(d, ACM_VALUE_SET + 1);
    if (command.value_kind == ACM_VALUE_TIME)
        command.integer = NEW_YEAR + (int64_t)roll(d, 1440) * MINUTE + roll(d, 2);
    if (command.value_kind == ACM_VALUE_STRING)
        command.value_len = put_text(act, PICK(d, texts), &command.value_at);
    if (command.value_kind == ACM_VALUE_SET)
        command.value_len = put_text(act, PICK(d, sets), &command.value_at);
    if (likely(d, 15))
        command.kind = ACM_COMMAND_REMOVE_FACT;
    return command;
}

static acm_command of_case(dice *d, const acm_case *c, random_act *act)
{
    static const char *const scopes[] = {
        "", "", "Exchange", "Teams", "Exchange; SharePoint", "All services", "Pigeon post"};
    acm_command command = {.kind = ACM_COMMAND_ADVANCE};
    if (likely(d, 40)) {
        command.kind = ACM_COMMAND_SET_SCOPE;
        command.text_len = put_text(act, PICK(d, scopes), &command.text_at);
    } else if (!acm_case_next_timer(c, &command.time) || likely(d, 50)) {
        command.time = acm_case_time(c) + (int64_t)roll(d, 300) * MINUTE;
    }
    return command;
}

/* What makes no sense, or is not the turn of anybody. */
static acm_command of_chance(dice *d, random_act *act)
{
    acm_command command = {.kind = (acm_command_kind)roll(d, ACM_COMMAND_CLAIM + 2),
                           .item = roll(d, RANDOM_ITEMS_MAX * 2),
                           .instance = likely(d, 30) ? roll(d, 100) : 0,
                           .flags = likely(d, 5)};
    command.text_len = put_text(act, "Exchange", &command.text_at);
    return command;
}

static acm_command any_command(dice *d, const acm_case *c, random_act *act)
{
    uint32_t n = roll(d, 100);
    return n < 55   ? of_instance(d, c)
           : n < 65 ? of_condition(d, c, act)
           : n < 78 ? of_fact(d, act)
           : n < 92 ? of_case(d, c, act)
                    : of_chance(d, act);
}

random_act random_commands(dice *d, const acm_case *c)
{
    random_act act = {.count = 0};
    acm_id actor = likely(d, 70) ? 1 : roll(d, RANDOM_PEOPLE + 2);
    int64_t time = likely(d, 20) ? acm_case_time(c) + (int64_t)roll(d, 60) * MINUTE : 0;
    while (act.count < RANDOM_COMMANDS_MAX - 1 && likely(d, 10)) {
        act.commands[act.count] = of_fact(d, &act);
        act.commands[act.count++].flags = ACM_COMMAND_WITH_NEXT;
    }
    act.commands[act.count++] = any_command(d, c, &act);
    for (size_t i = 0; i < act.count; i++) {
        act.commands[i].actor = actor;
        act.commands[i].time = act.commands[i].time ? act.commands[i].time : time;
    }
    return act;
}

acm_status random_post(acm_case *c, const random_act *act, acm_error *err)
{
    return acm_case_post(c, act->commands, sizeof *act->commands, act->count, act->text,
                         strlen(act->text), NULL, err);
}
