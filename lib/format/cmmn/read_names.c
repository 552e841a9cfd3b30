/* read_names.c - what has an id in the case, and how often definitions are used. */
#include "base/error.h"
#include "format/cmmn/read.h"

static uint32_t slot_of(const acm__cmmn *r, acm__str id)
{
    uint32_t slot = acm__hash(id.at, id.len) & r->slot_mask;
    while (r->slots[slot] && !acm__str_equal(r->names[r->slots[slot] - 1].id, id))
        slot = (slot + 1) & r->slot_mask;
    return slot;
}

acm__cmmn_named *acm__cmmn_named_by(const acm__cmmn *r, acm__str id)
{
    uint32_t index = r->slots[slot_of(r, id)];
    return index ? &r->names[index - 1] : NULL;
}

static const acm__xml_attribute *id_of(const acm__cmmn *r, const acm__xml_node *node)
{
    return node->name.at && node->space == r->space ? acm__cmmn_attribute_of(node, "id") : NULL;
}

static bool add_name(acm__cmmn *r, const acm__xml_node *node)
{
    const acm__xml_attribute *id = id_of(r, node);
    if (!id)
        return true;
    uint32_t slot = slot_of(r, id->value);
    if (r->slots[slot])
        return acm__cmmn_fail(r, ACM_E_EXISTS, node, id, "the id '%.*s' is taken",
                              ACM__SHOWN(id->value));
    r->names[r->name_count++] = (acm__cmmn_named){.id = id->value, .node = node};
    r->slots[slot] = r->name_count;
    return true;
}

static bool make_room(acm__cmmn *r)
{
    uint32_t count = 0, size = 16;
    for (const acm__xml_node *n = r->scope; n; n = acm__xml_following(r->scope, n))
        count += id_of(r, n) != NULL;
    while (size / 2 <= count)
        size *= 2;
    r->slot_mask = size - 1;
    r->slots = acm__arena_calloc(&r->arena, size, sizeof *r->slots);
    r->names = acm__arena_alloc(&r->arena, (size_t)count + 1, sizeof *r->names);
    return (r->slots && r->names) || acm__cmmn_nomem(r);
}

static bool note_item(acm__cmmn *r, const acm__xml_node *item, uint32_t ordinal)
{
    acm__cmmn_named *definition;
    const acm__xml_attribute *id = id_of(r, item);
    if (!id)
        return acm__cmmn_fail(r, ACM_E_MODEL, item, NULL, "a plan item needs an id");
    if (!acm__cmmn_refer(r, item, "definitionRef", &definition))
        return false;
    acm__cmmn_named_by(r, id->value)->ordinal = ordinal;
    definition->users++;
    definition->referred = true;
    return true;
}

/* What discretionary items would use is used. */
static void note_discretionary(acm__cmmn *r, const acm__xml_node *node)
{
    const acm__xml_attribute *by = acm__cmmn_attribute_of(node, "definitionRef");
    acm__cmmn_named *definition = by ? acm__cmmn_named_by(r, by->value) : NULL;
    if (definition)
        definition->referred = true;
}

static bool note_uses(acm__cmmn *r, const acm__xml_node *node)
{
    uint32_t ordinal = 0;
    if (node->name.at && acm__cmmn_is(r, node, "discretionaryItem"))
        note_discretionary(r, node);
    if (!acm__cmmn_holds_items(r, node))
        return true;
    for (const acm__xml_node *child = node->first; child; child = child->next)
        if (acm__cmmn_is(r, child, "planItem") && !note_item(r, child, ordinal++))
            return false;
    return true;
}

bool acm__cmmn_read_names(acm__cmmn *r)
{
    if (!make_room(r))
        return false;
    for (const acm__xml_node *n = r->scope; n; n = acm__xml_following(r->scope, n))
        if (!add_name(r, n))
            return false;
    for (const acm__xml_node *n = r->scope; n; n = acm__xml_following(r->scope, n))
        if (!note_uses(r, n))
            return false;
    return true;
}
