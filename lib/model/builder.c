#include "model/objects.h"

#include "base/error.h"

static acm__draft_item *item_of(const acm_builder *b, acm_id id)
{
    uint32_t index = acm__builder_index(b, id, ACM__OBJECT_ITEM);
    return index == UINT32_MAX ? NULL : &b->items.at[index];
}

acm_status acm_builder_new(const acm_allocator *allocator, const char *language, const char *name,
                           acm_builder **builder, acm_id *root, acm_error *err)
{
    acm_allocator own;
    acm__str tag, title;
    if (root)
        *root = 0;
    if (!builder)
        return acm__error(err, ACM_E_INVALID, "builder is missing");
    *builder = NULL;
    if (!acm__allocator_copy(allocator, &own))
        return acm__error(err, ACM_E_VERSION, "the allocator is incomplete or of another version");
    acm_status status =
        acm__builder_take_text(NULL, language ? language : "en", ACM_NTS, ACM__MAX_KEY, &tag, err);
    if (!status)
        status = acm__builder_take_text(NULL, name, ACM_NTS, ACM__MAX_TEXT, &title, err);
    if (status)
        return status;
    acm_builder *b = acm__calloc(&own, 1, sizeof *b);
    if (!b)
        return acm__nomem(err);
    acm__arena_init(&b->arena, &own);
    acm__str *edition = acm__list_push(&b->arena, &b->editions);
    if (edition)
        *edition = acm__str_copy(&b->arena, tag.at, tag.len);
    acm__draft_item *item = edition && edition->at ? acm__list_push(&b->arena, &b->items) : NULL;
    acm_id id = item ? acm__builder_new_id(b, ACM__OBJECT_ITEM, 0) : 0;
    if (!id || (title.len && !acm__builder_add_text(b, id, ACM_TEXT_NAME, 0, title))) {
        acm_builder_free(b);
        return acm__nomem(err);
    }
    *item = (acm__draft_item){.id = id,
                              .kind = ACM_ITEM_STAGE,
                              .part = ACM_PART_PLAYBOOK,
                              .number = -1,
                              .key = ACM__STR("playbook")};
    acm__builder_insert(b, item->key, id);
    if (root)
        *root = id;
    *builder = b;
    return ACM_OK;
}

void acm_builder_free(acm_builder *builder)
{
    if (!builder)
        return;
    acm_allocator own = builder->arena.allocator;
    acm__free(&own, builder->keys);
    acm__arena_dispose(&builder->arena);
    acm__free(&own, builder);
}

static acm_status check_flags(acm_item_kind kind, uint32_t flags, acm_error *err)
{
    static const uint32_t allowed[] = {
        [ACM_ITEM_STAGE] = ACM_ITEM_REQUIRED | ACM_ITEM_MANUAL | ACM_ITEM_AUTO_COMPLETE |
                           ACM_ITEM_REQUIRED_BY_CHILD | ACM_ITEM_FLAG_MISSING | ACM_ITEM_REPEATS,
        [ACM_ITEM_TASK] = ACM_ITEM_REQUIRED | ACM_ITEM_MANUAL | ACM_ITEM_NON_BLOCKING |
                          ACM_ITEM_FLAG_MISSING | ACM_ITEM_FOR_EACH_SERVICE | ACM_ITEM_REPEATS,
        [ACM_ITEM_MILESTONE] = ACM_ITEM_REQUIRED | ACM_ITEM_REPEATS,
        [ACM_ITEM_USER_LISTENER] = ACM_ITEM_REPEATS,
        [ACM_ITEM_TIMER_LISTENER] = ACM_ITEM_REPEATS,
        [ACM_ITEM_EVENT_LISTENER] = ACM_ITEM_REPEATS,
    };
    if (flags & ~allowed[kind])
        return acm__error(err, ACM_E_MODEL, "flags 0x%x do not fit this kind of item",
                          flags & ~allowed[kind]);
    return ACM_OK;
}

static acm_status check_item(const acm__draft_item *parent, acm_item_kind kind, uint32_t flags,
                             acm_error *err)
{
    if (kind < ACM_ITEM_STAGE || kind > ACM_ITEM_EVENT_LISTENER)
        return acm__error(err, ACM_E_INVALID, "%d is no kind of item", kind);
    if (!parent)
        return acm__error(err, ACM_E_NOTFOUND, "the parent is no item of this builder");
    if (parent->kind != ACM_ITEM_STAGE)
        return acm__error(err, ACM_E_MODEL, "'%s' is no stage and holds no items", parent->key.at);
    if (parent->depth + 1 >= ACM__MAX_DEPTH)
        return acm__error(err, ACM_E_LIMIT, "items are nested deeper than %d", ACM__MAX_DEPTH);
    return check_flags(kind, flags, err);
}

static void link_child(acm_builder *b, acm_id parent_id, acm_id id)
{
    acm__draft_item *parent = item_of(b, parent_id);
    if (parent->last_child)
        item_of(b, parent->last_child)->next = id;
    else
        parent->first_child = id;
    parent->last_child = id;
}

acm_status acm_builder_add(acm_builder *builder, acm_id parent, acm_item_kind kind, uint32_t flags,
                           const char *key, const char *name, int64_t number, acm_id *item,
                           acm_error *err)
{
    acm__str own_key, title;
    if (item)
        *item = 0;
    if (!builder || number < -1)
        return acm__error(err, ACM_E_INVALID, "builder is missing, or the number is negative");
    acm_status status = check_item(item_of(builder, parent), kind, flags, err);
    if (!status)
        status = acm__builder_take_key(builder, key, &own_key, err);
    if (!status)
        status = acm__builder_take_text(builder, name, ACM_NTS, ACM__MAX_TEXT, &title, err);
    if (status)
        return status;
    acm__mark mark = acm__builder_mark(builder);
    own_key = acm__builder_keep(builder, own_key);
    acm__draft_item *added = own_key.at ? acm__list_push(&builder->arena, &builder->items) : NULL;
    acm_id id = added ? acm__builder_new_id(builder, ACM__OBJECT_ITEM, mark.items) : 0;
    if (!id || !acm__builder_add_text(builder, id, ACM_TEXT_NAME, 0, title.len ? title : own_key))
        return acm__builder_go_back(builder, mark, err);
    *added = (acm__draft_item){.id = id,
                               .parent = parent,
                               .kind = kind,
                               .flags = flags,
                               .number = number,
                               .key = own_key,
                               .depth = item_of(builder, parent)->depth + 1};
    link_child(builder, parent, id);
    acm__builder_insert(builder, own_key, id);
    if (item)
        *item = id;
    return ACM_OK;
}

static acm_status condition_flags(acm_builder *b, uint32_t index, uint32_t flags, acm_error *err)
{
    if (flags & ~ACM_CONDITION_OPTIONAL)
        return acm__error(err, ACM_E_MODEL, "flags 0x%x do not fit a condition",
                          flags & ~ACM_CONDITION_OPTIONAL);
    b->conditions.at[index].flags = flags;
    return ACM_OK;
}

acm_status acm_builder_flags(acm_builder *builder, acm_id id, uint32_t flags, acm_error *err)
{
    if (!builder)
        return acm__error(err, ACM_E_INVALID, "builder is missing");
    uint32_t condition = acm__builder_index(builder, id, ACM__OBJECT_CONDITION);
    if (condition != UINT32_MAX)
        return condition_flags(builder, condition, flags, err);
    acm__draft_item *changed = item_of(builder, id);
    if (!changed)
        return acm__error(err, ACM_E_NOTFOUND, "no such item or condition in this builder");
    if (!changed->parent && (flags & ~ACM_ITEM_AUTO_COMPLETE))
        return acm__error(err, ACM_E_MODEL, "the root takes none of the flags 0x%x",
                          flags & ~ACM_ITEM_AUTO_COMPLETE);
    acm_status status = check_flags(changed->kind, flags, err);
    if (!status)
        changed->flags = flags;
    return status;
}

acm_status acm_builder_place(acm_builder *builder, acm_id item, acm_item_part part, uint32_t line,
                             uint32_t column, acm_error *err)
{
    if (!builder || part < ACM_PART_OTHER || part > ACM_PART_OUTCOMES)
        return acm__error(err, ACM_E_INVALID, "builder is missing, or %d is no part", part);
    acm__draft_item *placed = item_of(builder, item);
    if (!placed)
        return acm__error(err, ACM_E_NOTFOUND, "no such item in this builder");
    placed->part = part;
    placed->line = line;
    placed->column = column;
    return ACM_OK;
}

void acm__builder_place(acm_builder *b, acm_id id, uint32_t page, acm__place place)
{
    acm__draft_item *item = item_of(b, id);
    uint32_t index = acm__builder_index(b, id, ACM__OBJECT_CONDITION);
    if (item) {
        item->page = page + 1;
        item->line = place.line;
        item->column = place.column;
    } else if (index != UINT32_MAX) {
        acm__draft_condition *condition = &b->conditions.at[index];
        condition->page = page + 1;
        condition->line = place.line;
        condition->column = place.column;
    }
}

acm_status acm__builder_condition(acm_builder *b, const char *text, const acm__expr **expr,
                                  acm_error *err)
{
    acm__str own;
    *expr = NULL;
    acm_status status = acm__builder_take_text(b, text, ACM_NTS, ACM__MAX_TEXT, &own, err);
    return status ? status : acm__expr_parse_condition(&b->arena, own, expr, err);
}

/* Flags of which an exit criterion has one at the most, and all that there are. */
#define EXIT_TYPES     (ACM_CRITERION_EXIT_ACTIVE | ACM_CRITERION_EXIT_ENABLED)
#define EXIT_EVENTS    (ACM_CRITERION_COMPLETE | ACM_CRITERION_FORCE_COMPLETE)
#define CRITERION_BITS (ACM_CRITERION_WORK_DONE | ACM_CRITERION_ON_EVENT | EXIT_TYPES | EXIT_EVENTS)

static acm_status check_criterion_flags(const acm__draft_item *item, acm_criterion_kind kind,
                                        uint32_t flags, acm_error *err)
{
    const char *fault = NULL;
    if (kind == ACM_CRITERION_EXIT && (flags & ACM_CRITERION_WORK_DONE))
        fault = "only an entry criterion can wait for the work";
    else if (kind == ACM_CRITERION_ENTRY && (flags & (EXIT_TYPES | EXIT_EVENTS)))
        fault = "only an exit criterion says who leaves and how";
    else if (!item->parent && (flags & EXIT_TYPES))
        fault = "an exit criterion of the root ends the case, whatever its state";
    else if ((flags & EXIT_TYPES) == EXIT_TYPES || (flags & EXIT_EVENTS) == EXIT_EVENTS)
        fault = "an exit criterion says once who leaves, and once how";
    return fault ? acm__error(err, ACM_E_MODEL, "%s", fault) : ACM_OK;
}

acm_status acm__builder_check_criterion(const acm_builder *b, acm_id id, acm_criterion_kind kind,
                                        uint32_t flags, acm_error *err)
{
    const acm__draft_item *item = item_of(b, id);
    if ((kind != ACM_CRITERION_ENTRY && kind != ACM_CRITERION_EXIT) || (flags & ~CRITERION_BITS))
        return acm__error(err, ACM_E_INVALID, "%d is no kind of criterion, or flags 0x%x unknown",
                          kind, flags);
    if (!item)
        return acm__error(err, ACM_E_NOTFOUND, "no such item in this builder");
    if (kind == ACM_CRITERION_ENTRY && !item->parent)
        return acm__error(err, ACM_E_MODEL, "the root has no entry criteria");
    if (kind == ACM_CRITERION_EXIT && item->kind == ACM_ITEM_MILESTONE)
        return acm__error(err, ACM_E_MODEL, "'%s' is a milestone and has no exit criteria",
                          item->key.at);
    if (acm__is_listener(item->kind))
        return acm__error(err, ACM_E_MODEL, "'%s' is a listener and has no criteria", item->key.at);
    return check_criterion_flags(item, kind, flags, err);
}

acm_status acm_builder_criterion(acm_builder *builder, acm_id item, acm_criterion_kind kind,
                                 uint32_t flags, const char *expression, acm_id *criterion,
                                 acm_error *err)
{
    const acm__expr *expr = NULL;
    if (criterion)
        *criterion = 0;
    if (!builder)
        return acm__error(err, ACM_E_INVALID, "builder is missing");
    acm_status status = acm__builder_check_criterion(builder, item, kind, flags, err);
    if (!status && builder->objects.count >= ACM__MAX_OBJECTS)
        status = acm__error(err, ACM_E_LIMIT, "too many criteria");
    if (!status && expression)
        status = acm__builder_condition(builder, expression, &expr, err);
    if (status)
        return status;
    acm__mark mark = acm__builder_mark(builder);
    acm__draft_criterion *added = acm__list_push(&builder->arena, &builder->criteria);
    acm_id id = added ? acm__builder_new_id(builder, ACM__OBJECT_CRITERION, mark.criteria) : 0;
    if (!id)
        return acm__builder_go_back(builder, mark, err);
    *added = (acm__draft_criterion){item, kind, flags, expr};
    acm__draft_item *guarded = item_of(builder, item);
    if (kind == ACM_CRITERION_ENTRY && !guarded->entry)
        guarded->entry = id;
    if (criterion)
        *criterion = id;
    return ACM_OK;
}

/* Standard events that each kind of item performs, as bits. */
static bool performs(acm_item_kind kind, acm_transition event)
{
    const uint32_t alike = 1u << ACM_TRANSITION_CREATE | 1u << ACM_TRANSITION_SUSPEND |
                           1u << ACM_TRANSITION_RESUME | 1u << ACM_TRANSITION_TERMINATE;
    const uint32_t occurring =
        alike | 1u << ACM_TRANSITION_OCCUR | 1u << ACM_TRANSITION_PARENT_TERMINATE;
    const uint32_t other = alike | 1u << ACM_TRANSITION_ENABLE | 1u << ACM_TRANSITION_START |
                           1u << ACM_TRANSITION_DISABLE | 1u << ACM_TRANSITION_REENABLE |
                           1u << ACM_TRANSITION_MANUAL_START | 1u << ACM_TRANSITION_FAULT |
                           1u << ACM_TRANSITION_REACTIVATE | 1u << ACM_TRANSITION_COMPLETE |
                           1u << ACM_TRANSITION_EXIT | 1u << ACM_TRANSITION_PARENT_SUSPEND |
                           1u << ACM_TRANSITION_PARENT_RESUME;
    if (event <= ACM_TRANSITION_NONE || event > ACM_TRANSITION_CLOSE)
        return false;
    return (kind >= ACM_ITEM_MILESTONE ? occurring : other) >> event & 1;
}

acm_status acm_builder_on_part(acm_builder *builder, acm_id criterion, acm_id source,
                               acm_transition event, acm_error *err)
{
    if (!builder)
        return acm__error(err, ACM_E_INVALID, "builder is missing");
    uint32_t index = acm__builder_index(builder, criterion, ACM__OBJECT_CRITERION);
    const acm__draft_item *item = item_of(builder, source);
    if (index == UINT32_MAX || !item)
        return acm__error(err, ACM_E_NOTFOUND, "no such criterion or source in this builder");
    if (!performs(item->kind, event))
        return acm__error(err, ACM_E_MODEL, "'%s' never performs event %d", item->key.at, event);
    acm__draft_on_part *added = acm__list_push(&builder->arena, &builder->on_parts);
    if (!added)
        return acm__nomem(err);
    *added = (acm__draft_on_part){index, source, event, 0};
    return ACM_OK;
}

acm_status acm_builder_on_exit(acm_builder *builder, acm_id criterion, acm_id exit_criterion,
                               acm_error *err)
{
    if (!builder)
        return acm__error(err, ACM_E_INVALID, "builder is missing");
    uint32_t index = acm__builder_index(builder, exit_criterion, ACM__OBJECT_CRITERION);
    if (index == UINT32_MAX)
        return acm__error(err, ACM_E_NOTFOUND, "no such exit criterion in this builder");
    const acm__draft_criterion *exit = &builder->criteria.at[index];
    if (exit->kind != ACM_CRITERION_EXIT)
        return acm__error(err, ACM_E_MODEL, "'%s' does not leave by an entry criterion",
                          item_of(builder, exit->item)->key.at);
    acm_status status =
        acm_builder_on_part(builder, criterion, exit->item, ACM_TRANSITION_EXIT, err);
    if (!status)
        builder->on_parts.at[builder->on_parts.count - 1].exit_criterion = index + 1;
    return status;
}

acm_status acm_builder_semantics(acm_builder *builder, uint32_t semantics, acm_error *err)
{
    if (!builder || (semantics & ~ACM__SEMANTICS_ALL))
        return acm__error(err, ACM_E_INVALID, "builder is missing, or 0x%x is no semantics",
                          semantics & ~ACM__SEMANTICS_ALL);
    builder->semantics = semantics;
    return ACM_OK;
}

static acm_status check_condition(const acm_builder *b, acm_id item, acm_id criterion,
                                  acm_condition_kind kind, uint32_t flags, acm_error *err)
{
    const acm__draft_item *carrier = item_of(b, item);
    if ((kind != ACM_CONDITION_INPUT && kind != ACM_CONDITION_OUTCOME) ||
        (flags & ~ACM_CONDITION_OPTIONAL))
        return acm__error(err, ACM_E_INVALID, "%d is no kind of condition, or flags 0x%x unknown",
                          kind, flags);
    if (!carrier ||
        (criterion && acm__builder_index(b, criterion, ACM__OBJECT_CRITERION) == UINT32_MAX))
        return acm__error(err, ACM_E_NOTFOUND, "no such item or criterion in this builder");
    if (carrier->kind >= ACM_ITEM_MILESTONE)
        return acm__error(err, ACM_E_MODEL, "'%s' is a %s and carries no conditions",
                          carrier->key.at,
                          carrier->kind == ACM_ITEM_MILESTONE ? "milestone" : "listener");
    return ACM_OK;
}

acm_status acm_builder_condition(acm_builder *builder, acm_id item, acm_id criterion,
                                 acm_condition_kind kind, uint32_t flags, const char *key,
                                 const char *statement, acm_id *condition, acm_error *err)
{
    acm__str own_key, text;
    if (condition)
        *condition = 0;
    if (!builder)
        return acm__error(err, ACM_E_INVALID, "builder is missing");
    acm_status status = check_condition(builder, item, criterion, kind, flags, err);
    if (!status)
        status = acm__builder_take_key(builder, key, &own_key, err);
    if (!status)
        status = acm__builder_take_text(builder, statement, ACM_NTS, ACM__MAX_TEXT, &text, err);
    if (status)
        return status;
    acm__mark mark = acm__builder_mark(builder);
    own_key = acm__builder_keep(builder, own_key);
    acm__draft_condition *added =
        own_key.at ? acm__list_push(&builder->arena, &builder->conditions) : NULL;
    acm_id id = added ? acm__builder_new_id(builder, ACM__OBJECT_CONDITION, mark.conditions) : 0;
    if (!id || (text.len && !acm__builder_add_text(builder, id, ACM_TEXT_NAME, 0, text)))
        return acm__builder_go_back(builder, mark, err);
    uint32_t feeds =
        criterion ? acm__builder_index(builder, criterion, ACM__OBJECT_CRITERION) + 1 : 0;
    *added = (acm__draft_condition){
        .item = item, .criterion = feeds, .kind = kind, .flags = flags, .key = own_key};
    acm__builder_insert(builder, own_key, id);
    if (condition)
        *condition = id;
    return ACM_OK;
}

acm_status acm_builder_finish(const acm_builder *builder, acm_playbook **playbook, acm_error *err)
{
    if (playbook)
        *playbook = NULL;
    if (!builder || !playbook)
        return acm__error(err, ACM_E_INVALID, "builder or playbook is missing");
    acm_builder copy = *builder; /* finishing reads it only; `take` is what would change it */
    return acm__builder_finish(&copy, false, playbook, err);
}
