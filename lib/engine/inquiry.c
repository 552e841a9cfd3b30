#include "engine/inquiry.h"

#include "engine/extra.h"

static void name_at(acm__inquiry *q, acm_blocker_kind kind, acm_id subject, uint32_t detail,
                    int64_t time)
{
    acm_blocker blocker = {.kind = kind,
                           .item = q->item,
                           .subject = subject,
                           .detail = detail,
                           .command = q->command,
                           .actor = q->actor,
                           .instance = acm__instance_id(q->v->c, q->instance),
                           .way = q->way,
                           .alternative = q->alternative,
                           .time = time};
    q->named++;
    if (!q->ended && !q->sink(q->user, &blocker))
        q->ended = true;
}

void acm__inquiry_name(acm__inquiry *q, acm_blocker_kind kind, acm_id subject, uint32_t detail)
{
    name_at(q, kind, subject, detail, 0);
}

static void name_open_conditions(acm__inquiry *q, acm__instance i, const acm__criterion *c)
{
    const acm_playbook *p = q->v->p;
    for (uint32_t k = 0; k < c->feed_count; k++)
        if (acm__view_blocks(q->v, i, p->feeds[c->feeds + k]))
            acm__inquiry_name(q, ACM_BLOCKER_CONDITION,
                              acm__condition_id(p, p->feeds[c->feeds + k]), 0);
}

/* Whether an instance is required, or will be when it is created. */
static bool will_be_required(const acm__inquiry *q, acm__instance i)
{
    return acm__view_state(q->v, i)
               ? acm__view_required(q->v, i)
               : acm__view_in_scope(q->v, i.item) && acm__view_is_required(q->v, i);
}

static bool is_open_work(const acm__inquiry *q, acm__instance i)
{
    return !(ACM__STATES_FINISHED & ACM__STATE_BIT(acm__view_state(q->v, i))) &&
           will_be_required(q, i);
}

/* Whether what is in a stage has yet to be created. */
static bool is_to_begin(const acm__inquiry *q, acm__instance stage)
{
    acm_state state = acm__view_resumed(q->v, stage);
    return state < ACM_STATE_ACTIVE; /* none, available, enabled, disabled */
}

/* Required work beside an item that is not finished. */
static void name_work(acm__inquiry *q, acm__instance beside)
{
    acm__instance stage = acm__instance_parent(q->v->c, beside), i;
    acm__children all = acm__children_of(q->v->c, stage);
    bool begins = is_to_begin(q, stage);
    while (acm__children_next(&all, &i)) {
        acm_state state = acm__view_state(q->v, i);
        bool is_work = acm__cycle_of(q->v->p->items[i.item].kind) == ACM__CYCLE_WORK;
        if ((state || begins) && is_work && i.item != beside.item && is_open_work(q, i))
            acm__inquiry_name(q, ACM_BLOCKER_REQUIRED, i.item, (uint32_t)state);
    }
}

/* Why a timer that waits has not occurred. */
static void name_timer(acm__inquiry *q, acm__instance i)
{
    const acm__clock *clock = acm__view_clock(q->v, i);
    bool runs = clock && clock->due != ACM__CLOCK_NEVER;
    if (!acm__view_listens(q->v, i))
        acm__inquiry_name(q, ACM_BLOCKER_UNAVAILABLE, i.item, 0);
    else
        name_at(q, ACM_BLOCKER_TIMER, i.item, runs, runs ? clock->due : 0);
}

/* An event that an on-part waits for; of a timer that runs, when it is due. */
static void name_source(acm__inquiry *q, acm__instance i, const acm__on_part *on)
{
    acm__instance source = acm__instance_near(q->v->c, i, on->source);
    bool is_timer = q->v->p->items[on->source].kind == ACM_ITEM_TIMER_LISTENER;
    if (is_timer && on->event == ACM_TRANSITION_OCCUR &&
        acm__view_state(q->v, source) == ACM_STATE_AVAILABLE)
        name_timer(q, source);
    else
        acm__inquiry_name(q, ACM_BLOCKER_PREDECESSOR, on->source, (uint32_t)on->event);
}

/* What one way in waits for. */
static void name_criterion(acm__inquiry *q, acm__instance i, const acm__criterion *c, bool by_hand)
{
    const acm_playbook *p = q->v->p;
    for (uint32_t k = 0; k < c->on_count && !by_hand; k++)
        if (!acm__view_on_part_holds(q->v, i, c, c->on_parts + k))
            name_source(q, i, &p->on_parts[c->on_parts + k]);
    name_open_conditions(q, i, c);
    if (c->flags & ACM_CRITERION_WORK_DONE)
        name_work(q, i);
    if (c->expr && !by_hand && !acm__view_holds(q->v, i, c->expr))
        acm__inquiry_name(q, ACM_BLOCKER_EXPRESSION, i.item,
                          acm__criterion_id(p, (uint32_t)(c - p->criteria)));
    if (c->enable && !acm__view_holds(q->v, i, c->enable))
        acm__inquiry_name(q, ACM_BLOCKER_EXPRESSION, i.item, 0);
}

/* How far a criterion is from being satisfied: on-parts first. */
static uint32_t distance(const acm__inquiry *q, acm__instance i, const acm__criterion *c)
{
    uint32_t missing = 0;
    for (uint32_t k = 0; k < c->on_count; k++)
        missing += !acm__view_on_part_holds(q->v, i, c, c->on_parts + k);
    return missing * 2 + !acm__view_if_part(q->v, i, c);
}

/* The entry criterion with a rank among those of an item, the nearest first. */
static const acm__criterion *entry_by_rank(const acm__inquiry *q, acm__instance i, uint32_t rank)
{
    const acm__item *item = &q->v->p->items[i.item];
    const acm__criterion *first = &q->v->p->criteria[item->criteria];
    for (uint32_t k = 0; item->entry_count > 1 && k < item->entry_count; k++) {
        uint32_t own = distance(q, i, &first[k]), before = 0;
        for (uint32_t j = 0; j < item->entry_count; j++) {
            uint32_t other = distance(q, i, &first[j]);
            before += other < own || (other == own && j < k);
        }
        if (before == rank)
            return &first[k];
    }
    return first;
}

static bool enough(void *user, const acm_blocker *blocker)
{
    (void)user;
    (void)blocker;
    return false;
}

/* Whether one of several ways in waits for nothing. */
static bool is_open_way(const acm__inquiry *q, acm__instance i, bool by_hand)
{
    const acm__item *item = &q->v->p->items[i.item];
    for (uint32_t k = 0; k < item->entry_count; k++) {
        acm__inquiry trial = *q;
        trial.sink = enough;
        trial.named = 0;
        name_criterion(&trial, i, &q->v->p->criteria[item->criteria + k], by_hand);
        if (!trial.named)
            return true;
    }
    return false;
}

void acm__inquiry_ways_in(acm__inquiry *q, acm__instance i, bool by_hand)
{
    const acm__item *item = &q->v->p->items[i.item];
    if (item->entry_count > 1 && is_open_way(q, i, by_hand))
        return;
    q->way = i.item;
    for (uint32_t rank = 0; rank < item->entry_count && !q->ended; rank++) {
        q->alternative = item->entry_count > 1 ? rank + 1 : 0;
        name_criterion(q, i, entry_by_rank(q, i, rank), by_hand);
    }
    q->way = 0;
    q->alternative = 0;
}

acm__instance acm__inquiry_suspended(const acm__inquiry *q, acm__instance i)
{
    acm__instance found = {0, 0};
    for (; acm__in_plan(q->v->c, i.item); i = acm__instance_parent(q->v->c, i))
        if (acm__view_state(q->v, i) == ACM_STATE_SUSPENDED)
            found = i;
    return found;
}

/* Why an instance is not there: it is out of scope, or the stage around it has not begun; or it will not come. */
static void name_absence(acm__inquiry *q, acm__instance i)
{
    if (!acm__in_plan(q->v->c, i.item) || !acm__view_in_scope(q->v, i.item)) {
        acm__inquiry_name(q, ACM_BLOCKER_SCOPE, i.item, 0);
        return;
    }
    acm__instance parent = acm__instance_parent(q->v->c, i);
    const uint32_t begun = ACM__STATES_ENDED | ACM__STATE_BIT(ACM_STATE_ACTIVE);
    if (!parent.item || (begun & ACM__STATE_BIT(acm__view_state(q->v, parent))))
        acm__inquiry_name(q, ACM_BLOCKER_STATE, i.item, ACM_STATE_NONE);
    else
        acm__inquiry_way(q, parent, ACM__REACH_ACTIVE);
}

/* What an instance waits for that is available, or will be. */
static void name_entry(acm__inquiry *q, acm__instance i, acm__reach reach)
{
    if (reach == ACM__REACH_THERE)
        return;
    acm__inquiry_ways_in(q, i, false);
    if (reach == ACM__REACH_ACTIVE && acm__view_is_manual(q->v, i))
        acm__inquiry_name(q, ACM_BLOCKER_MANUAL, i.item, 0);
}

static void name_end(acm__inquiry *q, acm__instance i, acm_state state)
{
    bool own = i.item == q->instance.item;
    if (acm__view_left_scope(q->v, i))
        acm__inquiry_name(q, ACM_BLOCKER_SCOPE, i.item, 0);
    else
        acm__inquiry_name(q, own ? ACM_BLOCKER_STATE : ACM_BLOCKER_ENDED, i.item, (uint32_t)state);
}

void acm__inquiry_way(acm__inquiry *q, acm__instance i, acm__reach reach)
{
    acm_state state = acm__view_state(q->v, i);
    if (q->ended)
        return;
    if (state == ACM_STATE_SUSPENDED)
        acm__inquiry_name(q, ACM_BLOCKER_SUSPENDED, acm__inquiry_suspended(q, i).item, 0);
    switch (acm__view_resumed(q->v, i)) {
    case ACM_STATE_NONE:
        name_absence(q, i);
        if (acm__in_plan(q->v->c, i.item))
            name_entry(q, i, reach);
        break;
    case ACM_STATE_AVAILABLE:
        name_entry(q, i, reach);
        break;
    case ACM_STATE_DISABLED:
        if (reach != ACM__REACH_THERE && state == ACM_STATE_DISABLED)
            acm__inquiry_name(q, ACM_BLOCKER_STATE, i.item, ACM_STATE_DISABLED);
        if (reach == ACM__REACH_ACTIVE)
            acm__inquiry_name(q, ACM_BLOCKER_MANUAL, i.item, 0);
        break;
    case ACM_STATE_ENABLED:
        if (reach == ACM__REACH_ACTIVE)
            acm__inquiry_name(q, ACM_BLOCKER_MANUAL, i.item, 0);
        break;
    case ACM_STATE_FAILED:
        if (reach != ACM__REACH_THERE)
            acm__inquiry_name(q, ACM_BLOCKER_STATE, i.item, ACM_STATE_FAILED);
        break;
    case ACM_STATE_ACTIVE:
        break;
    default:
        name_end(q, i, state);
        break;
    }
}

/* A child that is, or will be, required: of a milestone what people have to confirm, if that is all it waits for. */
static void name_required(acm__inquiry *q, acm__instance i)
{
    const acm__item *item = &q->v->p->items[i.item];
    const acm__criterion *c = &q->v->p->criteria[item->criteria];
    bool waits_for_people = item->kind == ACM_ITEM_MILESTONE && item->entry_count == 1 &&
                            c->feed_count && !acm__view_fed(q->v, i, c);
    bool on_parts = false;
    for (uint32_t k = 0; waits_for_people && k < c->on_count; k++)
        on_parts = on_parts || !acm__view_on_part_holds(q->v, i, c, c->on_parts + k);
    if (waits_for_people)
        name_open_conditions(q, i, c);
    if (!waits_for_people || on_parts || c->expr || c->enable)
        acm__inquiry_name(q, ACM_BLOCKER_REQUIRED, i.item, (uint32_t)acm__view_state(q->v, i));
}

void acm__inquiry_unfinished(acm__inquiry *q, acm__instance stage)
{
    acm__children all = acm__children_of(q->v->c, stage);
    acm__instance i;
    bool begins = is_to_begin(q, stage);
    while (!q->ended && acm__children_next(&all, &i)) {
        bool open = begins ? is_open_work(q, i) : acm__view_holds_open(q->v, i, true);
        if (!open)
            continue;
        if (begins || acm__view_required(q->v, i))
            name_required(q, i);
        else
            acm__inquiry_name(q, ACM_BLOCKER_ACTIVE, i.item, (uint32_t)acm__view_state(q->v, i));
    }
}
