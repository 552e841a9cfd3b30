/* finish_check.c - what a playbook must hold to as a whole, beyond what each call of the builder can see. */
#include "base/error.h"
#include "model/finish.h"

static bool has_on_part(const acm_playbook *p, const acm__item *item)
{
    for (uint32_t i = item->criteria; i < item->criteria + item->entry_count; i++)
        if (p->criteria[i].on_count)
            return true;
    return false;
}

const char *acm__repetition_fault(acm_item_kind kind, bool entries, bool on_part)
{
    if (acm__is_listener(kind) || on_part)
        return NULL;
    if (entries)
        return "repetition needs an entry criterion with an on-part";
    return kind == ACM_ITEM_MILESTONE ? "a milestone that repeats needs an entry criterion" : NULL;
}

static const char *check_item(const acm_playbook *p, acm_id id)
{
    const acm__item *item = &p->items[id];
    const acm__control *control = acm__control_of(p, id);
    if (item->kind == ACM_ITEM_TIMER_LISTENER && !(control && control->timer.at))
        return "a timer needs a time";
    for (uint32_t i = item->criteria; i < item->criteria + item->entry_count + item->exit_count;
         i++)
        if ((p->criteria[i].flags & ACM_CRITERION_ON_EVENT) && !p->criteria[i].on_count)
            return "a criterion that forgets its on-parts has none";
    return item->flags & ACM__ITEM_MAY_REPEAT
               ? acm__repetition_fault(item->kind, item->entry_count, has_on_part(p, item))
               : NULL;
}

acm_status acm__finish_check(const acm_playbook *p, acm_error *err)
{
    for (acm_id id = 1; id <= p->item_count; id++) {
        const char *fault = check_item(p, id);
        if (!fault)
            continue;
        acm__error(err, ACM_E_MODEL, "%s", fault);
        acm__error_path(err, p->items[id].key.at, p->items[id].key.len);
        return ACM_E_MODEL;
    }
    return ACM_OK;
}
