#include "format/json/overlay.h"

#include "base/error.h"

#include <acmplaybook/overlay.h>

#ifdef ACM_WITH_JSON

#include "format/json/criterion.h"
#include "format/words.h"
#include "model/lookup.h"

#include <string.h>

enum {
    BYTES_MAX = 1 << 20,
    DEPTH_MAX = 16
};

/* The user of the reader. */
typedef struct overlay {
    acm_builder *b;
    acm__lookup lookup;
    bool *named;      /* by id - 1: what the section that is being read has named already */
    uint8_t *entries; /* by id - 1: what entry criteria an item has in the end */
} overlay;

enum {
    HAS_ENTRY = 1,
    HAS_ON_PART = 2
};

static acm_builder *builder_of(const acm__json *r)
{
    return ((const overlay *)r->user)->b;
}

static const acm__lookup *lookup_of(const acm__json *r)
{
    return &((const overlay *)r->user)->lookup;
}

/* An expression that makes sense, and whose keys are there. */
static bool read_expression(acm__json *r, const json_t *value, const char **out)
{
    acm__str text;
    const acm__expr *expr;
    if (!acm__json_lent(r, value, &text) ||
        !acm__json_take_within(r, acm__expr_parse_condition(r->arena, text, &expr, r->err)))
        return false;
    *out = text.at;
    return acm__json_take_within(r, acm__lookup_check(lookup_of(r), expr, r->err));
}

static bool tell(acm__json *r, const json_t *value, const acm_id *id, acm_control control)
{
    const char *text;
    return read_expression(r, value, &text) &&
           acm__json_take(r, acm_builder_control(builder_of(r), *id, control, text, r->err));
}

/* What names items and conditions */

static bool is_of(const acm__json *r, acm_id id, acm__object_type type)
{
    return acm__builder_index(builder_of(r), id, type) != UINT32_MAX;
}

static acm_status find(const acm__json *r, acm__str key, acm__object_type type, acm_id *id)
{
    acm_status status = acm__lookup_find(lookup_of(r), key, id, r->err);
    if (status || is_of(r, *id, type))
        return status;
    return acm__error(r->err, ACM_E_NOTFOUND, "'%.*s' is no %s", ACM__SHOWN(key),
                      type == ACM__OBJECT_ITEM ? "item" : "condition");
}

/* The same by the key of a member, which a section may name once. */
static bool find_member(acm__json *r, acm__str key, acm__object_type type, acm_id *id)
{
    bool *named = ((const overlay *)r->user)->named;
    acm_status status = find(r, key, type, id);
    if (!status && named[*id - 1])
        status = acm__error(r->err, ACM_E_EXISTS, "'%.*s' has been named already", ACM__SHOWN(key));
    if (!status)
        named[*id - 1] = true;
    return acm__json_take_key(r, status);
}

static bool begin_section(acm__json *r)
{
    overlay *o = r->user;
    o->named = acm__arena_calloc(r->arena, o->b->objects.count, sizeof *o->named);
    return o->named || acm__json_nomem(r);
}

/* Conditions */

static bool gate(acm__json *r, const acm_id *condition)
{
    return acm__json_take(r, acm__builder_gate(builder_of(r), *condition, r->err));
}

static bool read_optional_condition(acm__json *r, const json_t *value, void *to)
{
    bool optional;
    const acm_id *id = to;
    if (!acm__json_boolean(r, value, &optional) || (!optional && !gate(r, id)))
        return false;
    uint32_t flags = optional ? ACM_CONDITION_OPTIONAL : 0;
    return acm__json_take(r, acm_builder_flags(builder_of(r), *id, flags, r->err));
}

static bool read_blocks_when(acm__json *r, const json_t *value, void *to)
{
    return gate(r, to) && tell(r, value, to, ACM_CONTROL_BLOCKS_WHEN);
}

static bool read_condition(acm__json *r, acm__str key, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"notes", acm__json_skip_text, false, 0},
        {"optional", read_optional_condition, false, 0},
        {"blocks_when", read_blocks_when, false, 0},
    };
    (void)to;
    acm_id id;
    return find_member(r, key, ACM__OBJECT_CONDITION, &id) &&
           acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &id, NULL);
}

static bool read_conditions(acm__json *r, const json_t *value, void *to)
{
    return begin_section(r) && acm__json_each_member(r, value, read_condition, to);
}

/* Criteria */

typedef struct on_part {
    acm_id source;
    acm_transition event;
} on_part;

static bool read_source(acm__json *r, const json_t *value, void *to)
{
    acm__str key;
    return acm__json_name(r, value, &key) &&
           acm__json_take(r, find(r, key, ACM__OBJECT_ITEM, &((on_part *)to)->source));
}

static bool read_event(acm__json *r, const json_t *value, void *to)
{
    return acm__json_word(r, value, acm__words_events, ACM__JSON_COUNT(acm__words_events),
                          &((on_part *)to)->event);
}

/* Without an event it is that by which the source is done. */
static bool read_on_part(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"item", read_source, true, 0},
        {"event", read_event, false, 0},
    };
    on_part on = {.event = ACM_TRANSITION_NONE};
    const acm_builder *b = builder_of(r);
    if (!acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &on, NULL))
        return false;
    uint32_t source = acm__builder_index(b, on.source, ACM__OBJECT_ITEM);
    if (!on.event)
        on.event = b->items.at[source].kind >= ACM_ITEM_MILESTONE ? ACM_TRANSITION_OCCUR
                                                                  : ACM_TRANSITION_COMPLETE;
    return acm__json_take(r,
                          acm_builder_on_part(builder_of(r), ((const acm__json_criterion *)to)->id,
                                              on.source, on.event, r->err));
}

static bool read_on(acm__json *r, const json_t *value, void *to)
{
    return json_is_array(value) ? acm__json_each(r, value, read_on_part, to)
                                : read_on_part(r, value, to);
}

static bool read_if(acm__json *r, const json_t *value, void *to)
{
    return read_expression(r, value, &((acm__json_criterion *)to)->expression);
}

static bool add_criterion(acm__json *r, acm__json_criterion *c)
{
    return acm__json_take(r, acm_builder_criterion(builder_of(r), c->item, c->kind, c->flags,
                                                   c->expression, &c->id, r->err));
}

/* An expression alone, or an object. */
static bool read_criterion(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"notes", acm__json_skip_text, false, 0},
        {"if", read_if, false, 0},
        {"on", NULL, false, 0},
        {"work_done", NULL, false, 0},
        {"on_event", NULL, false, 0},
        {"exit_type", NULL, false, 0},
        {"exit_event", NULL, false, 0},
    };
    acm__json_criterion c = *(const acm__json_criterion *)to;
    const acm_builder *b = builder_of(r);
    if (!acm__json_take(r, acm__builder_check_criterion(b, c.item, c.kind, 0, r->err)))
        return false;
    if (json_is_string(value))
        return read_if(r, value, &c) && add_criterion(r, &c);
    if (!acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &c, NULL) ||
        !acm__json_read_criterion_flags(r, value, b, &c))
        return false;
    if (!c.expression && !(c.flags & ACM_CRITERION_WORK_DONE) && !acm__json_has_on_part(value))
        return acm__json_fail(r, "needs \"on\" or \"if\"");
    return add_criterion(r, &c) && acm__json_member(r, value, "on", read_on, &c);
}

/* One, or several that are alternatives. */
static bool read_criteria(acm__json *r, const json_t *value, acm_id item, acm_criterion_kind kind)
{
    acm__json_criterion c = {.item = item, .kind = kind};
    return json_is_array(value) ? acm__json_each(r, value, read_criterion, &c)
                                : read_criterion(r, value, &c);
}

static bool read_entry(acm__json *r, const json_t *value, void *to)
{
    return read_criteria(r, value, *(const acm_id *)to, ACM_CRITERION_ENTRY);
}

static bool read_exit(acm__json *r, const json_t *value, void *to)
{
    return read_criteria(r, value, *(const acm_id *)to, ACM_CRITERION_EXIT);
}

/* Items */

static const acm__draft_item *item_of(const acm__json *r, acm_id id)
{
    const acm_builder *b = builder_of(r);
    return &b->items.at[acm__builder_index(b, id, ACM__OBJECT_ITEM)];
}

/* As the column of the page would have it. */
static bool read_optional_item(acm__json *r, const json_t *value, void *to)
{
    bool optional;
    acm_id id = *(const acm_id *)to;
    const acm__draft_item *item = item_of(r, id);
    uint32_t manual = item->kind >= ACM_ITEM_MILESTONE ? 0 : ACM_ITEM_MANUAL;
    uint32_t flags = item->flags & ~(ACM_ITEM_REQUIRED | ACM_ITEM_REQUIRED_BY_CHILD |
                                     ACM_ITEM_MANUAL | ACM_ITEM_FLAG_MISSING);
    if (!acm__json_boolean(r, value, &optional))
        return false;
    flags |= optional ? manual : ACM_ITEM_REQUIRED;
    return acm__json_take(r, acm_builder_flags(builder_of(r), id, flags, r->err));
}

static bool read_repeats(acm__json *r, const json_t *value, void *to)
{
    bool repeats;
    acm_id id = *(const acm_id *)to;
    if (!acm__json_boolean(r, value, &repeats))
        return false;
    uint32_t flags = item_of(r, id)->flags & ~ACM_ITEM_REPEATS;
    flags |= repeats ? ACM_ITEM_REPEATS : 0;
    return acm__json_take(r, acm_builder_flags(builder_of(r), id, flags, r->err));
}

typedef struct told {
    acm_id id;
    acm_control control;
} told;

static bool read_rule(acm__json *r, const json_t *value, void *to)
{
    const told *t = to;
    return tell(r, value, &t->id, t->control);
}

/* What is no expression. */
static bool read_word(acm__json *r, const json_t *value, void *to)
{
    const told *t = to;
    acm__str text;
    return acm__json_lent(r, value, &text) &&
           acm__json_take(r,
                          acm_builder_control(builder_of(r), t->id, t->control, text.at, r->err));
}

static bool read_controls(acm__json *r, const json_t *value, acm_id id)
{
    static const struct {
        acm_control control;
        acm__json_read *read;
    } rows[] = {
        {ACM_CONTROL_REQUIRED_WHEN, read_rule},
        {ACM_CONTROL_ENABLE_WHEN, read_rule},
        {ACM_CONTROL_MANUAL_WHEN, read_rule},
        {ACM_CONTROL_REPEAT_WHEN, read_rule},
        {ACM_CONTROL_AUTO_COMPLETE_WHEN, read_rule},
        {ACM_CONTROL_DUE, read_word},
        {ACM_CONTROL_COUNTER, read_word},
        {ACM_CONTROL_PARENT_COMPLETION, read_word},
    };
    for (size_t i = 0; i < ACM__JSON_COUNT(rows); i++) {
        told t = {id, rows[i].control};
        if (!acm__json_member(r, value, acm__words_controls[t.control], rows[i].read, &t))
            return false;
    }
    return true;
}

static bool read_item(acm__json *r, acm__str key, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"notes", acm__json_skip_text, false, 0},
        {"for_each_service", NULL, false, 0},
        {"optional", read_optional_item, false, 0},
        {"repeats", read_repeats, false, 0},
        {"required_when", NULL, false, 0},
        {"enable_when", NULL, false, 0},
        {"manual_when", NULL, false, 0},
        {"repeat_when", NULL, false, 0},
        {"auto_complete_when", NULL, false, 0},
        {"due", NULL, false, 0},
        {"counter", NULL, false, 0},
        {"parent_completion", NULL, false, 0},
        {"entry", read_entry, false, 0},
        {"exit", read_exit, false, 0},
    };
    (void)to;
    acm_id id;
    return find_member(r, key, ACM__OBJECT_ITEM, &id) &&
           acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &id, NULL) &&
           read_controls(r, value, id);
}

static bool read_items(acm__json *r, const json_t *value, void *to)
{
    return begin_section(r) && acm__json_each_member(r, value, read_item, to);
}

static bool read_for_each(acm__json *r, const json_t *value, void *to)
{
    bool copied;
    acm_id id = *(const acm_id *)to;
    uint32_t flags = item_of(r, id)->flags & ~ACM_ITEM_FOR_EACH_SERVICE;
    if (!acm__json_boolean(r, value, &copied))
        return false;
    if (item_of(r, id)->kind != ACM_ITEM_TASK)
        return acm__json_take(
            r, acm__error(r->err, ACM_E_MODEL, "only a task can be there for each service"));
    flags |= copied ? ACM_ITEM_FOR_EACH_SERVICE : 0;
    return acm__json_take(r, acm_builder_flags(builder_of(r), id, flags, r->err));
}

/* Expressions anywhere may name the copies, so that these come first. */
static bool read_copies_of(acm__json *r, acm__str key, const json_t *value, void *to)
{
    (void)to;
    acm_id id;
    return acm__json_take_key(r, find(r, key, ACM__OBJECT_ITEM, &id)) &&
           acm__json_member(r, value, "for_each_service", read_for_each, &id);
}

static bool read_copies(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each_member(r, value, read_copies_of, to);
}

/* Repetition: what finishing would refuse is refused where it is said */

static bool check_repetition(acm__json *r, const json_t *value, void *to)
{
    const told *t = to;
    const uint8_t *entries = ((const overlay *)r->user)->entries;
    const acm__draft_item *item = item_of(r, t->id);
    const char *fault = acm__repetition_fault(item->kind, entries[t->id - 1] & HAS_ENTRY,
                                              entries[t->id - 1] & HAS_ON_PART);
    return json_is_false(value) || !fault ||
           acm__json_take(r, acm__error(r->err, ACM_E_MODEL, "%s", fault));
}

static bool check_item(acm__json *r, acm__str key, const json_t *value, void *to)
{
    (void)to;
    told t = {0, 0};
    return acm__json_take_key(r, find(r, key, ACM__OBJECT_ITEM, &t.id)) &&
           acm__json_member(r, value, "repeats", check_repetition, &t) &&
           acm__json_member(r, value, "repeat_when", check_repetition, &t);
}

static bool check_items(acm__json *r, const json_t *value, void *to)
{
    overlay *o = r->user;
    const acm_builder *b = o->b;
    o->entries = acm__arena_calloc(r->arena, b->objects.count, sizeof *o->entries);
    if (!o->entries)
        return acm__json_nomem(r);
    for (uint32_t i = 0; i < b->items.count; i++) {
        const acm__draft_item *item = &b->items.at[i];
        bool waits = item->control && b->controls.at[item->control - 1].enable_when;
        o->entries[item->id - 1] = item->entry || waits ? HAS_ENTRY : 0;
    }
    for (uint32_t i = 0; i < b->on_parts.count; i++) {
        const acm__draft_criterion *c = &b->criteria.at[b->on_parts.at[i].criterion];
        if (c->kind == ACM_CRITERION_ENTRY)
            o->entries[c->item - 1] |= HAS_ON_PART;
    }
    return acm__json_each_member(r, value, check_item, to);
}

static bool read_semantics(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    return acm__json_bits(r, value, acm__words_semantics, ACM__WORDS_SEMANTICS,
                          &builder_of(r)->semantics);
}

/* Conditions feed the criteria of their page: they come before those of the overlay. */
static bool read_overlay(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"$schema", acm__json_skip_text, false, 0}, {"notes", acm__json_skip_text, false, 0},
        {"semantics", read_semantics, false, 0},    {"items", read_copies, false, 0},
        {"conditions", read_conditions, false, 0},
    };
    overlay *o = to;
    if (!acm__lookup_init(&o->lookup, o->b, r->arena))
        return acm__json_nomem(r);
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), to, NULL) &&
           acm__json_member(r, value, "items", read_items, to) &&
           acm__json_member(r, value, "items", check_items, to);
}

/* Hands an error on, with the file as its path. */
static void report(const acm_error *from, acm__str file, acm_error *err)
{
    acm__error(err, from->status, "%s", from->message);
    acm__error_at(err, from->line, from->column, from->offset);
    if (file.len)
        acm__error_file(err, file.at, file.len);
    else
        acm__error_path(err, from->path, strlen(from->path));
}

acm_status acm__overlay_apply(acm_builder *b, acm__str json, acm__str file, acm_error *err)
{
    acm_error own;
    acm__arena arena;
    overlay o = {.b = b};
    acm_error_init(&own);
    acm__arena_init(&arena, &b->arena.allocator);
    acm__json reader = {.arena = &arena, .user = &o, .err = &own, .text = json};
    acm_status status =
        acm__json_parse(&reader, (acm__json_limits){BYTES_MAX, DEPTH_MAX}, read_overlay, &o);
    acm__arena_dispose(&arena);
    if (status)
        report(&own, file, err);
    return status;
}

#else

acm_status acm__overlay_apply(acm_builder *b, acm__str json, acm__str file, acm_error *err)
{
    (void)b, (void)json, (void)file;
    return acm__error(err, ACM_E_UNSUPPORTED, "built without JSON");
}

#endif

acm_status acm_builder_overlay(acm_builder *builder, const char *json, size_t len, const char *file,
                               acm_error *err)
{
    acm__str text, name;
    acm_builder saved;
    if (!builder || !json)
        return acm__error(err, ACM_E_INVALID, "builder or text is missing");
    if (!acm__str_from(json, len, &text) || !acm__str_from(file, ACM_NTS, &name))
        return acm__error(err, ACM_E_LIMIT, "the text is longer than 4 GiB");
    if (!acm__builder_save(builder, &saved))
        return acm__nomem(err);
    acm_status status = acm__overlay_apply(builder, text, name, err);
    if (status)
        acm__builder_restore(builder, &saved);
    return status;
}
