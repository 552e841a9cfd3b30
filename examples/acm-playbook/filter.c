#include "filter.h"

#include <stdlib.h>
#include <string.h>

typedef struct filter {
    const char *name; /* as given, NULL = not asked for */
    const char *what;
    acm_term_kind kind;
    acm_id term;
    bool (*passes)(const view *v, const acm_item *item, acm_id term);
} filter;

static bool refers(const view *v, const acm_item *item, acm_ref_kind kind, acm_id term)
{
    size_t count;
    acm_ref *refs = view_refs(v, item->id, kind, &count);
    bool found = false;
    for (size_t i = 0; i < count; i++)
        found = found || refs[i].target == term;
    free(refs);
    return found;
}

static bool has_any(const view *v, const acm_item *item, acm_ref_kind kind)
{
    size_t count = 0;
    acm_playbook_refs(v->playbook, item->id, kind, NULL, sizeof(acm_ref), 0, &count);
    return count > 0;
}

static bool in_phase(const view *v, const acm_item *item, acm_id term)
{
    const char *key = strchr(view_key(v, term), ':');
    for (; item; item = view_item(v, item->parent))
        if (item->part == ACM_PART_PHASE && key && strcmp(view_key(v, item->id), key + 1) == 0)
            return true;
    return false;
}

static bool has_role(const view *v, const acm_item *item, acm_id term)
{
    return refers(v, item, ACM_REF_PERFORMER, term) || refers(v, item, ACM_REF_OWNER, term);
}

/* Only what a person does has a scope; a task without services is in every one. */
static bool has_service(const view *v, const acm_item *item, acm_id term)
{
    acm_id all = 0;
    if (item->kind != ACM_ITEM_TASK)
        return false;
    acm_playbook_find(v->playbook, "service:all_services", ACM_NTS, &all, NULL);
    return !has_any(v, item, ACM_REF_SERVICE) || refers(v, item, ACM_REF_SERVICE, term) ||
           (all && refers(v, item, ACM_REF_SERVICE, all));
}

/* The innermost stage that names motions decides. */
static bool has_motion(const view *v, const acm_item *item, acm_id term)
{
    while (item && !has_any(v, item, ACM_REF_MOTION))
        item = view_item(v, item->parent);
    return item && refers(v, item, ACM_REF_MOTION, term);
}

/* By name, or by key as --json prints it: "role:sme". */
static bool find_term(const view *v, filter *f, char **fault)
{
    if (!f->name)
        return true;
    size_t len = strlen(f->what);
    bool keyed = strncmp(f->name, f->what, len) == 0 && f->name[len] == ':';
    const char *name = keyed ? f->name + len + 1 : f->name;
    if (acm_playbook_term(v->playbook, f->kind, name, ACM_NTS, &f->term, NULL) == ACM_OK)
        return true;
    *fault = format_text("the playbook has no %s \"%s\"", f->what, f->name);
    return false;
}

static bool passes(const view *v, const acm_item *item, const filter *filters, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (filters[i].term && !filters[i].passes(v, item, filters[i].term))
            return false;
    return true;
}

/* An item that passes keeps the stages around it. */
static void keep(view *v, const filter *filters, size_t count)
{
    for (size_t i = 0; i < v->item_count; i++)
        v->kept[i] = passes(v, &v->items[i], filters, count);
    for (size_t i = v->item_count; i-- > 0;)
        if (v->kept[i] && v->items[i].parent)
            v->kept[v->items[i].parent - 1] = true;
}

bool filter_view(view *v, const arguments *a, char **fault)
{
    filter filters[] = {
        {a->phase, "phase", ACM_TERM_PHASE, 0, in_phase},
        {a->role, "role", ACM_TERM_ROLE, 0, has_role},
        {a->service, "service", ACM_TERM_SERVICE, 0, has_service},
        {a->motion, "motion", ACM_TERM_MOTION, 0, has_motion},
    };
    size_t count = sizeof filters / sizeof filters[0];
    for (size_t i = 0; i < count; i++)
        if (!find_term(v, &filters[i], fault))
            return false;
    if (a->phase || a->role || a->service || a->motion)
        keep(v, filters, count);
    view_find_last(v);
    return true;
}
