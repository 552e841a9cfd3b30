#include "harness/resolve.h"

#include "base/error.h"
#include "model/playbook.h"

#include <stdio.h>
#include <string.h>

enum {
    ROOT = 1
};

/* The only process of a playbook, 0 if it has none or several. */
static acm_id only_process(const acm_playbook *p)
{
    acm_id process = 0;
    for (acm_id id = 1; id <= p->item_count; id++) {
        if (p->items[id].part != ACM_PART_PROCESS)
            continue;
        if (process)
            return 0;
        process = id;
    }
    return process;
}

static acm_id find_below_process(const acm_playbook *p, acm__str name)
{
    char key[2 * (ACM__MAX_KEY + 1)];
    acm_id process = only_process(p), id = 0;
    if (!process || name.len > ACM__MAX_KEY)
        return 0;
    int len =
        snprintf(key, sizeof key, "%s/%.*s", p->items[process].key.at, (int)name.len, name.at);
    acm_playbook_find(p, key, (size_t)len, &id, NULL);
    return id;
}

static bool is_named(const acm_playbook *p, acm_id id, acm__str name)
{
    const char *tag;
    for (size_t i = 0; (tag = acm_playbook_language(p, i)) != NULL; i++) {
        size_t len = 0;
        const char *text = acm_playbook_text(p, id, ACM_TEXT_NAME, tag, NULL, &len);
        if (text && acm__str_equal((acm__str){text, (uint32_t)len}, name))
            return true;
    }
    return false;
}

/* Items of that name: how many, the first, and their keys for a message. */
typedef struct namesakes {
    acm_id first;
    uint32_t count;
    char keys[200];
} namesakes;

/* The root often bears the title of its page; it is meant only if nothing else bears the name. */
static namesakes find_named(const acm_playbook *p, acm__str name)
{
    namesakes found = {0};
    size_t used = 0;
    for (acm_id id = ROOT + 1; id <= p->item_count; id++) {
        if (!is_named(p, id, name))
            continue;
        found.first = found.first ? found.first : id;
        int len = snprintf(found.keys + used, sizeof found.keys - used, "%s%s",
                           found.count++ ? ", " : "", p->items[id].key.at);
        used += (size_t)len < sizeof found.keys - used ? (size_t)len : 0;
    }
    if (!found.count && is_named(p, ROOT, name))
        found = (namesakes){.first = ROOT, .count = 1};
    return found;
}

acm_status acm_scenario_find(const acm_playbook *playbook, const char *name, size_t name_len,
                             acm_id *id, acm_error *err)
{
    acm__str text;
    if (id)
        *id = 0;
    if (!id || !playbook || !acm__str_from(name, name_len, &text))
        return acm__error(err, ACM_E_INVALID,
                          "a playbook, a name and a place for the id are needed");
    acm_status status = acm_playbook_find(playbook, text.at, text.len, id, err);
    if (status != ACM_E_NOTFOUND)
        return status;
    *id = find_below_process(playbook, text);
    if (*id)
        return ACM_OK;
    namesakes found = find_named(playbook, text);
    if (found.count > 1)
        return acm__error(err, ACM_E_AMBIGUOUS, "%.*s is the name of %s", (int)text.len, text.at,
                          found.keys);
    *id = found.first;
    return *id ? ACM_OK : status;
}

acm_id acm__scenario_role(const acm_playbook *playbook, acm__str name)
{
    acm_id id = 0;
    if (acm_playbook_find(playbook, name.at, name.len, &id, NULL) == ACM_OK &&
        acm__playbook_term(playbook, id))
        return id;
    const acm__term *term = acm__playbook_term_by_name(playbook, ACM_TERM_ROLE, name);
    return term ? acm__term_id(playbook, (uint32_t)(term - playbook->terms)) : 0;
}
