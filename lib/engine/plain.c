#include "engine/plain.h"

#include "base/error.h"

bool acm__is_plain(const acm_case *c, const acm_command *k)
{
    const acm_playbook *p = c->playbook;
    bool bare = !(k->reserved | k->instance | k->text_len | k->value_len) && !c->growth &&
                !(c->semantics & ACM_SEMANTICS_END_ORPHAN_LISTENERS);
    bool known = !k->actor || (c->people && k->actor <= c->people->count);
    if (!bare || !known || (k->kind != ACM_COMMAND_START && k->kind != ACM_COMMAND_COMPLETE) ||
        k->item < c->plan || k->item > p->items[c->plan].end ||
        p->items[k->item].kind != ACM_ITEM_TASK)
        return false;
    uint32_t from = k->kind == ACM_COMMAND_START ? ACM_STATE_ENABLED : ACM_STATE_ACTIVE;
    return (c->memory[0] & ACM__STATE_MASK) == ACM_STATE_ACTIVE &&
           (c->memory[k->item - c->plan] & ACM__STATE_MASK) == from &&
           acm__case_may(c, k->actor, p->items[k->item].performers);
}

bool acm__post_plain(acm_case *c, const acm_command *k, acm_status *status, acm_error *err)
{
    const acm__item *item = &c->playbook->items[k->item];
    bool completes = k->kind == ACM_COMMAND_COMPLETE;
    uint8_t *byte = &c->memory[k->item - c->plan], before = *byte;
    const uint32_t more =
        ACM__ITEM_WATCHED | ACM__ITEM_MAY_REPEAT | ACM__ITEM_LENIENT | ACM_ITEM_NON_BLOCKING;
    if (c->owns_log || (item->flags & more))
        return false;
    *byte = (uint8_t)((before & ~ACM__STATE_MASK) |
                      (completes ? ACM_STATE_COMPLETED : ACM_STATE_ACTIVE));
    if (completes) {
        acm__view v = acm__view_of(c);
        if (acm__view_completable(&v, (acm__instance){item->parent, 0}, false)) {
            *byte = before;
            return false;
        }
    }
    acm__log_begin(c->log);
    if (c->log->count == c->log->capacity && !acm__log_reserve(c->log)) {
        *byte = before;
        *status = acm__nomem(err);
        return true;
    }
    if (k->time > c->time)
        c->time = k->time;
    acm__log_append(c->log, c->time, c->tag, k->actor, k->item, k->item - c->plan + 1,
                    completes ? ACM_TRANSITION_COMPLETE : ACM_TRANSITION_MANUAL_START,
                    before & ACM__STATE_MASK, *byte & ACM__STATE_MASK, ACM_CAUSE_COMMAND, 0);
    *status = ACM_OK;
    return true;
}
