/* read_items.c - plan items: what they are, where their definitions come to stand, their rules and roles. */
#include "base/error.h"
#include "format/cmmn/read.h"
#include "format/words.h"

#include <stdio.h>
#include <string.h>

enum {
    ITEM_BYTES = 256, /* of one without texts, more or less */
    REF_BYTES = 16
};

/* What definitions are */

static const struct {
    const char *name;
    acm_item_kind kind;
    const char *type;
} kinds[] = {
    {"casePlanModel", ACM_ITEM_STAGE, NULL},
    {"stage", ACM_ITEM_STAGE, NULL},
    {"task", ACM_ITEM_TASK, NULL},
    {"humanTask", ACM_ITEM_TASK, "human"},
    {"processTask", ACM_ITEM_TASK, "process"},
    {"caseTask", ACM_ITEM_TASK, "case"},
    {"decisionTask", ACM_ITEM_TASK, "decision"},
    {"milestone", ACM_ITEM_MILESTONE, NULL},
    {"userEventListener", ACM_ITEM_USER_LISTENER, NULL},
    {"timerEventListener", ACM_ITEM_TIMER_LISTENER, NULL},
    {"eventListener", ACM_ITEM_EVENT_LISTENER, NULL},
    {"userEvent", ACM_ITEM_USER_LISTENER, NULL}, /* CMMN 1.0 */
    {"timerEvent", ACM_ITEM_TIMER_LISTENER, NULL},
    {"event", ACM_ITEM_EVENT_LISTENER, NULL},
};

acm_item_kind acm__cmmn_kind(const acm__cmmn *r, const acm__xml_node *definition, const char **type)
{
    for (size_t i = 0; i < ACM__CMMN_COUNT(kinds); i++) {
        if (!acm__cmmn_is(r, definition, kinds[i].name))
            continue;
        if (type)
            *type = kinds[i].type;
        return kinds[i].kind;
    }
    return 0;
}

bool acm__cmmn_holds_items(const acm__cmmn *r, const acm__xml_node *node)
{
    return node->name.at && acm__cmmn_kind(r, node, NULL) == ACM_ITEM_STAGE;
}

/* Rules */

#define ON(kind) (1u << ACM_ITEM_##kind)

static const struct {
    const char *name;
    uint32_t flag;
    acm_control control;
    uint32_t kinds; /* as bits */
} rules[] = {
    {"requiredRule", ACM_ITEM_REQUIRED, ACM_CONTROL_REQUIRED_WHEN,
     ON(STAGE) | ON(TASK) | ON(MILESTONE)},
    {"manualActivationRule", ACM_ITEM_MANUAL, ACM_CONTROL_MANUAL_WHEN, ON(STAGE) | ON(TASK)},
    {"repetitionRule", ACM_ITEM_REPEATS, ACM_CONTROL_REPEAT_WHEN,
     ON(STAGE) | ON(TASK) | ON(MILESTONE)},
};

bool acm__cmmn_rule_fits(const char *name, acm_item_kind kind)
{
    for (size_t i = 0; i < ACM__CMMN_COUNT(rules); i++)
        if (strcmp(rules[i].name, name) == 0)
            return rules[i].kinds >> kind & 1;
    return false;
}

const acm__xml_node *acm__cmmn_rule(const acm__cmmn *r, const acm__xml_node *item,
                                    const acm__xml_node *definition, const char *name)
{
    const acm__xml_node *control = acm__cmmn_child(r, item, "itemControl");
    const acm__xml_node *rule = control ? acm__cmmn_child(r, control, name) : NULL;
    if (!rule)
        control = acm__cmmn_child(r, definition, "defaultControl");
    return rule || !control ? rule : acm__cmmn_child(r, control, name);
}

int acm__cmmn_constant(acm__str expression)
{
    char text[8];
    size_t len = 0;
    for (uint32_t i = 0; i < expression.len; i++) {
        if (strchr(" \t\r\n${}", expression.at[i]))
            continue;
        if (len == sizeof text - 1)
            return -1;
        text[len++] = expression.at[i];
    }
    text[len] = '\0';
    return !len || strcmp(text, "true") == 0 ? 1 : strcmp(text, "false") == 0 ? 0 : -1;
}

/* Tells an item what stands in a text. */
static bool control_by_text(acm__cmmn *r, acm_id item, acm_control control,
                            const acm__cmmn_passage *from)
{
    return acm__cmmn_take_text(r, acm_builder_control(r->b, item, control, from->text.at, r->err),
                               from);
}

/* The same by an attribute, if it is there. */
static bool control_by(acm__cmmn *r, acm_id item, acm_control control, const acm__xml_node *node,
                       const acm__xml_attribute *attribute)
{
    return !attribute ||
           (acm__cmmn_spend(r, node, ACM__CMMN_TEXT_BYTES * attribute->value.len) &&
            acm__cmmn_take(r, acm_builder_control(r->b, item, control, attribute->value.at, r->err),
                           node, attribute));
}

static bool read_rule(acm__cmmn *r, const acm__cmmn_use *use, size_t index, uint32_t *flags)
{
    acm__cmmn_passage condition;
    const acm__xml_node *rule = acm__cmmn_rule(r, use->node, use->definition, rules[index].name);
    if (!rule && rules[index].flag == ACM_ITEM_MANUAL && r->space == ACM__CMMN_10)
        *flags |= ACM_ITEM_MANUAL;
    if (!rule)
        return true;
    if (!acm__cmmn_read_condition(r, rule, &condition))
        return false;
    int constant = acm__cmmn_constant(condition.text);
    if (constant < 0)
        return control_by_text(r, use->item, rules[index].control, &condition);
    if (constant)
        *flags |= rules[index].flag;
    return true;
}

static bool read_repetition(acm__cmmn *r, const acm__cmmn_use *use, size_t index, uint32_t *flags)
{
    const acm__xml_node *rule = acm__cmmn_rule(r, use->node, use->definition, rules[index].name);
    if (!rule || !acm__cmmn_may_repeat(r, use->node, use->kind))
        return true;
    return read_rule(r, use, index, flags) &&
           control_by(r, use->item, ACM_CONTROL_COUNTER, rule,
                      acm__xml_attribute_of(rule, ACM__CMMN_FLOWABLE, "counterVariable"));
}

static bool read_rules(acm__cmmn *r, const acm__cmmn_use *use, uint32_t *flags)
{
    bool done = true;
    for (size_t i = 0; done && i < ACM__CMMN_COUNT(rules); i++) {
        if (rules[i].flag == ACM_ITEM_REPEATS) /* of listeners too: a case may ask for it */
            done = read_repetition(r, use, i, flags);
        else if (rules[i].kinds >> use->kind & 1)
            done = read_rule(r, use, i, flags);
    }
    return done;
}

/* When an item holds its stage open; its own rule goes before that of its definition */

static const acm__xml_node *find_completion(const acm__cmmn *r, const acm__cmmn_use *use,
                                            const char *name)
{
    const acm__xml_node *own = acm__cmmn_child(r, use->node, "itemControl");
    const acm__xml_node *control = acm__cmmn_child(r, use->definition, "defaultControl");
    const acm__xml_node *rule = own ? acm__cmmn_extension(r, own, ACM__CMMN_FLOWABLE, name) : NULL;
    return rule || !control ? rule : acm__cmmn_extension(r, control, ACM__CMMN_FLOWABLE, name);
}

static bool read_completion(acm__cmmn *r, const acm__cmmn_use *use)
{
    static const char *const types[] = {"default",
                                        "ignore",
                                        "ignoreIfAvailable",
                                        "ignoreIfAvailableOrEnabled",
                                        "ignoreAfterFirstCompletion",
                                        "ignoreAfterFirstCompletionIfAvailableOrEnabled"};
    static const char *const words[] = {NULL,
                                        "ignore",
                                        "ignore-if-available",
                                        "ignore-if-available-or-enabled",
                                        "ignore-after-first-completion",
                                        "ignore-after-first-completion-if-available-or-enabled"};
    acm__cmmn_passage condition = {.node = NULL};
    int32_t type = ACM_PARENT_COMPLETION_COUNTS;
    const acm__xml_node *rule = find_completion(r, use, "parentCompletionRule");
    const acm__xml_node *neutral = find_completion(r, use, "completionNeutralRule");
    const acm__xml_attribute *attribute = rule ? acm__cmmn_attribute_of(rule, "type") : NULL;
    if (attribute &&
        !acm__cmmn_word(r, rule, attribute, attribute->value, types, ACM__CMMN_COUNT(types), &type))
        return false;
    if (!rule && neutral) {
        if (!acm__cmmn_read_condition(r, neutral, &condition))
            return false;
        if (acm__cmmn_constant(condition.text) == 1)
            type = ACM_PARENT_COMPLETION_AVAILABLE;
    }
    return acm__cmmn_take(
        r, acm_builder_control(r->b, use->item, ACM_CONTROL_PARENT_COMPLETION, words[type], r->err),
        rule ? rule : use->node, attribute);
}

/* What definitions say themselves */

static bool read_stage(acm__cmmn *r, const acm__cmmn_use *use, uint32_t *flags)
{
    bool automatic;
    const acm__xml_node *stage = use->definition;
    if (!acm__cmmn_boolean(r, stage, acm__cmmn_attribute_of(stage, "autoComplete"), false,
                           &automatic))
        return false;
    *flags |= automatic ? ACM_ITEM_AUTO_COMPLETE : 0;
    return control_by(r, use->item, ACM_CONTROL_AUTO_COMPLETE_WHEN, stage,
                      acm__xml_attribute_of(stage, ACM__CMMN_FLOWABLE, "autoCompleteCondition"));
}

/* Roles that an attribute names perform the item. */
static bool read_roles(acm__cmmn *r, const acm__cmmn_use *use, const char *name)
{
    const acm__xml_node *node = use->definition;
    const acm__xml_attribute *attribute = acm__cmmn_attribute_of(node, name);
    acm__str id, rest = attribute ? attribute->value : ACM__STR("");
    acm__cmmn_named *role;
    while (acm__cmmn_next_id(r, &rest, &id, &role)) {
        if (!role)
            return acm__cmmn_fail_unknown(r, node, attribute, id);
        if (acm__builder_index(r->b, role->made, ACM__OBJECT_TERM) == UINT32_MAX)
            return acm__cmmn_fail(r, ACM_E_MODEL, node, attribute, "'%.*s' is no role of the case",
                                  ACM__SHOWN(id));
        if (!acm__cmmn_spend(r, node, REF_BYTES) ||
            !acm__cmmn_take(r,
                            acm_builder_ref(r->b, use->item, ACM_REF_PERFORMER, role->made, r->err),
                            node, attribute))
            return false;
    }
    return true;
}

static bool read_task(acm__cmmn *r, const acm__cmmn_use *use, uint32_t *flags)
{
    bool blocking;
    const acm__xml_node *task = use->definition;
    if (!acm__cmmn_boolean(r, task, acm__cmmn_attribute_of(task, "isBlocking"), true, &blocking))
        return false;
    *flags |= blocking ? 0 : ACM_ITEM_NON_BLOCKING;
    return read_roles(r, use, "performerRef");
}

static bool read_listener(acm__cmmn *r, const acm__cmmn_use *use, uint32_t *flags)
{
    (void)flags;
    return read_roles(r, use, "authorizedRoleRefs") &&
           control_by(
               r, use->item, ACM_CONTROL_AVAILABLE_WHEN, use->definition,
               acm__xml_attribute_of(use->definition, ACM__CMMN_FLOWABLE, "availableCondition"));
}

static bool read_timer(acm__cmmn *r, const acm__cmmn_use *use, uint32_t *flags)
{
    acm__cmmn_passage timer = {.node = NULL};
    const acm__xml_node *expression = acm__cmmn_child(r, use->definition, "timerExpression");
    if (expression && !acm__cmmn_read_text(r, expression, &timer))
        return false;
    if (!timer.node)
        return acm__cmmn_fail(r, ACM_E_MODEL, use->definition, NULL, "needs a timerExpression");
    return control_by_text(r, use->item, ACM_CONTROL_TIMER, &timer) && read_listener(r, use, flags);
}

static bool read_definition(acm__cmmn *r, const acm__cmmn_use *use, uint32_t *flags)
{
    static bool (*const by_kind[])(acm__cmmn *, const acm__cmmn_use *, uint32_t *) = {
        [ACM_ITEM_STAGE] = read_stage,
        [ACM_ITEM_TASK] = read_task,
        [ACM_ITEM_USER_LISTENER] = read_listener,
        [ACM_ITEM_TIMER_LISTENER] = read_timer,
        [ACM_ITEM_EVENT_LISTENER] = read_listener,
    };
    return !by_kind[use->kind] || by_kind[use->kind](r, use, flags);
}

/* Where an item comes from. What our own vocabulary says of an item says that too. */
static bool read_origin(acm__cmmn *r, const acm__cmmn_use *use)
{
    const char *type;
    const acm__xml_node *definition = use->parent == UINT32_MAX ? r->scope : use->definition;
    acm__cmmn_kind(r, use->definition, &type);
    if (use->own)
        return true;
    if (type &&
        !acm__cmmn_take(r, acm_builder_control(r->b, use->item, ACM_CONTROL_TYPE, type, r->err),
                        use->definition, NULL))
        return false;
    return control_by(r, use->item, ACM_CONTROL_ORIGIN, use->node,
                      acm__cmmn_attribute_of(use->node, "id")) &&
           control_by(r, use->item, ACM_CONTROL_DEFINITION, definition,
                      acm__cmmn_attribute_of(definition, "id"));
}

/* Which text the documentation is, our own vocabulary may say. */
static bool read_documentation(acm__cmmn *r, const acm__cmmn_use *use)
{
    int32_t field = ACM_TEXT_BODY;
    const acm__xml_node *node = use->parent == UINT32_MAX ? r->scope : use->node;
    const acm__xml_attribute *own =
        use->own ? acm__cmmn_attribute_of(use->own, "documentation") : NULL;
    return (!own || acm__cmmn_word(r, use->own, own, own->value, acm__words_texts,
                                   ACM__CMMN_COUNT(acm__words_texts), &field)) &&
           acm__cmmn_describe(r, use->item, field, node, use->definition);
}

static bool read_details(acm__cmmn *r, const acm__cmmn_use *use)
{
    uint32_t flags = 0;
    bool root = use->parent == UINT32_MAX;
    if (!read_definition(r, use, &flags) || (!root && !read_rules(r, use, &flags)) ||
        (!root && !read_completion(r, use)) || !read_origin(r, use))
        return false;
    if (!r->own)
        acm_builder_place(r->b, use->item, root ? ACM_PART_PLAYBOOK : ACM_PART_OTHER,
                          use->node->place.line, use->node->place.column, NULL);
    return acm__cmmn_take(r, acm_builder_flags(r->b, use->item, flags, r->err), use->node, NULL) &&
           read_documentation(r, use);
}

/* Where definitions come to stand */

static bool copy_key(acm__cmmn *r, const acm__xml_node *node, const char *text, int len,
                     acm__str *out)
{
    if (len > ACM__MAX_KEY)
        return acm__cmmn_fail(r, ACM_E_LIMIT, node, NULL, "its key has %d bytes, more than %d", len,
                              ACM__MAX_KEY);
    *out = acm__str_copy(&r->arena, text, (size_t)len);
    return out->at || acm__cmmn_nomem(r);
}

/* Keys of what is within a definition that is used twice begin with the key of the use. */
static bool make_key(acm__cmmn *r, acm__cmmn_use *use)
{
    char text[3 * (ACM__MAX_KEY + 1)];
    const acm__cmmn_use *parent = &r->uses.at[use->parent];
    if (use->own && !acm__cmmn_own_value(r, use->own, "key", false, &use->key))
        return false;
    if (use->key.at)
        return true;
    acm__str id = acm__cmmn_attribute_of(use->node, "id")->value;
    if (id.len > ACM__MAX_KEY)
        return copy_key(r, use->node, id.at, (int)id.len, &use->key);
    bool prefixed = parent->prefix.len > 0;
    int base = snprintf(text, sizeof text, "%s%s%s", prefixed ? parent->prefix.at : "",
                        prefixed ? "/" : "", id.at);
    int len = base;
    for (int n = 2; acm__builder_find(r->b, (acm__str){text, (uint32_t)len}); n++)
        len = base + snprintf(text + base, sizeof text - (size_t)base, "-%d", n);
    return copy_key(r, use->node, text, len, &use->key);
}

static bool make_item(acm__cmmn *r, acm__cmmn_use *use)
{
    const acm__xml_attribute *name = acm__cmmn_attribute_of(use->node, "name");
    const acm__xml_attribute *number = use->own ? acm__cmmn_attribute_of(use->own, "number") : NULL;
    int64_t value = -1;
    if (!name || !name->value.len)
        name = acm__cmmn_attribute_of(use->definition, "name");
    if (number && !acm__cmmn_integer(r, use->own, number, INT64_MAX, &value))
        return false;
    return acm__cmmn_spend(r, use->node, ITEM_BYTES + (name ? name->value.len : 0)) &&
           make_key(r, use) &&
           acm__cmmn_take(r,
                          acm_builder_add(r->b, r->uses.at[use->parent].item, use->kind, 0,
                                          use->key.at, name ? name->value.at : NULL, value,
                                          &use->item, r->err),
                          use->node, NULL);
}

static bool is_within(const acm__cmmn *r, uint32_t index, const acm__xml_node *definition)
{
    while (index != UINT32_MAX && r->uses.at[index].definition != definition)
        index = r->uses.at[index].parent;
    return index != UINT32_MAX;
}

static bool check_definition(acm__cmmn *r, uint32_t parent, const acm__xml_node *item,
                             const acm__cmmn_named *definition)
{
    const acm__xml_attribute *by = acm__cmmn_attribute_of(item, "definitionRef");
    if (!acm__cmmn_kind(r, definition->node, NULL))
        return acm__cmmn_fail(r, ACM_E_MODEL, item, by, "'%.*s' does not define a plan item",
                              ACM__SHOWN(definition->id));
    if (is_within(r, parent, definition->node))
        return acm__cmmn_fail(r, ACM_E_MODEL, item, by, "'%.*s' would be within itself",
                              ACM__SHOWN(definition->id));
    return true;
}

static bool add_use(acm__cmmn *r, uint32_t parent, const acm__xml_node *item)
{
    acm__cmmn_named *definition;
    if (!acm__cmmn_refer(r, item, "definitionRef", &definition) ||
        !check_definition(r, parent, item, definition))
        return false;
    acm__cmmn_use use = {.node = item,
                         .definition = definition->node,
                         .own = acm__cmmn_extension(r, item, ACM__CMMN_OWN, "item"),
                         .kind = acm__cmmn_kind(r, definition->node, NULL),
                         .parent = parent,
                         .depth = r->uses.at[parent].depth + 1};
    if (!make_item(r, &use))
        return false;
    use.prefix = definition->users > 1 ? use.key : r->uses.at[parent].prefix;
    acm__cmmn_use *added = acm__list_push(&r->arena, &r->uses);
    if (!added)
        return acm__cmmn_nomem(r);
    if (use.kind == ACM_ITEM_STAGE) {
        use.next = definition->uses;
        definition->uses = r->uses.count;
    }
    *added = use;
    return read_details(r, &use);
}

static bool add_children(acm__cmmn *r, uint32_t parent)
{
    const acm__xml_node *stage = r->uses.at[parent].definition;
    r->uses.at[parent].first = r->uses.count;
    for (const acm__xml_node *child = stage->first; child; child = child->next)
        if (acm__cmmn_is(r, child, "planItem") && !add_use(r, parent, child))
            return false;
    return true;
}

bool acm__cmmn_read_items(acm__cmmn *r)
{
    const acm__xml_node *plan = acm__cmmn_child(r, r->scope, "casePlanModel");
    acm__cmmn_use *root = acm__list_push(&r->arena, &r->uses);
    if (!root)
        return acm__cmmn_nomem(r);
    *root = (acm__cmmn_use){.node = plan,
                            .definition = plan,
                            .own = acm__cmmn_extension(r, plan, ACM__CMMN_OWN, "item"),
                            .item = r->b->items.at[0].id,
                            .kind = ACM_ITEM_STAGE,
                            .parent = UINT32_MAX,
                            .key = r->b->items.at[0].key,
                            .prefix = ACM__STR("")};
    acm__cmmn_use first = *root;
    if (!read_details(r, &first))
        return false;
    for (uint32_t i = 0; i < r->uses.count; i++)
        if (r->uses.at[i].kind == ACM_ITEM_STAGE && !add_children(r, i))
            return false;
    return true;
}
