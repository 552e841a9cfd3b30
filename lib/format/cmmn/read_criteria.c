/* read_criteria.c - entry and exit criteria, each with the sentry that it names, and what sentries wait for. */
#include "base/error.h"
#include "format/cmmn/read.h"
#include "format/words.h"

#include <string.h>

enum {
    CRITERION_BYTES = 128, /* more or less */
    ON_PART_BYTES = 32,
    STEPS_MAX = 1 << 24 /* over copies of stages, for all on-parts together */
};

bool acm__cmmn_each_criterion(acm__cmmn *r, const acm__xml_node *item, acm_criterion_kind kind,
                              acm__cmmn_visit *visit, void *user)
{
    bool entry = kind == ACM_CRITERION_ENTRY;
    for (const acm__xml_node *child = item->first; child; child = child->next) {
        if (!acm__cmmn_is(r, child, entry ? "entryCriterion" : "exitCriterion"))
            continue;
        const acm__xml_attribute *by = acm__cmmn_attribute_of(child, "sentryRef");
        if (!visit(r, child, by, by ? acm__cmmn_named_by(r, by->value) : NULL, user))
            return false;
    }
    const acm__xml_attribute *by = NULL;
    if (r->space == ACM__CMMN_10)
        by = acm__cmmn_attribute_of(item, entry ? "entryCriteriaRefs" : "exitCriteriaRefs");
    acm__str id, rest = by ? by->value : ACM__STR("");
    acm__cmmn_named *sentry;
    while (acm__cmmn_next_id(r, &rest, &id, &sentry))
        if (!visit(r, item, by, sentry, user))
            return false;
    return true;
}

/* Criteria of an item so far, and those that wait for something to happen. */
typedef struct tally {
    uint32_t all, on;
} tally;

static bool count(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *by,
                  acm__cmmn_named *sentry, void *user)
{
    tally *t = user;
    (void)node, (void)by;
    t->all++;
    t->on += sentry && acm__cmmn_child(r, sentry->node, "planItemOnPart");
    return true;
}

bool acm__cmmn_may_repeat(acm__cmmn *r, const acm__xml_node *item, acm_item_kind kind)
{
    tally t = {0, 0};
    acm__cmmn_each_criterion(r, item, ACM_CRITERION_ENTRY, count, &t);
    return t.all ? t.on > 0 : kind != ACM_ITEM_MILESTONE;
}

/* Criteria as such */

static bool read_trigger(acm__cmmn *r, const acm__xml_node *sentry, uint32_t *flags)
{
    static const char *const modes[] = {"default", "onEvent"};
    int32_t mode;
    const acm__xml_attribute *attribute =
        acm__xml_attribute_of(sentry, ACM__CMMN_FLOWABLE, "triggerMode");
    if (!attribute)
        return true;
    if (!acm__cmmn_word(r, sentry, attribute, attribute->value, modes, ACM__CMMN_COUNT(modes),
                        &mode))
        return false;
    if (mode && acm__cmmn_child(r, sentry, "planItemOnPart")) /* else there is nothing to forget */
        *flags |= ACM_CRITERION_ON_EVENT;
    return true;
}

/* Words of a Flowable attribute, and the flag that each means. */
typedef struct flag_words {
    const char *attribute;
    const char *words[3];
    uint32_t flags[3];
} flag_words;

static const flag_words exit_words[] = {
    {"exitType",
     {"default", "activeInstances", "activeAndEnabledInstances"},
     {0, ACM_CRITERION_EXIT_ACTIVE, ACM_CRITERION_EXIT_ENABLED}},
    {"exitEventType",
     {"exit", "complete", "forceComplete"},
     {0, ACM_CRITERION_COMPLETE, ACM_CRITERION_FORCE_COMPLETE}},
};

static bool read_exit(acm__cmmn *r, const acm__xml_node *node, uint32_t *flags)
{
    for (size_t i = 0; i < ACM__CMMN_COUNT(exit_words); i++) {
        int32_t word = 0;
        const acm__xml_attribute *attribute =
            acm__xml_attribute_of(node, ACM__CMMN_FLOWABLE, exit_words[i].attribute);
        if (attribute &&
            !acm__cmmn_word(r, node, attribute, attribute->value, exit_words[i].words, 3, &word))
            return false;
        *flags |= exit_words[i].flags[word];
    }
    return true;
}

static bool read_flags(acm__cmmn *r, const acm__cmmn_criterion *c, uint32_t *flags)
{
    bool work_done;
    *flags = 0;
    if (!read_trigger(r, c->sentry, flags) ||
        !acm__cmmn_boolean(r, c->node, acm__xml_attribute_of(c->node, ACM__CMMN_OWN, "work_done"),
                           false, &work_done))
        return false;
    *flags |= work_done ? ACM_CRITERION_WORK_DONE : 0;
    return c->kind == ACM_CRITERION_ENTRY || read_exit(r, c->node, flags);
}

/* Whether a sentry waits for something that is there, or that is not: data, or what other engines know. */
static bool waits(acm__cmmn *r, const acm__xml_node *sentry, bool *elsewhere)
{
    *elsewhere = acm__cmmn_child(r, sentry, "caseFileItemOnPart") ||
                 acm__cmmn_extension(r, sentry, ACM__XML_OTHER, "variableOnPart");
    return acm__cmmn_child(r, sentry, "planItemOnPart");
}

/* The expression of a criterion: ours if there is one, else that of the if-part. */
static bool read_expression(acm__cmmn *r, const acm__cmmn_criterion *c, acm__cmmn_passage *out)
{
    bool elsewhere;
    const acm__xml_node *if_part = acm__cmmn_child(r, c->sentry, "ifPart");
    *out = (acm__cmmn_passage){ACM__STR(""), NULL, 0};
    if (if_part && !acm__cmmn_read_condition(r, if_part, out))
        return false;
    if (waits(r, c->sentry, &elsewhere) || out->text.len)
        return true;
    if (elsewhere) /* it would hold at once */
        out->text = ACM__STR("false");
    else if (!r->own)
        return acm__cmmn_fail(r, ACM_E_MODEL, c->sentry, NULL, "the sentry waits for nothing");
    return true;
}

static bool make_criterion(acm__cmmn *r, acm__cmmn_criterion *c, acm_id item)
{
    uint32_t flags;
    acm__cmmn_passage expression;
    const acm__xml_attribute *own = acm__xml_attribute_of(c->node, ACM__CMMN_OWN, "if");
    if (!read_flags(r, c, &flags))
        return false;
    if (own)
        return acm__cmmn_take(r,
                              acm_builder_criterion(r->b, item, c->kind, flags,
                                                    own->value.len ? own->value.at : NULL, &c->id,
                                                    r->err),
                              c->node, own);
    if (!read_expression(r, c, &expression))
        return false;
    acm_status status =
        acm_builder_criterion(r->b, item, c->kind, flags,
                              expression.text.len ? expression.text.at : NULL, &c->id, r->err);
    bool filled = status && r->err && r->err->struct_size >= sizeof *r->err;
    return filled && r->err->line ? acm__cmmn_take_text(r, status, &expression)
                                  : acm__cmmn_take(r, status, c->node, NULL);
}

/* The item whose criteria are read. */
typedef struct carrier {
    uint32_t use;
    acm_criterion_kind kind;
} carrier;

static bool add_criterion(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *by,
                          acm__cmmn_named *sentry, void *user)
{
    const carrier *at = user;
    if (!by)
        return acm__cmmn_fail(r, ACM_E_MODEL, node, NULL, "needs sentryRef");
    if (!sentry)
        return acm__cmmn_fail_unknown(r, node, by, by->value);
    if (!acm__cmmn_is(r, sentry->node, "sentry"))
        return acm__cmmn_fail(r, ACM_E_MODEL, node, by, "'%.*s' is no sentry",
                              ACM__SHOWN(sentry->id));
    if (!acm__cmmn_spend(r, node, CRITERION_BYTES))
        return false;
    acm__cmmn_criterion *added = acm__list_push(&r->arena, &r->criteria);
    if (!added)
        return acm__cmmn_nomem(r);
    *added = (acm__cmmn_criterion){.node = node, .sentry = sentry->node, .kind = at->kind};
    const acm__xml_attribute *id = acm__cmmn_attribute_of(node, "id");
    sentry->referred = true;
    r->uses.at[at->use].criterion_count++;
    if (!make_criterion(r, added, r->uses.at[at->use].item))
        return false;
    if (id && r->space == ACM__CMMN_11) /* in 1.0 it is the plan item's */
        acm__cmmn_named_by(r, id->value)->made = added->id;
    return true;
}

static bool add_criteria(acm__cmmn *r, uint32_t use)
{
    acm__cmmn_use *u = &r->uses.at[use];
    carrier at = {use, ACM_CRITERION_ENTRY};
    u->criteria = r->criteria.count;
    if (!acm__cmmn_each_criterion(r, u->node, at.kind, add_criterion, &at))
        return false;
    at.kind = ACM_CRITERION_EXIT;
    return acm__cmmn_each_criterion(r, u->node, at.kind, add_criterion, &at);
}

/* On-parts: the source among the copies of a plan item */

static uint32_t parent_of(const acm__cmmn *r, uint32_t use)
{
    return r->uses.at[use].parent;
}

/* How deep the innermost stage is that two uses have in common. */
static uint32_t common_depth(acm__cmmn *r, uint32_t a, uint32_t b)
{
    while (a != b) {
        uint32_t *deeper = r->uses.at[a].depth > r->uses.at[b].depth ? &a : &b;
        *deeper = parent_of(r, *deeper);
        r->steps++;
    }
    return r->uses.at[a].depth;
}

/* A stage around the carrier, or the carrier, that a definition was used for; UINT32_MAX if there is none. */
static uint32_t find_around(const acm__cmmn *r, uint32_t from, const acm__xml_node *definition)
{
    while (from != UINT32_MAX && r->uses.at[from].definition != definition)
        from = parent_of(r, from);
    return from;
}

/* Any other use of a definition: the nearest one, if there are several. */
static bool find_elsewhere(acm__cmmn *r, uint32_t from, const acm__xml_node *on_part,
                           const acm__cmmn_named *stage, uint32_t *out)
{
    uint32_t nearest = 0;
    bool several = false;
    *out = UINT32_MAX;
    for (uint32_t use = stage ? stage->uses : 0; use; use = r->uses.at[use - 1].next) {
        uint32_t depth = common_depth(r, from, use - 1);
        several = *out != UINT32_MAX && depth == nearest ? true : several && depth < nearest;
        if (*out == UINT32_MAX || depth > nearest) {
            *out = use - 1;
            nearest = depth;
        }
    }
    const acm__xml_attribute *by = acm__cmmn_attribute_of(on_part, "sourceRef");
    if (r->steps > STEPS_MAX)
        return acm__cmmn_fail(r, ACM_E_LIMIT, on_part, by, "too many copies to look for");
    if (several)
        return acm__cmmn_fail(r, ACM_E_AMBIGUOUS, on_part, by,
                              "the source is there several times, in stages of equal distance");
    return *out != UINT32_MAX ||
           acm__cmmn_fail(r, ACM_E_MODEL, on_part, by, "the source is not in the plan");
}

static bool find_source(acm__cmmn *r, uint32_t from, const acm__xml_node *on_part, uint32_t *out)
{
    acm__cmmn_named *source;
    if (!acm__cmmn_refer(r, on_part, "sourceRef", &source))
        return false;
    *out = 0;
    if (source->node == r->uses.at[0].node) /* as our own writer has it */
        return true;
    if (!acm__cmmn_is(r, source->node, "planItem"))
        return acm__cmmn_fail(r, ACM_E_MODEL, on_part, acm__cmmn_attribute_of(on_part, "sourceRef"),
                              "'%.*s' is no plan item", ACM__SHOWN(source->id));
    const acm__xml_node *definition = source->node->parent;
    const acm__xml_attribute *id = acm__cmmn_attribute_of(definition, "id");
    uint32_t stage = find_around(r, from, definition);
    if (stage == UINT32_MAX &&
        !find_elsewhere(r, from, on_part, id ? acm__cmmn_named_by(r, id->value) : NULL, &stage))
        return false;
    *out = r->uses.at[stage].first + source->ordinal;
    return true;
}

/* On-parts: the event */

static bool read_event(acm__cmmn *r, const acm__xml_node *on_part, acm_transition *event)
{
    acm__cmmn_passage word = {.node = NULL};
    const acm__xml_attribute *own = acm__xml_attribute_of(on_part, ACM__CMMN_OWN, "event");
    const acm__xml_node *standard = acm__cmmn_child(r, on_part, "standardEvent");
    if (!own && standard && !acm__cmmn_read_text(r, standard, &word))
        return false;
    if (!own && !word.node)
        return acm__cmmn_fail(r, ACM_E_MODEL, on_part, NULL, "needs a standardEvent");
    return acm__cmmn_word(r, own ? on_part : word.node, own, own ? own->value : word.text,
                          acm__words_events, ACM__CMMN_COUNT(acm__words_events), event);
}

/* The exit criterion that an on-part is narrowed to: by its id, in CMMN 1.0 by its sentry. at = NULL: to none. */
static bool find_exit(acm__cmmn *r, const acm__xml_node *on_part, const acm__cmmn_use *source,
                      const acm__xml_attribute **by, acm_id *exit)
{
    acm__cmmn_named *named;
    const char *name = r->space == ACM__CMMN_10 ? "sentryRef" : "exitCriterionRef";
    *by = acm__cmmn_attribute_of(on_part, name);
    if (!*by)
        return true;
    if (!acm__cmmn_refer(r, on_part, name, &named))
        return false;
    for (uint32_t i = 0; i < source->criterion_count; i++) {
        const acm__cmmn_criterion *c = &r->criteria.at[source->criteria + i];
        *exit = c->id;
        if (c->kind == ACM_CRITERION_EXIT && (c->node == named->node || c->sentry == named->node))
            return true;
    }
    return acm__cmmn_fail(r, ACM_E_MODEL, on_part, *by, "the source has no such exit criterion");
}

static bool add_on_part(acm__cmmn *r, uint32_t from, const acm__cmmn_criterion *c,
                        const acm__xml_node *on_part)
{
    uint32_t source;
    acm_transition event;
    acm_id exit = 0;
    const acm__xml_attribute *by;
    if (!acm__cmmn_spend(r, on_part, ON_PART_BYTES) || !find_source(r, from, on_part, &source) ||
        !read_event(r, on_part, &event) || !find_exit(r, on_part, &r->uses.at[source], &by, &exit))
        return false;
    if (by && event != ACM_TRANSITION_EXIT)
        return acm__cmmn_fail(r, ACM_E_MODEL, on_part, by, "goes with the event exit alone");
    acm_status status =
        by ? acm_builder_on_exit(r->b, c->id, exit, r->err)
           : acm_builder_on_part(r->b, c->id, r->uses.at[source].item, event, r->err);
    return acm__cmmn_take(r, status, on_part, NULL);
}

static bool add_on_parts(acm__cmmn *r, uint32_t use)
{
    const acm__cmmn_use *u = &r->uses.at[use];
    for (uint32_t i = u->criteria; i < u->criteria + u->criterion_count; i++) {
        const acm__cmmn_criterion *c = &r->criteria.at[i];
        for (const acm__xml_node *on = c->sentry->first; on; on = on->next)
            if (acm__cmmn_is(r, on, "planItemOnPart") && !add_on_part(r, use, c, on))
                return false;
    }
    return true;
}

bool acm__cmmn_read_criteria(acm__cmmn *r)
{
    for (uint32_t i = 0; i < r->uses.count; i++)
        if (!add_criteria(r, i))
            return false;
    for (uint32_t i = 0; i < r->uses.count; i++)
        if (!add_on_parts(r, i))
            return false;
    return true;
}
