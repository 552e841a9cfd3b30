#include "engine/plain_stage.h"

bool acm__run_start_plain(acm__run *r, acm__instance stage)
{
    const acm__item *items = r->p->items, *of_stage = &items[stage.item];
    acm_log *log = r->log;
    uint32_t count = of_stage->end - stage.item;
    if (!count || !(of_stage->flags & ACM__ITEM_PLAIN_WITHIN) || r->c->extra ||
        r->limit - log->count < 2 * count)
        return false;
    acm__instance first = {stage.item + 1, stage.block};
    acm_id id = acm__instance_id(r->c, first), item = first.item;
    uint8_t *states = acm__instance_byte(r->c, first);
    for (uint32_t k = 0; k < count; k++)
        if (states[k])
            return false; /* it comes back with the scope */
    if (log->capacity - log->count < 2 * count && !acm__log_reserve(log, 2 * count)) {
        r->status = ACM_E_NOMEM;
        return true;
    }
    acm_event *created = log->events + log->count, *begun = created + count;
    const acm_event create = {.time = r->time,
                              .tag = r->c->tag,
                              .actor = r->actor,
                              .kind = ACM_TRANSITION_CREATE,
                              .to = ACM_STATE_AVAILABLE,
                              .cause = ACM_CAUSE_PARENT};
    acm_event begin = create;
    begin.from = ACM_STATE_AVAILABLE;
    begin.cause = ACM_CAUSE_ACTIVATION;
    r->skip_from = log->count;
    log->count = r->skip_to = log->count + 2 * count;
    for (uint32_t k = 0; k < count; k++, created++, begun++) {
        uint32_t flags = items[item + k].flags;
        bool manual = flags & ACM_ITEM_MANUAL;
        uint8_t to = manual ? ACM_STATE_ENABLED : ACM_STATE_ACTIVE;
        states[k] = (uint8_t)(to | (flags & ACM_ITEM_REQUIRED ? ACM__REQUIRED : 0));
        *created = create;
        *begun = begin; /* not *created: reading what has just been written in parts is slow */
        created->item = begun->item = item + k;
        created->instance = begun->instance = id + k;
        begun->kind = manual ? ACM_TRANSITION_ENABLE : ACM_TRANSITION_START;
        begun->to = to;
    }
    r->moved = true;
    return true;
}
