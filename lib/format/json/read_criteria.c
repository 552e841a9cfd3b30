/* read_criteria.c - criteria of items, and what blocks when: once all items and conditions have their keys. */
#include "base/error.h"
#include "format/json/criterion.h"
#include "format/json/read.h"
#include "format/words.h"

/* First going over: the criteria as such */

static acm_status add(acm__json *r, acm__json_criterion *c, const char *expression)
{
    return acm_builder_criterion(acm__json_reading_of(r)->b, c->item, c->kind, c->flags, expression,
                                 &c->id, r->err);
}

static bool read_if(acm__json *r, const json_t *value, void *to)
{
    acm__str text;
    return acm__json_text(r, value, &text) && acm__json_take_within(r, add(r, to, text.at));
}

/* Also an item that must be enabled waits. */
static bool waits(const acm_builder *b, acm_id item, const json_t *value)
{
    uint32_t control = b->items.at[acm__builder_index(b, item, ACM__OBJECT_ITEM)].control;
    return (control && b->controls.at[control - 1].enable_when) ||
           json_is_true(json_object_get(value, "work_done")) || json_object_get(value, "if") ||
           acm__json_has_on_part(value) || json_array_size(json_object_get(value, "conditions"));
}

static bool read_criterion(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"on", NULL, false, 0},        {"if", NULL, false, 0},       {"conditions", NULL, false, 0},
        {"work_done", NULL, false, 0}, {"on_event", NULL, false, 0}, {"exit_type", NULL, false, 0},
        {"exit_event", NULL, false, 0}};
    acm__json_criterion c = *(const acm__json_criterion *)to;
    const acm_builder *b = acm__json_reading_of(r)->b;
    if (!acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &c, NULL) ||
        !acm__json_take(r, acm__builder_check_criterion(b, c.item, c.kind, 0, r->err)) ||
        !acm__json_read_criterion_flags(r, value, b, &c))
        return false;
    if (!waits(b, c.item, value))
        return acm__json_take(r, acm__error(r->err, ACM_E_MODEL, "waits for nothing"));
    if (!acm__json_member(r, value, "if", read_if, &c))
        return false;
    return c.id || acm__json_take(r, add(r, &c, NULL));
}

static bool read_criteria(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_criterion, to);
}

static bool read_item(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    acm__json_reading *reading = acm__json_reading_of(r);
    acm_id id = reading->b->items.at[reading->next++].id;
    acm__json_criterion entry = {.item = id, .kind = ACM_CRITERION_ENTRY};
    acm__json_criterion exit = {.item = id, .kind = ACM_CRITERION_EXIT};
    return acm__json_member(r, value, "entry", read_criteria, &entry) &&
           acm__json_member(r, value, "exit", read_criteria, &exit);
}

bool acm__json_read_criteria(acm__json *r, const json_t *value, void *to)
{
    acm__json_reading *reading = acm__json_reading_of(r);
    reading->next = 0;
    reading->first_criterion = reading->b->objects.count + 1;
    return acm__json_each(r, value, read_item, to);
}

/* Second going over, now that on-parts find the criteria by which items leave */

typedef struct on_part {
    acm_id criterion, source;
    bool narrowed; /* to one exit criterion */
} on_part;

static bool read_source(acm__json *r, const json_t *value, void *to)
{
    return acm__json_find(r, value, ACM__OBJECT_ITEM, &((on_part *)to)->source);
}

static bool read_event(acm__json *r, const json_t *value, void *to)
{
    const on_part *on = to;
    acm_transition event;
    if (!acm__json_word(r, value, acm__words_events, ACM__JSON_COUNT(acm__words_events), &event))
        return false;
    if (on->narrowed)
        return event == ACM_TRANSITION_EXIT ||
               acm__json_take(r, acm__error(r->err, ACM_E_MODEL,
                                            "\"exit_criterion\" goes with \"exit\" alone"));
    return acm__json_take(r, acm_builder_on_part(acm__json_reading_of(r)->b, on->criterion,
                                                 on->source, event, r->err));
}

/* The n-th exit criterion of an item, from 1; 0 if there is none. */
static acm_id find_exit(const acm__json_reading *reading, acm_id item, int64_t n)
{
    const acm__draft_criterion *at = reading->b->criteria.at;
    uint32_t count = reading->b->criteria.count;
    uint32_t low = acm__first_of(at, count, sizeof *at, item);
    uint32_t end = acm__first_of(at, count, sizeof *at, item + 1), high = end;
    while (low < high) { /* entry criteria come first */
        uint32_t middle = low + (high - low) / 2;
        if (at[middle].kind == ACM_CRITERION_ENTRY)
            low = middle + 1;
        else
            high = middle;
    }
    return n <= end - low ? reading->first_criterion + low + (acm_id)n - 1 : 0;
}

static bool read_exit_criterion(acm__json *r, const json_t *value, void *to)
{
    const on_part *on = to;
    const acm__json_reading *reading = acm__json_reading_of(r);
    int64_t n;
    if (!acm__json_integer(r, value, 1, UINT32_MAX, &n))
        return false;
    acm_id exit = find_exit(reading, on->source, n);
    return acm__json_take(
        r, exit ? acm_builder_on_exit(reading->b, on->criterion, exit, r->err)
                : acm__error(r->err, ACM_E_NOTFOUND, "the item has no such exit criterion"));
}

static bool read_on_part(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"item", read_source, true, 0},
                                             {"event", read_event, true, 0},
                                             {"exit_criterion", read_exit_criterion, false, 0}};
    on_part on = {.criterion = *(const acm_id *)to,
                  .narrowed = json_object_get(value, "exit_criterion") != NULL};
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &on, NULL);
}

static bool read_on_parts(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_on_part, to);
}

static bool read_feed(acm__json *r, const json_t *value, void *to)
{
    acm_id id;
    const acm_builder *b = acm__json_reading_of(r)->b;
    if (!acm__json_find(r, value, ACM__OBJECT_CONDITION, &id))
        return false;
    uint32_t index = acm__builder_index(b, id, ACM__OBJECT_CONDITION);
    acm__draft_condition *condition = &b->conditions.at[index];
    if (condition->criterion)
        return acm__json_take(r, acm__error(r->err, ACM_E_MODEL, "feeds a criterion already"));
    condition->criterion = acm__builder_index(b, *(const acm_id *)to, ACM__OBJECT_CRITERION) + 1;
    return true;
}

static bool read_feeds(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_feed, to);
}

static bool read_waits_of(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field lists[] = {{"on", read_on_parts, false, 0},
                                            {"conditions", read_feeds, false, 0}};
    (void)to;
    acm__json_reading *reading = acm__json_reading_of(r);
    acm_id criterion = reading->first_criterion + reading->next++;
    return acm__json_members(r, value, lists, ACM__JSON_COUNT(lists), &criterion);
}

static bool read_waits(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_waits_of, to);
}

static bool read_waits_in(acm__json *r, const json_t *value, void *to)
{
    return acm__json_member(r, value, "entry", read_waits, to) &&
           acm__json_member(r, value, "exit", read_waits, to);
}

bool acm__json_read_waits(acm__json *r, const json_t *value, void *to)
{
    acm__json_reading_of(r)->next = 0;
    return acm__json_each(r, value, read_waits_in, to);
}

/* What only a condition that feeds a criterion can be told */

static bool read_blocks_when(acm__json *r, const json_t *value, void *to)
{
    acm__str text;
    return acm__json_text(r, value, &text) &&
           acm__json_take_within(r, acm_builder_control(acm__json_reading_of(r)->b,
                                                        *(const acm_id *)to,
                                                        ACM_CONTROL_BLOCKS_WHEN, text.at, r->err));
}

static bool read_condition(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    const char *key = json_string_value(json_object_get(value, "key"));
    acm__str name = {key, (uint32_t)json_string_length(json_object_get(value, "key"))};
    acm_id id = acm__builder_find(acm__json_reading_of(r)->b, name);
    return acm__json_member(r, value, "blocks_when", read_blocks_when, &id);
}

static bool read_conditions(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_condition, to);
}

static bool read_blocking(acm__json *r, const json_t *value, void *to)
{
    return acm__json_member(r, value, "conditions", read_conditions, to);
}

bool acm__json_read_blocking(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_blocking, to);
}
