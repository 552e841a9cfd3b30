/* read_criteria.c - criteria of items, and what blocks when: once all items and conditions have their keys. */
#include "base/error.h"
#include "format/json/read.h"
#include "format/words.h"

typedef struct criterion {
    acm_id item, id;
    acm_criterion_kind kind;
    uint32_t flags;
} criterion;

static bool read_work_done(acm__json *r, const json_t *value, void *to)
{
    bool waits;
    if (!acm__json_boolean(r, value, &waits))
        return false;
    ((criterion *)to)->flags = waits ? ACM_CRITERION_WORK_DONE : 0;
    return true;
}

static acm_status add(acm__json *r, criterion *c, const char *expression)
{
    return acm_builder_criterion(acm__json_reading_of(r)->b, c->item, c->kind, c->flags, expression,
                                 &c->id, r->err);
}

static bool read_if(acm__json *r, const json_t *value, void *to)
{
    acm__str text;
    return acm__json_text(r, value, &text) && acm__json_take_within(r, add(r, to, text.at));
}

/* On-parts */

typedef struct on_part {
    acm_id criterion, source;
} on_part;

static bool read_source(acm__json *r, const json_t *value, void *to)
{
    return acm__json_find(r, value, ACM__OBJECT_ITEM, &((on_part *)to)->source);
}

static bool read_event(acm__json *r, const json_t *value, void *to)
{
    const on_part *on = to;
    acm_transition event;
    return acm__json_word(r, value, acm__words_events, ACM__JSON_COUNT(acm__words_events),
                          &event) &&
           acm__json_take(r, acm_builder_on_part(acm__json_reading_of(r)->b, on->criterion,
                                                 on->source, event, r->err));
}

static bool read_on_part(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"item", read_source, true, 0},
                                             {"event", read_event, true, 0}};
    on_part on = {.criterion = ((const criterion *)to)->id};
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &on, NULL);
}

static bool read_on_parts(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_on_part, to);
}

/* Conditions that feed it */

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
    uint32_t own = acm__builder_index(b, ((const criterion *)to)->id, ACM__OBJECT_CRITERION);
    condition->criterion = own + 1;
    return true;
}

static bool read_feeds(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_feed, to);
}

/* Also an item that must be enabled waits. */
static bool waits(const acm_builder *b, acm_id item, const json_t *value)
{
    uint32_t control = b->items.at[acm__builder_index(b, item, ACM__OBJECT_ITEM)].control;
    return (control && b->controls.at[control - 1].enable_when) ||
           json_is_true(json_object_get(value, "work_done")) || json_object_get(value, "if") ||
           json_array_size(json_object_get(value, "on")) ||
           json_array_size(json_object_get(value, "conditions"));
}

static bool read_criterion(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"work_done", read_work_done, false, 0},
                                             {"if", read_if, false, 0},
                                             {"on", NULL, false, 0},
                                             {"conditions", NULL, false, 0}};
    static const acm__json_field lists[] = {{"on", read_on_parts, false, 0},
                                            {"conditions", read_feeds, false, 0}};
    criterion c = *(const criterion *)to;
    if (!acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &c, NULL))
        return false;
    if (!waits(acm__json_reading_of(r)->b, c.item, value))
        return acm__json_take(r, acm__error(r->err, ACM_E_MODEL, "waits for nothing"));
    if (!c.id && !acm__json_take(r, add(r, &c, NULL)))
        return false;
    return acm__json_members(r, value, lists, ACM__JSON_COUNT(lists), &c);
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
    criterion entry = {.item = id, .kind = ACM_CRITERION_ENTRY};
    criterion exit = {.item = id, .kind = ACM_CRITERION_EXIT};
    return acm__json_member(r, value, "entry", read_criteria, &entry) &&
           acm__json_member(r, value, "exit", read_criteria, &exit);
}

bool acm__json_read_criteria(acm__json *r, const json_t *value, void *to)
{
    acm__json_reading_of(r)->next = 0;
    return acm__json_each(r, value, read_item, to);
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
