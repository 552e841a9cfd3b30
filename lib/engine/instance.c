#include "engine/instance.h"

#include <string.h>

acm__instance acm__instance_of(const acm_case *c, acm_id id)
{
    acm_id last = c->playbook->items[c->plan].end;
    uint32_t low = 0, high = acm__block_count(c);
    if (id - 1 <= last - c->plan)
        return (acm__instance){c->plan + id - 1, 0};
    while (low < high) { /* the last block that does not begin behind it */
        uint32_t middle = low + (high - low + 1) / 2;
        if (acm__block_at(c, middle)->first <= id)
            low = middle;
        else
            high = middle - 1;
    }
    if (!id || !low)
        return (acm__instance){0, 0};
    const acm__block *b = acm__block_at(c, low);
    acm_id item = b->item + (id - b->first);
    return item <= c->playbook->items[b->item].end ? (acm__instance){item, low}
                                                   : (acm__instance){0, 0};
}

acm_id acm__common_stage(const acm_playbook *p, acm_id a, acm_id b)
{
    acm_id around = a == b ? p->items[a].parent : a;
    while (around && !(around <= b && b <= p->items[around].end))
        around = p->items[around].parent;
    return around;
}

acm__instances acm__instances_of(const acm_case *c, acm_id item)
{
    return (acm__instances){c, item, 0, 0, 1, 0, acm__block_count(c)};
}

acm__instances acm__instances_near(const acm_case *c, acm__instance from, acm_id item)
{
    acm__instances all = acm__instances_of(c, item);
    if (all.count) {
        all.around = acm__common_stage(c->playbook, from.item, item);
        all.home = acm__block_around(c, from.block, all.around);
    }
    return all;
}

/* Whether a block holds one of the instances that are walked. */
static bool holds(const acm__instances *all, uint32_t block)
{
    const acm__block *b = acm__block_at(all->c, block);
    return b->item <= all->item && all->item <= all->c->playbook->items[b->item].end &&
           b->item > all->around && acm__block_around(all->c, block, all->around) == all->home;
}

bool acm__instances_more(acm__instances *all, acm__instance *out)
{
    while (all->next <= all->count) {
        uint32_t block = all->next++;
        if (holds(all, block)) {
            *out = (acm__instance){all->item, block};
            return true;
        }
    }
    return false;
}

bool acm__children_more(acm__children *all, acm__instance *out)
{
    while (all->next <= all->count) {
        uint32_t block = all->next++;
        const acm__block *b = acm__block_at(all->c, block);
        if (b->parent == all->stage.block &&
            all->c->playbook->items[b->item].parent == all->stage.item) {
            *out = (acm__instance){b->item, block};
            return true;
        }
    }
    return false;
}

acm__instance acm__instances_last(acm__instances all)
{
    uint32_t block = all.count;
    while (block && !holds(&all, block))
        block--;
    return (acm__instance){all.item, block ? block : all.home};
}

acm__instance acm__instances_newest(acm__instances all)
{
    for (uint32_t block = all.count; block; block--) {
        acm__instance i = {all.item, block};
        if (holds(&all, block) && (*acm__instance_byte(all.c, i) & ACM__STATE_MASK))
            return i;
    }
    return (acm__instance){all.item, all.home};
}

acm__instance acm__instance_near(const acm_case *c, acm__instance from, acm_id item)
{
    if (from.item == item || !acm__block_count(c))
        return (acm__instance){item, from.item == item ? from.block : 0};
    return acm__instances_newest(acm__instances_near(c, from, item));
}

acm__growth *acm__growth_of(acm_case *c)
{
    if (!c->growth)
        c->growth = acm__calloc(&c->playbook->arena.allocator, 1, sizeof *c->growth);
    return c->growth;
}

static uint32_t count_beside(const acm_case *c, acm__instance beside, uint32_t parent)
{
    for (uint32_t block = acm__block_count(c); block; block--)
        if (acm__block_at(c, block)->item == beside.item &&
            acm__block_at(c, block)->parent == parent)
            return acm__block_at(c, block)->count;
    return 1;
}

/* Whether nothing in a block can change any more: all has ended, not for a scope that may widen again. */
static bool is_past(const acm_case *c, uint32_t block)
{
    const acm__layout *at = acm__block_layout(c, block);
    const unsigned char *states = acm__block_memory(c, block);
    if (at->condition_count || !(states[0] & ACM__STATE_MASK))
        return false;
    for (acm_id k = 0; k <= at->last - at->first; k++) {
        uint32_t state = states[k] & ACM__STATE_MASK, prior = states[k] & ACM__PRIOR_MASK;
        if (state && (!(ACM__STATES_ENDED & ACM__STATE_BIT(state)) ||
                      prior >> ACM__PRIOR_SHIFT == ACM__PRIOR_SCOPE))
            return false;
    }
    return true;
}

void acm__blocks_pass(acm_case *c)
{
    acm__growth *g = c->growth;
    while (g && g->past < g->block_count && is_past(c, g->past + 1))
        g->past++;
}

acm__block *acm__block_append(acm_case *c, acm_id item, uint32_t parent)
{
    const acm_allocator *a = &c->playbook->arena.allocator;
    const acm__layout *layout = acm__layout_of(c->playbook, item);
    acm__growth *g = acm__growth_of(c);
    void *blocks = g ? g->blocks : NULL, *memory = g ? g->memory : NULL;
    if (!g || !acm__reserve(a, &blocks, &g->block_capacity, (size_t)g->block_count + 1,
                            sizeof *g->blocks))
        return NULL;
    g->blocks = blocks;
    if (layout->size > UINT32_MAX / 2 - g->used ||
        !acm__reserve(a, &memory, &g->capacity, (size_t)g->used + layout->size, 1))
        return NULL;
    g->memory = memory;
    acm_id first = c->playbook->items[c->plan].end - c->plan + 2;
    if (g->block_count) {
        const acm__block *last = acm__block_at(c, g->block_count);
        first = last->first + (c->playbook->items[last->item].end - last->item) + 1;
    }
    acm__block *added = &g->blocks[g->block_count];
    *added = (acm__block){.item = item, .parent = parent, .first = first, .at = g->used};
    memset(g->memory + g->used, 0, layout->size);
    g->used += layout->size;
    g->block_count++;
    return added;
}

acm__block *acm__block_add(acm_case *c, acm__instance beside)
{
    uint32_t parent = acm__instance_parent(c, beside).block;
    uint32_t count = count_beside(c, beside, parent) + 1;
    acm__block *added = acm__block_append(c, beside.item, parent);
    if (added)
        added->count = count;
    return added;
}

static void *copy(const acm_allocator *a, const void *from, size_t count, size_t size)
{
    void *to = acm__alloc(a, count, size);
    if (to && count)
        memcpy(to, from, count * size);
    return to;
}

acm__growth *acm__growth_dup(const acm_allocator *a, const acm__growth *growth)
{
    acm__growth *g = acm__calloc(a, 1, sizeof *g);
    if (!g)
        return NULL;
    *g = *growth;
    g->block_capacity = g->block_count;
    g->capacity = g->used;
    g->clock_capacity = g->clock_count;
    g->blocks = copy(a, growth->blocks, g->block_count, sizeof *g->blocks);
    g->memory = copy(a, growth->memory, g->used, 1);
    g->clocks = copy(a, growth->clocks, g->clock_count, sizeof *g->clocks);
    if (g->blocks && g->memory && g->clocks)
        return g;
    acm__growth_free(a, g);
    return NULL;
}

void acm__growth_free(const acm_allocator *a, acm__growth *growth)
{
    if (!growth)
        return;
    acm__free(a, growth->blocks);
    acm__free(a, growth->memory);
    acm__free(a, growth->clocks);
    acm__free(a, growth);
}
