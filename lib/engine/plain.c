#include "engine/plain.h"

#include "base/error.h"

/* Commands that say nothing beyond their kind, item, actor and time, about a task of which there is one instance. */
static bool is_usual(const acm_case *c, const acm_command *k)
{
    uint32_t more = k->flags | k->instance | k->text_len | k->value_len | acm__block_count(c) |
                    (c->flags & (ACM__CASE_OWNS_LOG | ACM_SEMANTICS_END_ORPHAN_LISTENERS));
    return !more && (k->kind == ACM_COMMAND_START || k->kind == ACM_COMMAND_COMPLETE) &&
           acm__in_plan(c, k->item) && c->playbook->items[k->item].kind == ACM_ITEM_TASK &&
           (c->memory[0] & ACM__STATE_MASK) == ACM_STATE_ACTIVE &&
           (!k->actor || (c->people && k->actor <= c->people->count));
}

acm__plainness acm__post_plain(acm_case *c, const acm_command *k, acm_status *status,
                               acm_error *err)
{
    if (!is_usual(c, k))
        return ACM__PLAIN_NO;
    const acm__item *item = &c->playbook->items[k->item];
    bool completes = k->kind == ACM_COMMAND_COMPLETE;
    uint8_t *byte = &c->memory[k->item - c->plan], before = *byte;
    uint32_t from = completes ? ACM_STATE_ACTIVE : ACM_STATE_ENABLED;
    uint32_t to = completes ? ACM_STATE_COMPLETED : ACM_STATE_ACTIVE;
    if ((before & ACM__STATE_MASK) != from || !acm__case_may(c, k->actor, item->performers))
        return ACM__PLAIN_NO;
    if (!(item->flags & ACM__ITEM_PLAIN))
        return ACM__PLAIN_CHECKED;
    *byte = (uint8_t)((before & (0xFFu - ACM__STATE_MASK)) | to);
    if (completes) {
        acm__view v = acm__view_of(c);
        if (!acm__view_last_holds_open(&v, item->parent) &&
            acm__view_completable(&v, (acm__instance){item->parent, 0}, false)) {
            *byte = before;
            return ACM__PLAIN_CHECKED;
        }
    }
    acm__log_begin(c->log);
    if (c->log->count == c->log->capacity && !acm__log_reserve(c->log, 1)) {
        *byte = before;
        *status = acm__nomem(err);
        return ACM__PLAIN_DONE;
    }
    if (k->time > c->time)
        c->time = k->time;
    acm__log_append(c->log, c->time, c->tag, k->actor, k->item, k->item - c->plan + 1,
                    completes ? ACM_TRANSITION_COMPLETE : ACM_TRANSITION_MANUAL_START, from, to,
                    ACM_CAUSE_COMMAND, 0);
    *status = ACM_OK;
    return ACM__PLAIN_DONE;
}

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
    uint32_t tag = r->c->tag, actor = r->actor;
    for (uint32_t k = 0; k < count; k++)
        if (states[k])
            return false; /* it comes back with the scope */
    if (log->capacity - log->count < 2 * count && !acm__log_reserve(log, 2 * count)) {
        r->status = ACM_E_NOMEM;
        return true;
    }
    r->skip_from = log->count;
    r->skip_to = log->count + 2 * count;
    for (uint32_t k = 0; k < count; k++)
        acm__log_append(log, r->time, tag, actor, item + k, id + k, ACM_TRANSITION_CREATE,
                        states[k], ACM_STATE_AVAILABLE, ACM_CAUSE_PARENT, 0);
    for (uint32_t k = 0; k < count; k++) {
        uint32_t flags = items[item + k].flags;
        bool manual = flags & ACM_ITEM_MANUAL;
        uint32_t to = manual ? ACM_STATE_ENABLED : ACM_STATE_ACTIVE;
        states[k] = (uint8_t)(to | (flags & ACM_ITEM_REQUIRED ? ACM__REQUIRED : 0));
        acm__log_append(log, r->time, tag, actor, item + k, id + k,
                        manual ? ACM_TRANSITION_ENABLE : ACM_TRANSITION_START, ACM_STATE_AVAILABLE,
                        to, ACM_CAUSE_ACTIVATION, 0);
    }
    r->moved = true;
    return true;
}
