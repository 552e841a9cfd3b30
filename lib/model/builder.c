#include "model/builder.h"

#include "base/error.h"
#include "model/vocabulary.h"

#include <string.h>

/* How far the lists are filled: a call that fails half way goes back to where it began. */
typedef struct mark {
    uint32_t objects, items, criteria, conditions, terms, texts, editions;
} mark;

static mark mark_of(const acm_builder *b)
{
    return (mark){b->objects.count, b->items.count, b->criteria.count, b->conditions.count,
                  b->terms.count,   b->texts.count, b->editions.count};
}

static acm_status go_back(acm_builder *b, mark m, acm_error *err)
{
    b->objects.count = m.objects;
    b->items.count = m.items;
    b->criteria.count = m.criteria;
    b->conditions.count = m.conditions;
    b->terms.count = m.terms;
    b->texts.count = m.texts;
    b->editions.count = m.editions;
    return acm__nomem(err);
}

uint32_t acm__builder_index(const acm_builder *b, acm_id id, acm__object_type type)
{
    if (!id || id > b->objects.count || b->objects.at[id - 1].type != type)
        return UINT32_MAX;
    return b->objects.at[id - 1].index;
}

static acm__draft_item *item_of(const acm_builder *b, acm_id id)
{
    uint32_t index = acm__builder_index(b, id, ACM__OBJECT_ITEM);
    return index == UINT32_MAX ? NULL : &b->items.at[index];
}

/* Gives the next id to what was just put at `index` of its list; 0 when memory is out. */
static acm_id new_id(acm_builder *b, acm__object_type type, uint32_t index)
{
    acm__object *object = acm__list_push(&b->arena, &b->objects);
    if (!object)
        return 0;
    *object = (acm__object){type, index};
    return b->objects.count;
}

static acm__str key_of(const acm_builder *b, acm_id id)
{
    const acm__object *object = &b->objects.at[id - 1];
    switch (object->type) {
    case ACM__OBJECT_ITEM:
        return b->items.at[object->index].key;
    case ACM__OBJECT_CONDITION:
        return b->conditions.at[object->index].key;
    case ACM__OBJECT_TERM:
        return b->terms.at[object->index].key;
    default:
        return (acm__str){"", 0};
    }
}

static uint32_t key_slot(const acm_builder *b, acm__str key)
{
    uint32_t slot = acm__hash(key.at, key.len) & b->key_mask;
    while (b->keys[slot] && !acm__str_equal(key_of(b, b->keys[slot]), key))
        slot = (slot + 1) & b->key_mask;
    return slot;
}

acm_id acm__builder_find(const acm_builder *b, acm__str key)
{
    return b->keys ? b->keys[key_slot(b, key)] : 0;
}

/* Makes sure that one more key fits; the table is at most half full. */
static bool reserve_key(acm_builder *b)
{
    if (b->keys && b->key_count * 2 <= b->key_mask)
        return true;
    uint32_t old_size = b->keys ? b->key_mask + 1 : 0, size = old_size ? old_size * 2 : 64;
    acm_id *old = b->keys, *keys = acm__calloc(&b->arena.allocator, size, sizeof *keys);
    if (!keys)
        return false;
    b->keys = keys;
    b->key_mask = size - 1;
    for (uint32_t i = 0; i < old_size; i++)
        if (old[i])
            keys[key_slot(b, key_of(b, old[i]))] = old[i];
    acm__free(&b->arena.allocator, old);
    return true;
}

bool acm__builder_save(acm_builder *b, acm_builder *saved)
{
    *saved = *b;
    return acm__list_own(&b->arena, &saved->items) &&
           acm__list_own(&b->arena, &saved->conditions) &&
           acm__list_own(&b->arena, &saved->controls);
}

void acm__builder_restore(acm_builder *b, const acm_builder *saved)
{
    acm_builder now = *b;
    *b = *saved;
    b->arena = now.arena;
    b->keys = now.keys;
    b->key_mask = now.key_mask;
    memset(b->keys, 0, ((size_t)b->key_mask + 1) * sizeof *b->keys);
    for (acm_id id = 1; id <= b->objects.count; id++)
        if (b->objects.at[id - 1].type != ACM__OBJECT_CRITERION)
            b->keys[key_slot(b, key_of(b, id))] = id;
}

static void insert_key(acm_builder *b, acm__str key, acm_id id)
{
    b->keys[key_slot(b, key)] = id;
    b->key_count++;
}

/* A copy in the arena, unless it lies there already; at = NULL when memory is out. */
static acm__str keep(acm_builder *b, acm__str text)
{
    return b->trusting ? text : acm__str_copy(&b->arena, text.at, text.len);
}

acm_status acm__builder_take_text(const acm_builder *b, const char *text, size_t len, size_t max,
                                  acm__str *out, acm_error *err)
{
    if (!acm__str_from(text, len, out))
        return acm__error(err, ACM_E_INVALID, "text is missing");
    if (out->len > max)
        return acm__error(err, ACM_E_LIMIT, "text of %u bytes is longer than %zu", out->len, max);
    size_t good = b && b->trusting ? out->len : acm__utf8_check(out->at, out->len);
    if (good == out->len)
        return ACM_OK;
    acm__error(err, ACM_E_ENCODING, "text is not UTF-8, or has a NUL, at byte %zu", good);
    acm__error_at(err, 0, 0, good);
    return ACM_E_ENCODING;
}

static const struct {
    acm__vocabulary_section section;
    const char *prefix;
} term_kinds[] = {
    [ACM_TERM_ROLE] = {ACM__ROLE, "role:"},
    [ACM_TERM_SERVICE] = {ACM__SERVICE, "service:"},
    [ACM_TERM_MOTION] = {ACM__MOTION, "motion:"},
    [ACM_TERM_PHASE] = {ACM__PHASE, "phase:"},
};

static acm_status take_key(const acm_builder *b, const char *key, acm__str *out, acm_error *err)
{
    acm_status status = acm__builder_take_text(b, key, ACM_NTS, ACM__MAX_KEY, out, err);
    if (status)
        return status;
    if (!out->len)
        return acm__error(err, ACM_E_INVALID, "the key is empty");
    for (uint32_t i = 0; i < out->len; i++)
        if ((unsigned char)out->at[i] <= ' ')
            return acm__error(err, ACM_E_INVALID, "the key '%s' has a blank", out->at);
    for (int kind = ACM_TERM_ROLE; kind <= ACM_TERM_PHASE; kind++)
        if (strncmp(out->at, term_kinds[kind].prefix, strlen(term_kinds[kind].prefix)) == 0)
            return acm__error(err, ACM_E_INVALID, "keys that begin with '%s' are those of terms",
                              term_kinds[kind].prefix);
    if (acm__builder_find(b, *out))
        return acm__error(err, ACM_E_EXISTS, "the key '%s' is taken", out->at);
    if (b->objects.count >= ACM__MAX_OBJECTS)
        return acm__error(err, ACM_E_LIMIT, "more than %d items, conditions, criteria and terms",
                          ACM__MAX_OBJECTS);
    return ACM_OK;
}

/* Adds a text; false when memory is out. */
static bool push_text(acm_builder *b, acm_id id, acm_text_field field, uint32_t edition,
                      acm__str text)
{
    acm__str copy = keep(b, text);
    acm__text *t = copy.at ? acm__list_push(&b->arena, &b->texts) : NULL;
    if (!t)
        return false;
    *t = (acm__text){id, (uint16_t)field, (uint16_t)edition, copy};
    return true;
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
    acm_id id = item && reserve_key(b) ? new_id(b, ACM__OBJECT_ITEM, 0) : 0;
    if (!id || (title.len && !push_text(b, id, ACM_TEXT_NAME, 0, title))) {
        acm_builder_free(b);
        return acm__nomem(err);
    }
    *item = (acm__draft_item){.id = id,
                              .kind = ACM_ITEM_STAGE,
                              .part = ACM_PART_PLAYBOOK,
                              .number = -1,
                              .key = ACM__STR("playbook")};
    insert_key(b, item->key, id);
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
                           ACM_ITEM_REQUIRED_BY_CHILD | ACM_ITEM_FLAG_MISSING,
        [ACM_ITEM_TASK] = ACM_ITEM_REQUIRED | ACM_ITEM_MANUAL | ACM_ITEM_NON_BLOCKING |
                          ACM_ITEM_FLAG_MISSING | ACM_ITEM_FOR_EACH_SERVICE,
        [ACM_ITEM_MILESTONE] = ACM_ITEM_REQUIRED,
    };
    if (flags & ~allowed[kind])
        return acm__error(err, ACM_E_MODEL, "flags 0x%x do not fit this kind of item",
                          flags & ~allowed[kind]);
    return ACM_OK;
}

static acm_status check_item(const acm__draft_item *parent, acm_item_kind kind, uint32_t flags,
                             acm_error *err)
{
    if (kind < ACM_ITEM_STAGE || kind > ACM_ITEM_MILESTONE)
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
        status = take_key(builder, key, &own_key, err);
    if (!status)
        status = acm__builder_take_text(builder, name, ACM_NTS, ACM__MAX_TEXT, &title, err);
    if (status)
        return status;
    mark m = mark_of(builder);
    own_key = keep(builder, own_key);
    acm__draft_item *added = own_key.at ? acm__list_push(&builder->arena, &builder->items) : NULL;
    acm_id id = added && reserve_key(builder) ? new_id(builder, ACM__OBJECT_ITEM, m.items) : 0;
    if (!id || !push_text(builder, id, ACM_TEXT_NAME, 0, title.len ? title : own_key))
        return go_back(builder, m, err);
    *added = (acm__draft_item){.id = id,
                               .parent = parent,
                               .kind = kind,
                               .flags = flags,
                               .number = number,
                               .key = own_key,
                               .depth = item_of(builder, parent)->depth + 1};
    link_child(builder, parent, id);
    insert_key(builder, own_key, id);
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

static acm_status check_criterion(const acm__draft_item *item, acm_criterion_kind kind,
                                  uint32_t flags, acm_error *err)
{
    if ((kind != ACM_CRITERION_ENTRY && kind != ACM_CRITERION_EXIT) ||
        (flags & ~ACM_CRITERION_WORK_DONE))
        return acm__error(err, ACM_E_INVALID, "%d is no kind of criterion, or flags 0x%x unknown",
                          kind, flags);
    if (!item)
        return acm__error(err, ACM_E_NOTFOUND, "no such item in this builder");
    if (kind == ACM_CRITERION_ENTRY && !item->parent)
        return acm__error(err, ACM_E_MODEL, "the root has no entry criteria");
    if (kind == ACM_CRITERION_EXIT && item->kind == ACM_ITEM_MILESTONE)
        return acm__error(err, ACM_E_MODEL, "'%s' is a milestone and has no exit criteria",
                          item->key.at);
    if (kind == ACM_CRITERION_EXIT && flags)
        return acm__error(err, ACM_E_MODEL, "only an entry criterion can wait for the work");
    return ACM_OK;
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
    acm_status status = check_criterion(item_of(builder, item), kind, flags, err);
    if (!status && builder->objects.count >= ACM__MAX_OBJECTS)
        status = acm__error(err, ACM_E_LIMIT, "too many criteria");
    if (!status && expression)
        status = acm__builder_condition(builder, expression, &expr, err);
    if (status)
        return status;
    mark m = mark_of(builder);
    acm__draft_criterion *added = acm__list_push(&builder->arena, &builder->criteria);
    acm_id id = added ? new_id(builder, ACM__OBJECT_CRITERION, m.criteria) : 0;
    if (!id)
        return go_back(builder, m, err);
    *added = (acm__draft_criterion){item, kind, flags, expr};
    if (criterion)
        *criterion = id;
    return ACM_OK;
}

/* Standard events that each kind of item performs, as bits. */
static bool performs(acm_item_kind kind, acm_transition event)
{
    const uint32_t alike = 1u << ACM_TRANSITION_CREATE | 1u << ACM_TRANSITION_SUSPEND |
                           1u << ACM_TRANSITION_RESUME | 1u << ACM_TRANSITION_TERMINATE;
    const uint32_t milestone =
        alike | 1u << ACM_TRANSITION_OCCUR | 1u << ACM_TRANSITION_PARENT_TERMINATE;
    const uint32_t other = alike | 1u << ACM_TRANSITION_ENABLE | 1u << ACM_TRANSITION_START |
                           1u << ACM_TRANSITION_DISABLE | 1u << ACM_TRANSITION_REENABLE |
                           1u << ACM_TRANSITION_MANUAL_START | 1u << ACM_TRANSITION_FAULT |
                           1u << ACM_TRANSITION_REACTIVATE | 1u << ACM_TRANSITION_COMPLETE |
                           1u << ACM_TRANSITION_EXIT | 1u << ACM_TRANSITION_PARENT_SUSPEND |
                           1u << ACM_TRANSITION_PARENT_RESUME;
    if (event <= ACM_TRANSITION_NONE || event > ACM_TRANSITION_CLOSE)
        return false;
    return (kind == ACM_ITEM_MILESTONE ? milestone : other) >> event & 1;
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
    *added = (acm__draft_on_part){index, source, event};
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
    if (carrier->kind == ACM_ITEM_MILESTONE)
        return acm__error(err, ACM_E_MODEL, "'%s' is a milestone and carries no conditions",
                          carrier->key.at);
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
        status = take_key(builder, key, &own_key, err);
    if (!status)
        status = acm__builder_take_text(builder, statement, ACM_NTS, ACM__MAX_TEXT, &text, err);
    if (status)
        return status;
    mark m = mark_of(builder);
    own_key = keep(builder, own_key);
    acm__draft_condition *added =
        own_key.at ? acm__list_push(&builder->arena, &builder->conditions) : NULL;
    acm_id id =
        added && reserve_key(builder) ? new_id(builder, ACM__OBJECT_CONDITION, m.conditions) : 0;
    if (!id || (text.len && !push_text(builder, id, ACM_TEXT_NAME, 0, text)))
        return go_back(builder, m, err);
    uint32_t feeds =
        criterion ? acm__builder_index(builder, criterion, ACM__OBJECT_CRITERION) + 1 : 0;
    *added = (acm__draft_condition){
        .item = item, .criterion = feeds, .kind = kind, .flags = flags, .key = own_key};
    insert_key(builder, own_key, id);
    if (condition)
        *condition = id;
    return ACM_OK;
}

/* "role:fasttrack_manager", or "role:" and the name itself where the vocabulary has none. */
static acm__str term_key(acm_builder *b, acm_term_kind kind, int32_t word, acm__str name)
{
    const char *prefix = term_kinds[kind].prefix, *known = acm__vocabulary_key(word);
    size_t head = strlen(prefix), tail = known ? strlen(known) : name.len;
    char *key = acm__arena_alloc(&b->arena, head + tail + 1, 1);
    if (!key)
        return (acm__str){NULL, 0};
    memcpy(key, prefix, head);
    memcpy(key + head, known ? known : name.at, tail);
    key[head + tail] = '\0';
    return (acm__str){key, (uint32_t)(head + tail)};
}

static const acm__term *find_term(const acm_builder *b, acm_term_kind kind, acm__str name,
                                  int32_t *word)
{
    *word = ACM__KIND_NONE;
    for (uint32_t i = 0; i < b->terms.count;
         i++) /* the same spelling again is by far the most usual */
        if (b->terms.at[i].kind == kind && acm__str_equal(b->terms.at[i].name, name))
            return &b->terms.at[i];
    *word = acm__vocabulary_find_any(term_kinds[kind].section, name);
    if (!*word)
        *word = acm__vocabulary_by_key(term_kinds[kind].section, name);
    for (uint32_t i = 0; i < b->terms.count; i++) {
        const acm__term *t = &b->terms.at[i];
        if (t->kind == kind && (*word ? t->word == *word : acm__name_equal(t->name, name)))
            return t;
    }
    return NULL;
}

acm_status acm_builder_term(acm_builder *builder, acm_term_kind kind, const char *name,
                            acm_id *term, acm_error *err)
{
    acm__str text;
    int32_t word;
    if (term)
        *term = 0;
    if (!builder || !term || kind < ACM_TERM_ROLE || kind > ACM_TERM_PHASE || !name || !*name)
        return acm__error(err, ACM_E_INVALID, "builder, term or name is missing, or %d is no kind",
                          kind);
    acm_status status = acm__builder_take_text(builder, name, ACM_NTS, ACM__MAX_KEY, &text, err);
    if (!status && !builder->trusting)
        text = acm__plain(&builder->arena, text.at, text.len);
    if (!status && !text.at)
        status = acm__nomem(err);
    if (!status && !text.len)
        status = acm__error(err, ACM_E_INVALID, "the name has nothing but blanks");
    if (status)
        return status;
    const acm__term *known = find_term(builder, kind, text, &word);
    if (known) {
        *term = acm__builder_find(builder, known->key);
        return ACM_OK;
    }
    uint32_t index = 0;
    for (uint32_t i = 0; i < builder->terms.count; i++)
        index += builder->terms.at[i].kind == kind;
    if (index >= ACM__MAX_TERMS || builder->objects.count >= ACM__MAX_OBJECTS)
        return acm__error(err, ACM_E_LIMIT, "more than %d terms of one kind", ACM__MAX_TERMS);
    mark m = mark_of(builder);
    acm__str key = term_key(builder, kind, word, text);
    text = keep(builder, text);
    acm__term *added = key.at && text.at ? acm__list_push(&builder->arena, &builder->terms) : NULL;
    acm_id id = added && reserve_key(builder) ? new_id(builder, ACM__OBJECT_TERM, m.terms) : 0;
    if (!id || !push_text(builder, id, ACM_TEXT_NAME, 0, text))
        return go_back(builder, m, err);
    *added = (acm__term){kind, word, index, key, text};
    insert_key(builder, key, id);
    *term = id;
    return ACM_OK;
}

acm_status acm_builder_ref(acm_builder *builder, acm_id item, acm_ref_kind kind, acm_id target,
                           acm_error *err)
{
    static const acm_term_kind takes[] = {
        [ACM_REF_PERFORMER] = ACM_TERM_ROLE,
        [ACM_REF_OWNER] = ACM_TERM_ROLE,
        [ACM_REF_PRIMARY] = ACM_TERM_ROLE,
        [ACM_REF_SECONDARY] = ACM_TERM_ROLE,
        [ACM_REF_SERVICE] = ACM_TERM_SERVICE,
        [ACM_REF_MOTION] = ACM_TERM_MOTION,
        [ACM_REF_NEXT] = 0,
    };
    if (!builder || kind < ACM_REF_PERFORMER || kind > ACM_REF_NEXT)
        return acm__error(err, ACM_E_INVALID, "builder is missing, or %d is no kind of reference",
                          kind);
    uint32_t term = acm__builder_index(builder, target, ACM__OBJECT_TERM);
    bool is_item = item_of(builder, target) != NULL;
    if (!item_of(builder, item) || (term == UINT32_MAX && !is_item))
        return acm__error(err, ACM_E_NOTFOUND, "no such item or target in this builder");
    if (takes[kind] ? is_item || builder->terms.at[term].kind != takes[kind] : !is_item)
        return acm__error(err, ACM_E_MODEL, "reference %d does not take this target", kind);
    acm_ref *added = acm__list_push(&builder->arena, &builder->refs);
    if (!added)
        return acm__nomem(err);
    *added = (acm_ref){item, target, kind, 0};
    return ACM_OK;
}

uint32_t acm__builder_edition(acm_builder *b, acm__str tag)
{
    for (uint32_t i = 0; i < b->editions.count; i++)
        if (acm__name_equal(b->editions.at[i], tag))
            return i;
    acm__str copy = acm__str_copy(&b->arena, tag.at, tag.len);
    acm__str *added = copy.at ? acm__list_push(&b->arena, &b->editions) : NULL;
    if (!added)
        return UINT32_MAX;
    *added = copy;
    return b->editions.count - 1;
}

acm_status acm_builder_text(acm_builder *builder, acm_id id, acm_text_field field,
                            const char *language, const char *text, size_t len, acm_error *err)
{
    acm__str tag, value;
    if (!builder || !text || field < ACM_TEXT_NAME || field > ACM_TEXT_NEXT_STEPS)
        return acm__error(err, ACM_E_INVALID, "builder or text is missing, or %d is no field",
                          field);
    if (!id || id > builder->objects.count ||
        builder->objects.at[id - 1].type == ACM__OBJECT_CRITERION)
        return acm__error(err, ACM_E_NOTFOUND, "no such item, condition or term in this builder");
    acm_status status =
        acm__builder_take_text(builder, language ? language : builder->editions.at[0].at, ACM_NTS,
                               ACM__MAX_KEY, &tag, err);
    if (!status)
        status = acm__builder_take_text(builder, text, len, ACM__MAX_TEXT, &value, err);
    if (status)
        return status;
    mark m = mark_of(builder);
    uint32_t edition = acm__builder_edition(builder, tag);
    if (edition == UINT32_MAX || !push_text(builder, id, field, edition, value))
        return go_back(builder, m, err);
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
