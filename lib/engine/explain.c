#include "base/records.h"
#include "engine/blockers.h"
#include "engine/command.h"

static bool collect(void *user, const acm_blocker *blocker)
{
    acm__records_put(user, blocker, sizeof *blocker);
    return true;
}

acm_status acm_case_explain(const acm_case *c, acm_id item, acm_id instance,
                            acm_command_kind command, acm_id actor, acm_blocker *out, size_t stride,
                            size_t capacity, size_t *count)
{
    acm__records all;
    acm_status status =
        acm__records_begin(&all, c, out, stride, capacity, sizeof(acm_blocker), count);
    if (status)
        return status;
    acm__view v = acm__view_of(c);
    bool is_condition = acm__playbook_condition(v.p, item) != NULL;
    if (item && !is_condition && !acm__playbook_item(v.p, item))
        return ACM_E_NOTFOUND;
    bool for_condition = command >= ACM_COMMAND_CONFIRM && command <= ACM_COMMAND_WAIVE;
    bool for_item = acm__command_transition(command, false) || command == ACM_COMMAND_CLAIM;
    if (is_condition ? !for_condition : !for_item)
        return ACM_E_INVALID;
    acm_command asked = {.kind = command, .item = item, .instance = instance, .actor = actor};
    acm__instance i;
    if (acm__order_choose(c, &asked, &i, NULL) == ACM_E_NOTFOUND)
        return ACM_E_NOTFOUND;
    acm__blockers(&v, item, i, command, actor, collect, &all);
    *count = all.count;
    return ACM_OK;
}

acm_status acm_case_explain_text(const acm_case *c, const acm_blocker *blocker,
                                 const char *language, char *buffer, size_t capacity,
                                 size_t *needed)
{
    if (needed)
        *needed = 0;
    if (!c || !blocker || (!buffer && capacity) || blocker->kind < ACM_BLOCKER_CONDITION ||
        blocker->kind > ACM_BLOCKER_UNAVAILABLE)
        return ACM_E_INVALID;
    acm__view v = acm__view_of(c);
    size_t bytes = acm__blocker_sentence(&v, blocker, language, buffer, capacity);
    if (needed)
        *needed = bytes;
    return bytes <= capacity ? ACM_OK : ACM_E_BUFFER;
}
