#include "support/random.h"

#include <stdio.h>

enum {
    ITEMS = 12
};

/* A playbook under way. */
typedef struct making {
    uint64_t *seed;
    acm_builder *b;
    uint32_t features, count, conditions;
    acm_id ids[ITEMS + 1]; /* [0] is the root */
    acm_item_kind kinds[ITEMS + 1];
    acm_id parents[ITEMS + 1];
} making;

uint32_t random_below(uint64_t *seed, uint32_t most)
{
    *seed += 0x9E3779B97F4A7C15u; /* splitmix64 */
    uint64_t z = *seed;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)((z ^ z >> 31) % most);
}

bool random_chance(uint64_t *seed, uint32_t percent)
{
    return random_below(seed, 100) < percent;
}

static void key_of(uint32_t index, char key[2])
{
    key[0] = (char)('a' + index - 1);
    key[1] = '\0';
}

static const char *pick(making *m, const char *const *from, uint32_t count)
{
    return from[random_below(m->seed, count)];
}

#define PICK(m, ...)                                                                               \
    pick((m), (const char *const[]){__VA_ARGS__},                                                  \
         (uint32_t)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *)))

/* An expression over the states of items and the facts x and y. */
static void write_term(making *m, char *out, size_t size)
{
    char key[2];
    key_of(1 + random_below(m->seed, m->count), key);
    switch (random_below(m->seed, 6)) {
    case 0:
        snprintf(out, size, "done('%s')", key);
        break;
    case 1:
        snprintf(out, size, "state('%s') == '%s'", key,
                 PICK(m, "available", "enabled", "active", "completed", "terminated", "none"));
        break;
    case 2:
        snprintf(out, size, "!done('%s')", key);
        break;
    case 3:
        snprintf(out, size, "x == %u", random_below(m->seed, 3));
        break;
    case 4:
        snprintf(out, size, "%s", PICK(m, "y == 1", "empty y", "x != 1"));
        break;
    default:
        snprintf(out, size, "state('%s') != '%s'", key, PICK(m, "active", "completed"));
        break;
    }
}

static void write_expression(making *m, char *out, size_t size)
{
    char left[64], right[64];
    write_term(m, left, sizeof left);
    write_term(m, right, sizeof right);
    if (random_chance(m->seed, 55))
        snprintf(out, size, "%s", left);
    else
        snprintf(out, size, "%s %s %s", left, PICK(m, "&&", "||"), right);
}

static uint32_t random_flags(making *m, acm_item_kind kind)
{
    uint32_t flags = 0;
    bool work = kind == ACM_ITEM_STAGE || kind == ACM_ITEM_TASK;
    if (kind <= ACM_ITEM_MILESTONE && random_chance(m->seed, 50))
        flags |= ACM_ITEM_REQUIRED;
    if (work && random_chance(m->seed, 45))
        flags |= ACM_ITEM_MANUAL;
    if (kind == ACM_ITEM_STAGE && random_chance(m->seed, 40))
        flags |= ACM_ITEM_AUTO_COMPLETE;
    if (kind == ACM_ITEM_TASK && random_chance(m->seed, 8))
        flags |= ACM_ITEM_NON_BLOCKING;
    return flags;
}

static void add_control(making *m, acm_id item, acm_control control)
{
    char expression[160];
    write_expression(m, expression, sizeof expression);
    acm_builder_control(m->b, item, control, expression, NULL); /* refused where it does not fit */
}

static void add_rules(making *m, acm_id item)
{
    static const acm_control rules[] = {ACM_CONTROL_REQUIRED_WHEN, ACM_CONTROL_ENABLE_WHEN,
                                        ACM_CONTROL_MANUAL_WHEN, ACM_CONTROL_AUTO_COMPLETE_WHEN,
                                        ACM_CONTROL_AVAILABLE_WHEN};
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        if (random_chance(m->seed, 10))
            add_control(m, item, rules[i]);
    if (random_chance(m->seed, 15))
        acm_builder_control(m->b, item, ACM_CONTROL_PARENT_COMPLETION,
                            PICK(m, "ignore", "ignore-if-available",
                                 "ignore-if-available-or-enabled", "ignore-after-first-completion"),
                            NULL);
}

static void refer(making *m, acm_id item, acm_ref_kind kind, acm_term_kind term_kind,
                  const char *name)
{
    acm_id term;
    if (acm_builder_term(m->b, term_kind, name, &term, NULL) == ACM_OK)
        acm_builder_ref(m->b, item, kind, term, NULL);
}

static acm_item_kind random_kind(making *m)
{
    uint32_t n = random_below(m->seed, (m->features & RANDOM_LISTENERS) ? 14 : 10);
    return n < 3    ? ACM_ITEM_STAGE
           : n < 8  ? ACM_ITEM_TASK
           : n < 10 ? ACM_ITEM_MILESTONE
           : n < 12 ? ACM_ITEM_USER_LISTENER
           : n < 13 ? ACM_ITEM_TIMER_LISTENER
                    : ACM_ITEM_EVENT_LISTENER;
}

static void add_item(making *m)
{
    char key[2];
    uint32_t index = m->count + 1, parent = random_below(m->seed, index);
    acm_item_kind kind = random_kind(m);
    while (m->kinds[parent] != ACM_ITEM_STAGE)
        parent = m->parents[parent];
    key_of(index, key);
    uint32_t flags = random_flags(m, kind);
    if (acm_builder_add(m->b, m->ids[parent], kind, flags, key, NULL, -1, &m->ids[index], NULL))
        return;
    m->count = index;
    m->kinds[index] = kind;
    m->parents[index] = parent;
    if (kind == ACM_ITEM_TIMER_LISTENER)
        acm_builder_control(m->b, m->ids[index], ACM_CONTROL_TIMER,
                            PICK(m, "PT1H", "PT2H", "R2/PT1H", "1970-01-01T00:30Z"), NULL);
    if ((m->features & RANDOM_REPEATS) && random_chance(m->seed, 20))
        acm_builder_control(m->b, m->ids[index], ACM_CONTROL_REPEAT_WHEN,
                            PICK(m, "repetitionCounter < 2", "x == 1 && repetitionCounter < 3"),
                            NULL);
    if ((m->features & RANDOM_ROLES) && random_chance(m->seed, 60))
        refer(m, m->ids[index], kind == ACM_ITEM_STAGE ? ACM_REF_OWNER : ACM_REF_PERFORMER,
              ACM_TERM_ROLE, PICK(m, "Red", "Blue", "Green"));
    if ((m->features & RANDOM_SERVICES) && random_chance(m->seed, 50))
        refer(m, m->ids[index], ACM_REF_SERVICE, ACM_TERM_SERVICE, PICK(m, "Exchange", "Teams"));
}

static acm_transition random_event(making *m, acm_item_kind kind)
{
    static const acm_transition of_work[] = {
        ACM_TRANSITION_COMPLETE,      ACM_TRANSITION_COMPLETE,  ACM_TRANSITION_COMPLETE,
        ACM_TRANSITION_START,         ACM_TRANSITION_CREATE,    ACM_TRANSITION_EXIT,
        ACM_TRANSITION_ENABLE,        ACM_TRANSITION_TERMINATE, ACM_TRANSITION_MANUAL_START,
        ACM_TRANSITION_PARENT_SUSPEND};
    static const acm_transition of_event[] = {ACM_TRANSITION_OCCUR, ACM_TRANSITION_OCCUR,
                                              ACM_TRANSITION_OCCUR, ACM_TRANSITION_CREATE,
                                              ACM_TRANSITION_PARENT_TERMINATE};
    return kind == ACM_ITEM_STAGE || kind == ACM_ITEM_TASK
               ? of_work[random_below(m->seed, COUNT_OF(of_work))]
               : of_event[random_below(m->seed, COUNT_OF(of_event))];
}

static uint32_t criterion_flags(making *m, acm_criterion_kind kind)
{
    static const uint32_t exits[] = {0,
                                     0,
                                     0,
                                     0,
                                     ACM_CRITERION_EXIT_ACTIVE,
                                     ACM_CRITERION_EXIT_ENABLED,
                                     ACM_CRITERION_COMPLETE,
                                     ACM_CRITERION_FORCE_COMPLETE,
                                     ACM_CRITERION_ON_EVENT};
    static const uint32_t entries[] = {0, 0, 0, 0, ACM_CRITERION_WORK_DONE, ACM_CRITERION_ON_EVENT};
    return kind == ACM_CRITERION_EXIT ? exits[random_below(m->seed, COUNT_OF(exits))]
                                      : entries[random_below(m->seed, COUNT_OF(entries))];
}

static void add_condition(making *m, acm_id item, acm_id criterion)
{
    char key[8];
    acm_id id;
    bool input = random_chance(m->seed, 60);
    snprintf(key, sizeof key, "c%u", ++m->conditions);
    acm_status status = acm_builder_condition(
        m->b, item, criterion, input ? ACM_CONDITION_INPUT : ACM_CONDITION_OUTCOME,
        random_chance(m->seed, 20) ? ACM_CONDITION_OPTIONAL : 0, key, key, &id, NULL);
    if (!status && (m->features & RANDOM_RULES) && random_chance(m->seed, 25))
        add_control(m, id, ACM_CONTROL_BLOCKS_WHEN);
}

static void add_criterion(making *m, uint32_t index, acm_criterion_kind kind)
{
    char expression[160];
    acm_id criterion;
    bool asks = random_chance(m->seed, 35), listens = !asks || random_chance(m->seed, 50);
    write_expression(m, expression, sizeof expression);
    if (acm_builder_criterion(m->b, m->ids[index], kind, criterion_flags(m, kind),
                              asks ? expression : NULL, &criterion, NULL))
        return;
    for (uint32_t n = listens ? 1 + random_chance(m->seed, 25) : 0; n; n--) {
        uint32_t source = 1 + random_below(m->seed, m->count);
        acm_builder_on_part(m->b, criterion, m->ids[source], random_event(m, m->kinds[source]),
                            NULL);
    }
    if (random_chance(m->seed, 35))
        add_condition(m, m->ids[1 + random_below(m->seed, m->count)], criterion);
}

static void add_all(making *m, uint32_t items)
{
    while (m->count < items)
        add_item(m);
    for (uint32_t i = 1; i <= m->count; i++) {
        bool listener = m->kinds[i] >= ACM_ITEM_USER_LISTENER;
        if ((m->features & RANDOM_RULES) && random_chance(m->seed, 40))
            add_rules(m, m->ids[i]);
        for (uint32_t n = random_below(m->seed, 10); !listener && n >= 6; n -= 2)
            add_criterion(m, i, ACM_CRITERION_ENTRY);
        if (!listener && random_chance(m->seed, 18))
            add_criterion(m, i, ACM_CRITERION_EXIT);
        if (random_chance(m->seed, 10))
            add_condition(m, m->ids[i], 0);
    }
    if (random_chance(m->seed, 10))
        add_criterion(m, 0, ACM_CRITERION_EXIT);
}

acm_playbook *random_playbook(uint64_t *seed, uint32_t items, uint32_t features)
{
    acm_playbook *playbook = NULL;
    making m = {.seed = seed, .features = features, .kinds = {ACM_ITEM_STAGE}};
    assert_true(items <= ITEMS);
    assert_ok(acm_builder_new(NULL, NULL, NULL, &m.b, &m.ids[0], NULL));
    add_all(&m, 1 + random_below(seed, items));
    if ((features & RANDOM_RULES) && random_chance(seed, 25))
        acm_builder_semantics(m.b, 1u << random_below(seed, 3), NULL);
    acm_builder_finish(m.b, &playbook, NULL);
    acm_builder_free(m.b);
    return playbook;
}

static void random_fact(uint64_t *seed, acm_case *c)
{
    acm_command command = {.kind = ACM_COMMAND_SET_FACT,
                           .text_at = random_below(seed, 2),
                           .text_len = 1,
                           .value_kind = ACM_VALUE_INTEGER,
                           .integer = random_below(seed, 3)};
    acm_case_post(c, &command, sizeof command, 1, "xy", 2, NULL, NULL);
}

void random_walk(uint64_t *seed, acm_case *c, uint32_t commands)
{
    static const acm_command_kind kinds[] = {
        ACM_COMMAND_START,   ACM_COMMAND_START,   ACM_COMMAND_COMPLETE, ACM_COMMAND_COMPLETE,
        ACM_COMMAND_DISABLE, ACM_COMMAND_OCCUR,   ACM_COMMAND_SUSPEND,  ACM_COMMAND_RESUME,
        ACM_COMMAND_FAULT,   ACM_COMMAND_CONFIRM, ACM_COMMAND_CONFIRM,  ACM_COMMAND_TERMINATE};
    acm_board_row rows[64];
    acm_condition conditions[16];
    size_t count, condition_count;
    const acm_playbook *p = acm_case_playbook(c);
    acm_playbook_conditions(p, 0, conditions, sizeof *conditions, 16, &condition_count);
    while (commands--) {
        acm_command_kind kind = kinds[random_below(seed, COUNT_OF(kinds))];
        acm_case_board(c, rows, sizeof *rows, COUNT_OF(rows), &count);
        if (random_chance(seed, 15) || !count || count > COUNT_OF(rows)) {
            random_fact(seed, c);
            continue;
        }
        acm_board_row *row = &rows[random_below(seed, (uint32_t)count)];
        acm_command command = {.kind = kind, .item = row->item, .instance = row->instance};
        if (kind == ACM_COMMAND_CONFIRM && condition_count)
            command = (acm_command){
                .kind = kind, .item = conditions[random_below(seed, (uint32_t)condition_count)].id};
        acm_case_post(c, &command, sizeof command, 1, NULL, 0, NULL, NULL);
    }
}
