/*
 * finish.c - turns a builder's lists into a playbook: numbers items in pre-order, lays out what a case holds, and
 * leads through the files finish_*.c.
 */
#include "model/finish.h"

#include "base/error.h"
#include "model/bind.h"
#include "model/control.h"
#include "model/expand.h"

static void number_items(acm__finishing *f)
{
    const acm__draft_item *drafts = f->b->items.at;
    acm_id next = 1, draft = 1;
    while (draft) { /* pre-order without recursion: down, else across, else up and across */
        uint32_t index = f->b->objects.at[draft - 1].index;
        f->item_ids[index] = next++;
        if (drafts[index].first_child) {
            draft = drafts[index].first_child;
            continue;
        }
        while (draft && !drafts[f->b->objects.at[draft - 1].index].next)
            draft = drafts[f->b->objects.at[draft - 1].index].parent;
        if (draft)
            draft = drafts[f->b->objects.at[draft - 1].index].next;
    }
}

/* What a child says about the work within its stage. */
static uint32_t work_of(const acm__item *child)
{
    uint32_t within = child->flags & (ACM__ITEM_WORK_WITHIN | ACM__ITEM_ASKS_WITHIN);
    if (child->kind == ACM_ITEM_TASK && (child->flags & ACM_ITEM_REQUIRED))
        within |= ACM__ITEM_WORK_WITHIN;
    if (child->kind == ACM_ITEM_TASK && (child->flags & ACM__ITEM_ASKS))
        within |= ACM__ITEM_ASKS_WITHIN;
    return within;
}

/* What an item's own flags are where rules say more than they can. */
static uint32_t flags_of(uint32_t flags, const acm__control *control)
{
    static const struct {
        acm_control rule;
        uint32_t instead_of, own;
    } rules[] = {
        {ACM_CONTROL_REQUIRED_WHEN, ACM_ITEM_REQUIRED, ACM__ITEM_ASKS},
        {ACM_CONTROL_MANUAL_WHEN, ACM_ITEM_MANUAL, ACM__ITEM_ASKS_MANUAL},
        {ACM_CONTROL_REPEAT_WHEN, ACM_ITEM_REPEATS, ACM__ITEM_MAY_REPEAT},
        {ACM_CONTROL_AUTO_COMPLETE_WHEN, ACM_ITEM_AUTO_COMPLETE, ACM__ITEM_ASKS_AUTO},
        {ACM_CONTROL_TIMER, 0, ACM__ITEM_MAY_REPEAT}, /* the expression may give a repetition */
    };
    if (flags & ACM_ITEM_REPEATS)
        flags |= ACM__ITEM_MAY_REPEAT;
    for (size_t i = 0; control && i < sizeof rules / sizeof rules[0]; i++)
        if (acm__control_expr(control, rules[i].rule))
            flags = (flags & ~rules[i].instead_of) | rules[i].own;
    if (control && control->parent_completion)
        flags |= ACM__ITEM_LENIENT;
    if (control && control->timer.len && control->timer.at[0] == 'R') /* as no single time begins */
        flags |= ACM__ITEM_MAY_REPEAT;
    return flags;
}

static bool make_items(acm__finishing *f)
{
    acm_playbook *p = f->p;
    p->item_count = f->b->items.count;
    p->items = acm__arena_calloc(f->arena, (size_t)p->item_count + 1, sizeof *p->items);
    if (!p->items)
        return false;
    for (uint32_t i = 0; i < p->item_count; i++) {
        const acm__draft_item *d = &f->b->items.at[i];
        const acm__control *control = d->control ? &f->b->controls.at[d->control - 1] : NULL;
        acm_id id = f->item_ids[i];
        p->items[id] = (acm__item){.parent = d->parent ? acm__finish_item(f, d->parent) : 0,
                                   .end = id,
                                   .flags = flags_of(d->flags, control),
                                   .kind = (uint8_t)d->kind,
                                   .part = (uint8_t)d->part,
                                   .depth = (uint8_t)d->depth,
                                   .page = d->page,
                                   .line = d->line,
                                   .column = d->column,
                                   .control = d->control,
                                   .number = d->number,
                                   .key = acm__finish_text(f, d->key)};
        p->number_count += d->number >= 0;
        p->may_repeat = p->may_repeat || (p->items[id].flags & ACM__ITEM_MAY_REPEAT);
    }
    for (acm_id id = p->item_count; id > 1; id--) { /* children come after their parents */
        acm__item *parent = &p->items[p->items[id].parent];
        if (parent->end < p->items[id].end)
            parent->end = p->items[id].end;
        if (!parent->last_child)
            parent->last_child = id;
        parent->flags |= work_of(&p->items[id]);
    }
    return true;
}

static bool make_controls(acm__finishing *f)
{
    uint32_t count = f->b->controls.count;
    f->p->controls = acm__arena_calloc(f->arena, count, sizeof *f->p->controls);
    for (uint32_t i = 0; f->p->controls && i < count; i++) {
        f->p->controls[i] = f->b->controls.at[i];
        acm__control_copy(&f->p->controls[i], f->arena, !f->take);
    }
    return f->p->controls != NULL;
}

static uint32_t asks(const acm__control *control, acm_control kind)
{
    const acm__expr *expr = control ? acm__control_expr(control, kind) : NULL;
    return expr ? acm__expr_depends(expr) : 0;
}

/* Lists the stages that ask whether they complete by themselves, and adds up what they and listeners depend on. */
static bool make_asking(acm__finishing *f)
{
    acm_playbook *p = f->p;
    p->asking_stages = acm__arena_calloc(f->arena, f->b->controls.count, sizeof *p->asking_stages);
    for (acm_id id = 1; p->asking_stages && id <= p->item_count; id++) {
        const acm__control *control = acm__control_of(p, id);
        if (control && acm__control_expr(control, ACM_CONTROL_AUTO_COMPLETE_WHEN))
            p->asking_stages[p->asking_stage_count++] = id;
        p->asks_depends |= asks(control, ACM_CONTROL_AUTO_COMPLETE_WHEN) |
                           asks(control, ACM_CONTROL_AVAILABLE_WHEN);
    }
    return p->asking_stages != NULL;
}

static acm__layout make_layout(const acm_playbook *p, acm_id stage)
{
    const acm__item *first = &p->items[stage], *last = &p->items[first->end];
    acm__layout at = {.first = stage,
                      .last = first->end,
                      .first_condition = first->conditions,
                      .first_on_part = p->criteria[first->criteria].on_parts};
    uint32_t criteria_end = last->criteria + last->entry_count + last->exit_count;
    at.condition_count = last->conditions + last->condition_count - at.first_condition;
    at.on_part_count = p->criteria[criteria_end].on_parts - at.first_on_part;
    at.conditions_at = at.last - at.first + 1;
    at.on_parts_at = at.conditions_at + (at.condition_count + 3) / 4;
    at.size = at.on_parts_at + (at.on_part_count + 7) / 8;
    return at;
}

/* Whether a case may have more than one of what an item is, or begins with it. */
static bool has_layout(const acm__item *item)
{
    return item->kind == ACM_ITEM_STAGE || (item->flags & ACM__ITEM_MAY_REPEAT);
}

static bool make_layouts(acm__finishing *f)
{
    acm_playbook *p = f->p;
    uint32_t count = 0;
    for (acm_id id = 1; id <= p->item_count; id++)
        count += has_layout(&p->items[id]);
    p->layouts = acm__arena_calloc(f->arena, count, sizeof *p->layouts);
    if (!p->layouts)
        return false;
    count = 0;
    for (acm_id id = 1; id <= p->item_count; id++)
        if (has_layout(&p->items[id])) {
            p->items[id].layout = count;
            p->layouts[count++] = make_layout(p, id);
        }
    return true;
}

static void take_item(acm__finishing *f, acm_id *item)
{
    if (*item)
        *item = acm__finish_id(f, *item);
}

static void take_tasks(acm__finishing *f, acm__tasks *tasks)
{
    for (uint32_t i = 0; i < tasks->count; i++)
        take_item(f, &tasks->at[i].item);
}

static void take_page(acm__finishing *f, acm__page *page)
{
    take_item(f, &page->item);
    take_tasks(f, &page->tasks);
    for (uint32_t i = 0; i < page->steps.count; i++) {
        take_item(f, &page->steps.at[i].item);
        take_tasks(f, &page->steps.at[i].tasks);
    }
}

/* Only builders whose arena is taken hold pages. */
static void take_pages(acm__finishing *f)
{
    f->p->pages = f->b->pages.at;
    f->p->page_count = f->b->pages.count;
    f->p->tocs = f->b->tocs;
    for (uint32_t i = 0; i < f->p->page_count; i++)
        take_page(f, f->p->pages[i]);
}

static acm_status failure(const acm__finishing *f, acm_error *err)
{
    if (!f->taken.at)
        return acm__nomem(err);
    acm__error(err, ACM_E_EXISTS, "the key of a copy, '%s', is taken", f->taken.at);
    acm__error_path(err, f->taken.at, f->taken.len);
    return ACM_E_EXISTS;
}

/* Whether an exit criterion waits for the item to begin. */
static bool exits_by_state(const acm_playbook *p, const acm__item *item)
{
    const acm__criterion *exits = &p->criteria[item->criteria + item->entry_count];
    for (uint32_t k = 0; k < item->exit_count; k++)
        if (exits[k].flags & (ACM_CRITERION_EXIT_ACTIVE | ACM_CRITERION_EXIT_ENABLED))
            return true;
    return false;
}

/* What lets a case take its short ways (engine/plain_command.h, engine/plain_stage.c). */
static void mark_plain(acm_playbook *p)
{
    const uint32_t told =
        ACM__ITEM_WATCHED | ACM__ITEM_MAY_REPEAT | ACM__ITEM_LENIENT | ACM_ITEM_NON_BLOCKING;
    const uint32_t asks = ACM__ITEM_ASKS | ACM__ITEM_ASKS_MANUAL;
    for (acm_id id = 1; id <= p->item_count; id++) {
        acm__item *item = &p->items[id];
        if (item->kind == ACM_ITEM_STAGE) /* until a child says otherwise, below */
            item->flags |= ACM__ITEM_PLAIN_WITHIN | ACM__ITEM_STRICT;
        else if (item->kind == ACM_ITEM_TASK && !(item->flags & told) && !exits_by_state(p, item))
            item->flags |= ACM__ITEM_PLAIN;
    }
    for (acm_id id = 2; id <= p->item_count; id++) {
        const acm__item *item = &p->items[id];
        acm__item *parent = &p->items[item->parent];
        if (!(item->flags & ACM__ITEM_PLAIN) || (item->flags & asks) ||
            item->entry_count + item->exit_count)
            parent->flags &= ~ACM__ITEM_PLAIN_WITHIN;
        if ((item->flags & ACM__ITEM_LENIENT) || item->condition_count)
            parent->flags &= ~ACM__ITEM_STRICT;
    }
}

static acm_status finish(acm__finishing *f, acm_error *err)
{
    const acm_builder *b = f->b;
    const acm_allocator *a = &f->arena->allocator;
    size_t groups = (size_t)b->objects.count * 2 + b->items.count + 8;
    uint32_t *maps = acm__alloc(
        a, groups + b->items.count + b->criteria.count + b->conditions.count, sizeof *maps);
    if (!maps)
        return acm__nomem(err);
    f->scratch = maps;
    f->item_ids = maps + groups;
    f->criterion_map = f->item_ids + b->items.count;
    f->condition_map = f->criterion_map + b->criteria.count;
    f->p->semantics = b->semantics;
    number_items(f);
    bool made = make_items(f) && make_controls(f) && acm__finish_criteria(f) && make_layouts(f) &&
                make_asking(f) && acm__finish_refs(f) && acm__finish_index(f) && !f->arena->failed;
    acm_status status = made ? acm__playbook_bind(f->p, f->arena, err) : failure(f, err);
    if (!status)
        status = acm__finish_check(f->p, err);
    if (!status && !acm__finish_firing(f))
        status = acm__nomem(err);
    if (!status) {
        mark_plain(f->p);
        acm__finish_fingerprint(f->p);
        take_pages(f);
    }
    acm__free(a, maps);
    return status;
}

acm_status acm__builder_finish(acm_builder *b, bool take, acm_playbook **playbook, acm_error *err)
{
    acm_allocator own = b->arena.allocator;
    acm__arena fresh, lists;
    acm_builder whole;
    acm__arena_init(&fresh, &own);
    acm__arena_init(&lists, &own);
    acm__finishing f = {.take = take, .arena = take ? &b->arena : &fresh};
    acm_status status = acm__builder_expand(b, &lists, f.arena, &whole, err);
    f.b = &whole;
    f.copied = whole.items.at != b->items.at;
    f.p = status ? NULL : acm__calloc(&own, 1, sizeof *f.p);
    if (!status)
        status = f.p ? finish(&f, err) : acm__nomem(err);
    acm__arena_dispose(&lists);
    if (status) {
        acm__free(&own, f.p);
        acm__arena_dispose(&fresh);
        return status;
    }
    atomic_init(&f.p->references, 1);
    f.p->arena = *f.arena;
    if (take)
        acm__arena_init(&b->arena, &own);
    *playbook = f.p;
    return ACM_OK;
}
