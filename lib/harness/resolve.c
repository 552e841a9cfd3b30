#include "harness/resolve.h"

#include "base/error.h"
#include "model/keys.h"
#include "model/playbook.h"

#include <stdio.h>

enum {
    ROOT = 1
};

static bool is_within(const acm_playbook *p, acm_id stage, acm_id item)
{
    return item >= stage && item <= p->items[stage].end;
}

/* By key and number. */

/* The only item within the plan that bears a number; 0 if there is none, or several. */
static acm_id bearer_within(const acm_playbook *p, acm_id plan, acm__str key)
{
    uint32_t first, count = acm__playbook_bearers(p, key, &first);
    acm_id bearer = 0;
    for (uint32_t i = first; i < first + count; i++) {
        if (!is_within(p, plan, p->numbers[i].item))
            continue;
        if (bearer)
            return 0;
        bearer = p->numbers[i].item;
    }
    return bearer;
}

static acm_status find_key(const acm_playbook *p, acm_id plan, acm__str name, acm_id *id,
                           acm_error *err)
{
    acm_status status = acm_playbook_find(p, name.at, name.len, id, err);
    if (status == ACM_E_AMBIGUOUS)
        *id = bearer_within(p, plan, name);
    return *id ? ACM_OK : status;
}

/* The only process within a stage, 0 if it has none or several. */
static acm_id only_process(const acm_playbook *p, acm_id stage)
{
    acm_id process = 0;
    for (acm_id id = stage; id <= p->items[stage].end; id++) {
        if (p->items[id].part != ACM_PART_PROCESS)
            continue;
        if (process)
            return 0;
        process = id;
    }
    return process;
}

static acm_id process_around(const acm_playbook *p, acm_id item)
{
    while (item && p->items[item].part != ACM_PART_PROCESS)
        item = p->items[item].parent;
    return item;
}

/* The item or condition whose key goes on behind that of a stage; 0 if there is none. */
static acm_id find_below(const acm_playbook *p, acm_id stage, acm__str name)
{
    char key[2 * (ACM__MAX_KEY + 1)];
    acm_id id = 0;
    if (!stage || name.len > ACM__MAX_KEY)
        return 0;
    int len = snprintf(key, sizeof key, "%s/%.*s", p->items[stage].key.at, (int)name.len, name.at);
    acm_playbook_find(p, key, (size_t)len, &id, NULL);
    return id;
}

/* A key without what all keys of the plan begin with. */
static acm_id find_relative(const acm_playbook *p, acm_id plan, acm__str name)
{
    acm_id stages[] = {plan, process_around(p, plan), only_process(p, plan), only_process(p, ROOT)};
    acm_id id = 0;
    for (size_t i = 0; !id && i < sizeof stages / sizeof stages[0]; i++)
        id = find_below(p, stages[i], name);
    return id;
}

/* By what several items may have in common. */

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

static bool comes_from(const acm_playbook *p, acm_id id, acm__str origin)
{
    const acm__control *control = acm__control_of(p, id);
    return control && control->origin.at && acm__str_equal(control->origin, origin);
}

bool acm__is_called(const acm_playbook *p, const acm__called *called, acm_id item)
{
    if (called->count == 1)
        return item == called->first;
    if (!is_within(p, called->plan, item))
        return false;
    return called->how == ACM__CALLED_BY_ORIGIN ? comes_from(p, item, called->name)
                                                : is_named(p, item, called->name);
}

/* Counts the items within a stage; the stage itself is meant only if there is no other. */
static bool find_common(const acm_playbook *p, acm_id stage, acm__calling how, acm__called *out)
{
    bool (*matches)(const acm_playbook *, acm_id, acm__str) =
        how == ACM__CALLED_BY_ORIGIN ? comes_from : is_named;
    out->how = how;
    out->plan = stage;
    out->count = 0;
    for (acm_id id = stage + 1; id <= p->items[stage].end; id++) {
        if (!matches(p, id, out->name))
            continue;
        if (!out->count++)
            out->first = id;
    }
    if (!out->count && matches(p, stage, out->name)) {
        out->first = stage;
        out->count = 1;
    }
    return out->count != 0;
}

static bool find_common_anywhere(const acm_playbook *p, acm_id plan, acm__calling how,
                                 acm__called *out)
{
    return find_common(p, plan, how, out) || (plan != ROOT && find_common(p, ROOT, how, out));
}

acm_status acm__scenario_call(const acm_playbook *p, acm_id plan, acm__str name, acm__called *out,
                              acm_error *err)
{
    *out = (acm__called){.name = name};
    if (find_common_anywhere(p, plan, ACM__CALLED_BY_ORIGIN, out))
        return ACM_OK;
    acm_id id = 0;
    acm_status status = find_key(p, plan, name, &id, err);
    if (status == ACM_E_NOTFOUND)
        id = find_relative(p, plan, name);
    if (id) {
        *out = (acm__called){name, ACM__CALLED_BY_KEY, id, 1, plan};
        return ACM_OK;
    }
    bool named =
        status == ACM_E_NOTFOUND && find_common_anywhere(p, plan, ACM__CALLED_BY_NAME, out);
    return named ? ACM_OK : status;
}

acm_status acm__called_ambiguous(const acm_playbook *p, const acm__called *called, acm_error *err)
{
    acm__key_list keys = {.used = 0};
    for (acm_id id = called->plan; id <= p->items[called->plan].end && !keys.full; id++)
        if (acm__is_called(p, called, id))
            acm__key_list_add(&keys, p->items[id].key);
    return acm__error(err, ACM_E_AMBIGUOUS, "%.*s is the name of %s", ACM__SHOWN(called->name),
                      keys.text);
}

acm_status acm_scenario_find(const acm_playbook *playbook, acm_id plan, const char *name,
                             size_t name_len, acm_id *id, acm_error *err)
{
    acm__str text;
    acm__called called;
    if (id)
        *id = 0;
    if (!id || !playbook || !acm__str_from(name, name_len, &text))
        return acm__error(err, ACM_E_INVALID,
                          "a playbook, a name and a place for the id are needed");
    if (!acm__playbook_item(playbook, plan ? plan : ROOT))
        return acm__error(err, ACM_E_NOTFOUND, "the plan is no item of the playbook");
    acm_status status = acm__scenario_call(playbook, plan ? plan : ROOT, text, &called, err);
    if (status)
        return status;
    if (called.count > 1)
        return acm__called_ambiguous(playbook, &called, err);
    *id = called.first;
    return ACM_OK;
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
