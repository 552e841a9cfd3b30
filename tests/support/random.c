#include "support/random.h"

#include <stdio.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* SplitMix64: each state gives one number. */
uint32_t roll(dice *d, uint32_t sides)
{
    uint64_t x = d->state += 0x9E3779B97F4A7C15;
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9;
    x = (x ^ x >> 27) * 0x94D049BB133111EB;
    x ^= x >> 31;
    return sides ? (uint32_t)((x >> 32) * sides >> 32) : 0;
}

bool likely(dice *d, uint32_t percent)
{
    return roll(d, 100) < percent;
}

#define PICK(d, array) ((array)[roll((d), COUNT_OF(array))])

typedef struct made {
    acm_id id;
    acm_item_kind kind;
    char key[8];
    bool each, repeats, enters; /* for each service; perhaps; by an on-part */
} made;

typedef struct making {
    dice *d;
    acm_builder *b;
    acm_error *err;
    uint32_t features;
    made items[RANDOM_ITEMS_MAX + 1]; /* [0] is the root */
    uint32_t count;
    uint32_t conditions;
    acm_status status; /* of the first failure */
} making;

static bool may(making *m, uint32_t feature, uint32_t percent)
{
    return !m->status && (m->features & feature) && likely(m->d, percent);
}

/* What does not fit is left out; any other failure counts. */
static bool fits(making *m, acm_status status)
{
    if (status && status != ACM_E_MODEL && !m->status)
        m->status = status;
    return !status;
}

static bool is_listener(acm_item_kind kind)
{
    return kind >= ACM_ITEM_USER_LISTENER;
}

static bool is_work(acm_item_kind kind)
{
    return kind <= ACM_ITEM_TASK;
}

/* An expression that is true or false, in `out`; it may ask for the state of an item. */
static const char *rule(making *m, char out[64])
{
    static const char *const forms[] = {
        "x > 2",
        "x == 1",
        "x % 2 == 0",
        "flag",
        "not flag",
        "name == 'a'",
        "empty name",
        "when < '2026-01-01T06:00Z'",
        "'a' in tags",
        "repetitionCounter < 3",
        "'exchange' in services",
        "done('%s')",
        "state('%s') == 'active'",
        "x > 3 or state('%s') == 'completed'",
        "not done('%s') and flag",
    };
    const made *asked = &m->items[1 + roll(m->d, m->count - 1)];
    const char *form = m->count > 1 ? PICK(m->d, forms) : forms[roll(m->d, 11)];
    if (asked->each && strstr(form, "state")) /* which of the copies is not said */
        form = "done('%s')";
    const char *hole = strstr(form, "%s");
    if (hole)
        snprintf(out, 64, "%.*s%s%s", (int)(hole - form), form, asked->key, hole + 2);
    else
        snprintf(out, 64, "%s", form);
    return out;
}

static bool control(making *m, const made *item, acm_control kind, const char *text)
{
    return !m->status && fits(m, acm_builder_control(m->b, item->id, kind, text, m->err));
}

static void refer(making *m, const made *item, acm_ref_kind kind, acm_term_kind of,
                  const char *name)
{
    acm_id term;
    if (!m->status && fits(m, acm_builder_term(m->b, of, name, &term, m->err)))
        fits(m, acm_builder_ref(m->b, item->id, kind, term, m->err));
}

static acm_item_kind random_kind(making *m)
{
    if (may(m, RANDOM_LISTENERS, 20)) {
        acm_item_kind kind = ACM_ITEM_USER_LISTENER + (acm_item_kind)roll(m->d, 3);
        bool is_timer = kind == ACM_ITEM_TIMER_LISTENER;
        return is_timer && !(m->features & RANDOM_TIMERS) ? ACM_ITEM_USER_LISTENER : kind;
    }
    uint32_t n = roll(m->d, 10);
    return n < 2 ? ACM_ITEM_STAGE : n < 3 ? ACM_ITEM_MILESTONE : ACM_ITEM_TASK;
}

static uint32_t random_flags(making *m, acm_item_kind kind)
{
    uint32_t flags = 0;
    if (kind <= ACM_ITEM_MILESTONE && likely(m->d, 40))
        flags |= ACM_ITEM_REQUIRED;
    if (is_work(kind) && likely(m->d, 40))
        flags |= ACM_ITEM_MANUAL;
    if (kind == ACM_ITEM_STAGE && likely(m->d, 40))
        flags |= ACM_ITEM_AUTO_COMPLETE;
    if (kind == ACM_ITEM_STAGE && likely(m->d, 20))
        flags |= ACM_ITEM_REQUIRED_BY_CHILD;
    if (kind == ACM_ITEM_TASK && likely(m->d, 10))
        flags |= ACM_ITEM_NON_BLOCKING;
    if (kind == ACM_ITEM_TASK && may(m, RANDOM_SERVICES, 10))
        flags |= ACM_ITEM_FOR_EACH_SERVICE;
    if (may(m, RANDOM_REPETITION, is_listener(kind) ? 10 : 20))
        flags |= ACM_ITEM_REPEATS;
    return flags;
}

static void add_item(making *m)
{
    static const char letters[] = "?stmupg";
    acm_item_kind kind = random_kind(m);
    uint32_t parent = roll(m->d, m->count);
    while (m->items[parent].kind != ACM_ITEM_STAGE)
        parent--;
    uint32_t flags = random_flags(m, kind);
    made *item = &m->items[m->count];
    snprintf(item->key, sizeof item->key, "%c%u", letters[kind], m->count);
    acm_status status = acm_builder_add(m->b, m->items[parent].id, kind, flags, item->key, NULL, -1,
                                        &item->id, m->err);
    if (status)
        m->status = status;
    item->kind = kind;
    item->each = flags & ACM_ITEM_FOR_EACH_SERVICE;
    item->repeats = flags & ACM_ITEM_REPEATS;
    m->count++;
}

static void add_terms(making *m, const made *item)
{
    static const char *const roles[] = {"FastTrack Manager", "FastTrack Engineer", "Approver"};
    static const char *const services[] = {"Exchange", "Teams", "SharePoint"};
    bool performed = item->kind == ACM_ITEM_TASK || item->kind == ACM_ITEM_USER_LISTENER;
    if (performed && may(m, RANDOM_ROLES, 50))
        refer(m, item, ACM_REF_PERFORMER, ACM_TERM_ROLE, PICK(m->d, roles));
    if (item->kind == ACM_ITEM_STAGE && may(m, RANDOM_ROLES, 30))
        refer(m, item, ACM_REF_OWNER, ACM_TERM_ROLE, PICK(m->d, roles));
    for (size_t i = 0; i < 2; i++) /* copies find each other: all are for the same services */
        if (item->each)
            refer(m, item, ACM_REF_SERVICE, ACM_TERM_SERVICE, services[i]);
        else if (item->kind == ACM_ITEM_TASK && may(m, RANDOM_SERVICES, 40))
            refer(m, item, ACM_REF_SERVICE, ACM_TERM_SERVICE, PICK(m->d, services));
}

static void add_timer(making *m, const made *item)
{
    static const char *const timers[] = {"PT1H",
                                         "PT10M",
                                         "PT0S",
                                         "P1M",
                                         "R3/PT1H",
                                         "R2/PT0S",
                                         "R/PT2H",
                                         "2026-01-01T06:00Z",
                                         "R3/2026-01-01T05:00Z/PT30M",
                                         "${when}",
                                         "${name}"};
    control(m, item, ACM_CONTROL_TIMER, PICK(m->d, timers));
}

/* What repeats must be let in by an on-part, or by nothing; rules that would break this are left out. */
static bool makes_sense(const making *m, const made *item, acm_control rule)
{
    if (rule == ACM_CONTROL_ENABLE_WHEN)
        return !item->repeats || item->enters;
    return rule != ACM_CONTROL_REPEAT_WHEN || (m->features & RANDOM_REPETITION);
}

static void add_rules(making *m, made *item)
{
    static const acm_control rules[] = {ACM_CONTROL_REPEAT_WHEN,        ACM_CONTROL_ENABLE_WHEN,
                                        ACM_CONTROL_REQUIRED_WHEN,      ACM_CONTROL_MANUAL_WHEN,
                                        ACM_CONTROL_AUTO_COMPLETE_WHEN, ACM_CONTROL_AVAILABLE_WHEN};
    static const char *const completions[] = {
        "ignore", "ignore-if-available", "ignore-if-available-or-enabled",
        "ignore-after-first-completion", "ignore-after-first-completion-if-available-or-enabled"};
    char expression[64];
    for (size_t i = 0; i < COUNT_OF(rules); i++)
        if (may(m, RANDOM_RULES, rules[i] == ACM_CONTROL_AVAILABLE_WHEN ? 40 : 12) &&
            makes_sense(m, item, rules[i]) && control(m, item, rules[i], rule(m, expression)))
            item->repeats = item->repeats || rules[i] == ACM_CONTROL_REPEAT_WHEN;
    if (may(m, RANDOM_OPTIONS, 10))
        control(m, item, ACM_CONTROL_PARENT_COMPLETION, PICK(m->d, completions));
    if (item->kind == ACM_ITEM_TIMER_LISTENER)
        add_timer(m, item);
}

/* Mostly the end of something. */
static acm_transition random_event(making *m, acm_item_kind kind)
{
    static const acm_transition of_work[] = {
        ACM_TRANSITION_CREATE,  ACM_TRANSITION_ENABLE,    ACM_TRANSITION_START,
        ACM_TRANSITION_DISABLE, ACM_TRANSITION_REENABLE,  ACM_TRANSITION_MANUAL_START,
        ACM_TRANSITION_SUSPEND, ACM_TRANSITION_RESUME,    ACM_TRANSITION_FAULT,
        ACM_TRANSITION_EXIT,    ACM_TRANSITION_TERMINATE, ACM_TRANSITION_PARENT_SUSPEND};
    static const acm_transition of_events[] = {ACM_TRANSITION_CREATE, ACM_TRANSITION_SUSPEND,
                                               ACM_TRANSITION_RESUME, ACM_TRANSITION_TERMINATE,
                                               ACM_TRANSITION_PARENT_TERMINATE};
    bool ends = likely(m->d, 60);
    if (is_work(kind))
        return ends ? ACM_TRANSITION_COMPLETE : PICK(m->d, of_work);
    return ends ? ACM_TRANSITION_OCCUR : PICK(m->d, of_events);
}

static void add_on_parts(making *m, acm_id criterion, uint32_t count)
{
    for (uint32_t i = 0; i < count && !m->status; i++) {
        const made *source = &m->items[1 + roll(m->d, m->count - 1)];
        acm_transition ends =
            is_work(source->kind) ? ACM_TRANSITION_COMPLETE : ACM_TRANSITION_OCCUR;
        if (!fits(m, acm_builder_on_part(m->b, criterion, source->id, random_event(m, source->kind),
                                         m->err)))
            fits(m, acm_builder_on_part(m->b, criterion, source->id, ends, m->err));
    }
}

static uint32_t random_criterion_flags(making *m, acm_criterion_kind kind)
{
    static const uint32_t exits[] = {ACM_CRITERION_EXIT_ACTIVE, ACM_CRITERION_EXIT_ENABLED,
                                     ACM_CRITERION_COMPLETE, ACM_CRITERION_FORCE_COMPLETE};
    uint32_t flags = 0;
    if (may(m, RANDOM_OPTIONS, 15))
        flags |= ACM_CRITERION_ON_EVENT;
    if (kind == ACM_CRITERION_ENTRY && likely(m->d, 10))
        flags |= ACM_CRITERION_WORK_DONE;
    if (kind == ACM_CRITERION_EXIT && may(m, RANDOM_OPTIONS, 40))
        flags |= PICK(m->d, exits);
    return flags;
}

/* Without an on-part it needs an expression; what repeats needs an on-part. */
static acm_id add_criterion(making *m, const made *item, acm_criterion_kind kind)
{
    char expression[64];
    acm_id criterion = 0;
    bool ruled = may(m, RANDOM_RULES, 30);
    uint32_t on_parts = m->count > 1 ? 1 + likely(m->d, 30) : 0;
    uint32_t flags = on_parts ? random_criterion_flags(m, kind) : 0;
    const char *if_part = ruled || !on_parts ? rule(m, expression) : NULL;
    if (m->status)
        return 0;
    if (!fits(m, acm_builder_criterion(m->b, item->id, kind, flags, if_part, &criterion, m->err)) &&
        !fits(m, acm_builder_criterion(m->b, item->id, kind, 0, if_part, &criterion, m->err)))
        return 0;
    add_on_parts(m, criterion, on_parts);
    return criterion;
}

static void add_condition(making *m, const made *item, acm_id criterion)
{
    char key[8], expression[64];
    acm_id id;
    acm_condition_kind kind = likely(m->d, 50) ? ACM_CONDITION_INPUT : ACM_CONDITION_OUTCOME;
    snprintf(key, sizeof key, "c%u", m->conditions++);
    if (!m->status &&
        fits(m, acm_builder_condition(m->b, item->id, criterion, kind,
                                      likely(m->d, 30) ? ACM_CONDITION_OPTIONAL : 0, key, key, &id,
                                      m->err)) &&
        criterion && may(m, RANDOM_RULES, 30))
        fits(m,
             acm_builder_control(m->b, id, ACM_CONTROL_BLOCKS_WHEN, rule(m, expression), m->err));
}

static void add_criteria(making *m, made *item)
{
    bool is_milestone = item->kind == ACM_ITEM_MILESTONE;
    uint32_t ways = is_milestone ? 1 + roll(m->d, 2) : likely(m->d, 45) ? 1 + roll(m->d, 2) : 0;
    for (uint32_t i = 0; i < ways && !is_listener(item->kind); i++) {
        acm_id criterion = add_criterion(m, item, ACM_CRITERION_ENTRY);
        item->enters = item->enters || (criterion && m->count > 1);
        if (criterion && may(m, RANDOM_CONDITIONS, 30))
            add_condition(m, item->each ? item : &m->items[roll(m->d, m->count)], criterion);
    }
    if (is_work(item->kind) && may(m, RANDOM_EXITS, 20))
        add_criterion(m, item, ACM_CRITERION_EXIT);
    if (is_work(item->kind) && may(m, RANDOM_CONDITIONS, 20))
        add_condition(m, item, 0);
}

static void add_all(making *m, uint32_t items)
{
    static const uint32_t semantics[] = {ACM_SEMANTICS_END_ORPHAN_LISTENERS,
                                         ACM_SEMANTICS_WAITING_IS_FINISHED,
                                         ACM_SEMANTICS_LISTENERS_REPEAT};
    uint32_t asked = 0;
    while (m->count <= items && !m->status)
        add_item(m);
    for (uint32_t i = 1; i < m->count && !m->status; i++) {
        add_terms(m, &m->items[i]);
        add_criteria(m, &m->items[i]);
        add_rules(m, &m->items[i]);
    }
    if (may(m, RANDOM_EXITS, 20))
        add_criterion(m, &m->items[0], ACM_CRITERION_EXIT);
    for (size_t i = 0; i < COUNT_OF(semantics); i++)
        if (may(m, RANDOM_OPTIONS, 20))
            asked |= semantics[i];
    if (!m->status)
        m->status = acm_builder_semantics(m->b, asked, m->err);
}

acm_status random_playbook(dice *d, random_shape shape, const acm_allocator *allocator,
                           acm_playbook **playbook, acm_error *err)
{
    making m = {.d = d, .err = err, .features = shape.features, .count = 1};
    m.items[0].kind = ACM_ITEM_STAGE;
    *playbook = NULL;
    m.status = acm_builder_new(allocator, NULL, NULL, &m.b, &m.items[0].id, err);
    if (!m.status)
        add_all(&m, 1 + roll(d, shape.items));
    if (!m.status)
        m.status = acm_builder_finish(m.b, playbook, err);
    acm_builder_free(m.b);
    return m.status;
}
