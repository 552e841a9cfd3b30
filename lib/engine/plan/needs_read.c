/* needs_read.c - what holds in a case on its way, of all that the laws speak of. */
#include "engine/plan/needs.h"

#include <string.h>

typedef struct reading {
    const acm__needs *n;
    acm__view v;
    uint8_t *truth;
} reading;

static void tell(const reading *r, acm__atom atom)
{
    uint32_t kept = r->n->relaxed.kept[atom];
    if (kept != ACM__ATOM_NONE)
        r->truth[kept] = 1;
}

static void tell_item(const reading *r, acm_id item, uint32_t which)
{
    tell(r, acm__atom_of(r->n, item, which));
}

static void tell_instance(const reading *r, acm__instance i)
{
    acm_state state = acm__view_state(&r->v, i);
    uint8_t prior = acm__instance_prior(r->v.c, i);
    tell_item(r, i.item, ACM__ATOM_STATE + (uint32_t)state);
    if (state == ACM_STATE_NONE)
        return;
    tell_item(r, i.item, ACM__ATOM_MADE);
    if (ACM__STATES_LIVE & ACM__STATE_BIT(state))
        tell_item(r, i.item, ACM__ATOM_LIVE);
    if (prior >= ACM_STATE_AVAILABLE && prior <= ACM_STATE_ACTIVE)
        tell_item(r, i.item, ACM__ATOM_PRIOR + prior);
}

static bool is_open_work(const reading *r, acm__instance i)
{
    acm_state state = acm__view_state(&r->v, i);
    return state != ACM_STATE_NONE && acm__view_required(&r->v, i) &&
           !(ACM__STATES_FINISHED & ACM__STATE_BIT(state));
}

static bool holds(const reading *r, acm__instance i, uint32_t which)
{
    return which == ACM__ATOM_WORK ? is_open_work(r, i)
                                   : acm__view_holds_open(&r->v, i, which == ACM__ATOM_LOOSE);
}

/* Which children of a stage instance hold it open, each in the sense of one atom. */
static void tell_children(const reading *r, acm__instance stage, uint32_t which)
{
    const acm__item *items = r->v.p->items;
    for (acm_id id = stage.item + 1; id <= items[stage.item].end; id = items[id].end + 1) {
        acm__instances all = acm__instances_of(r->v.c, id);
        acm__instance i;
        bool open = false;
        all.around = stage.item;
        all.home = stage.block;
        while (!open && acm__instances_next(&all, &i))
            open = holds(r, i, which);
        if (!open)
            tell_item(r, id, which);
    }
}

/* Whether a stage instance has begun, so that it has its children, and may still complete. */
static bool is_under_way(const reading *r, acm__instance stage)
{
    acm_state state = acm__view_state(&r->v, stage);
    uint8_t prior = acm__instance_prior(r->v.c, stage);
    bool waited = prior >= ACM_STATE_AVAILABLE && prior <= ACM_STATE_DISABLED;
    bool ended = ACM__STATES_ENDED & ACM__STATE_BIT(state);
    if (state == ACM_STATE_SUSPENDED || (ended && stage.item == r->v.c->plan))
        return !waited; /* and may be re-activated */
    return state == ACM_STATE_ACTIVE || state == ACM_STATE_FAILED;
}

static void tell_stage(const reading *r, acm__instance stage)
{
    if (!is_under_way(r, stage))
        return;
    tell_children(r, stage, ACM__ATOM_LOOSE);
    tell_children(r, stage, ACM__ATOM_STRICT);
    tell_children(r, stage, ACM__ATOM_WORK);
}

/* Whether a source may have performed what it is waited for before the one that waits came into scope. */
static bool was_early(const reading *r, acm_id source)
{
    acm__instances all = acm__instances_of(r->v.c, source);
    acm__instance i;
    bool early = false;
    while (r->n->widens && acm__in_plan(r->v.c, source) && !early && acm__instances_next(&all, &i))
        early = ACM__STATES_ENDED & ACM__STATE_BIT(acm__view_state(&r->v, i));
    return early;
}

static void tell_on_parts(const reading *r, acm__instance i)
{
    const acm__item *item = &r->v.p->items[i.item];
    const acm__criterion *first = &r->v.p->criteria[item->criteria];
    uint32_t end = first[item->entry_count + item->exit_count].on_parts;
    for (uint32_t k = first->on_parts; k < end; k++)
        if (acm__view_occurred(&r->v, i.block, k) || was_early(r, r->v.p->on_parts[k].source))
            tell(r, r->n->on_parts + k);
}

static void tell_conditions(const reading *r, acm__instance i)
{
    const acm__item *item = &r->v.p->items[i.item];
    for (uint32_t k = item->conditions; k < item->conditions + item->condition_count; k++)
        if (acm__view_condition(&r->v, k, i.block) > ACM_CONDITION_STATE_OPEN) {
            tell(r, acm__atom_of_condition(r->n, k, ACM__ATOM_SETTLED));
            tell(r, acm__atom_of_condition(r->n, k, ACM__ATOM_CLEAR));
        }
}

static void tell_facts(const reading *r, const uint16_t *chosen)
{
    for (uint32_t k = 0; k < r->n->wish->name_count; k++)
        tell(r, chosen[k] ? r->n->choices + chosen[k] - 1 : r->n->names + k);
}

void acm__needs_read(const acm__needs *n, const acm_case *c, const uint16_t *chosen, uint8_t *truth)
{
    reading r = {n, acm__view_of(c), truth};
    memset(truth, 0, n->relaxed.kept_count);
    truth[n->relaxed.always] = 1;
    for (uint32_t block = 0; block <= acm__block_count(c); block++) {
        acm__instance i = {acm__block_item(c, block), block};
        for (acm_id end = r.v.p->items[i.item].end; i.item <= end; i.item++) {
            tell_instance(&r, i);
            tell_conditions(&r, i);
            if (r.v.p->items[i.item].entry_count + r.v.p->items[i.item].exit_count)
                tell_on_parts(&r, i);
            if (r.v.p->items[i.item].kind == ACM_ITEM_STAGE)
                tell_stage(&r, i);
        }
    }
    tell_facts(&r, chosen);
}
