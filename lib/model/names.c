#include "model/names.h"

#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const acm__naming acm__role_names = {ACM_TERM_ROLE, ACM__ROLE, ACM__RULE_UNKNOWN_ROLE};
const acm__naming acm__service_names = {ACM_TERM_SERVICE, ACM__SERVICE, ACM__RULE_UNKNOWN_SERVICE};
const acm__naming acm__motion_names = {ACM_TERM_MOTION, ACM__MOTION, -1};

/* For names that are referred to in another way as well: one finding is enough. */
static const acm__naming roles_again = {ACM_TERM_ROLE, ACM__ROLE, -1};
static const acm__naming services_again = {ACM_TERM_SERVICE, ACM__SERVICE, -1};

bool acm__names_joined(const acm__language *language, acm__vocabulary_section section,
                       const acm__strs *names, uint32_t i, char name[ACM__NAME_JOINED])
{
    if (section != ACM__SERVICE || i + 1 >= names->count)
        return false;
    int len = snprintf(name, ACM__NAME_JOINED, "%s/%s", names->at[i].at, names->at[i + 1].at);
    return len > 0 && len < ACM__NAME_JOINED &&
           acm__vocabulary_find(language, section, (acm__str){name, (uint32_t)len});
}

static acm__str joined_name(acm__mapping *m, const acm__naming *n, const acm__strs *names,
                            uint32_t i)
{
    char name[ACM__NAME_JOINED];
    if (!acm__names_joined(m->language, n->section, names, i, name))
        return (acm__str){NULL, 0};
    return acm__str_copy(&m->b->arena, name, strlen(name));
}

static void add_ref(acm__mapping *m, acm_id item, acm_ref_kind kind, const acm__naming *n,
                    acm__str name, acm__place place)
{
    acm_id term;
    if (name.len > ACM__MAX_KEY || m->b->terms.count >= ACM__MAX_TERMS) {
        acm__mapping_fault(m, ACM__RULE_TOO_MANY_NAMES, place, ACM__STR("name left out"));
        return;
    }
    if (m->status || !name.len ||
        acm__mapping_failed(m, acm_builder_term(m->b, n->kind, name.at, &term, m->err)) ||
        acm__mapping_failed(m, acm_builder_ref(m->b, item, kind, term, m->err)))
        return;
    uint32_t index = acm__builder_index(m->b, term, ACM__OBJECT_TERM);
    if (!m->b->terms.at[index].word && n->unknown >= 0)
        acm__mapping_fault(m, (acm__rule)n->unknown, place, name);
}

void acm__names_refer(acm__mapping *m, acm_id item, acm_ref_kind kind, const acm__naming *n,
                      const acm__strs *names, acm__place place)
{
    for (uint32_t i = 0; i < names->count && !m->status; i++) {
        acm__str both = joined_name(m, n, names, i);
        add_ref(m, item, kind, n, both.at ? both : names->at[i], place);
        i += both.at != NULL;
    }
}

bool acm__names_roles(acm__mapping *m, acm_id item, acm_ref_kind kind,
                      const acm__assignments *assignments)
{
    bool any = false;
    for (uint32_t i = 0; i < assignments->count; i++) {
        const acm__assignment *a = &assignments->at[i];
        any = any || a->primary_roles.count || a->secondary_roles.count;
        acm__names_refer(m, item, kind, &roles_again, &a->primary_roles, a->place);
        acm__names_refer(m, item, kind, &roles_again, &a->secondary_roles, a->place);
    }
    return any;
}

void acm__names_assignments(acm__mapping *m, acm_id item, const acm__assignments *assignments)
{
    for (uint32_t i = 0; i < assignments->count; i++) {
        const acm__assignment *a = &assignments->at[i];
        acm__names_refer(m, item, ACM_REF_PRIMARY, &acm__role_names, &a->primary_roles, a->place);
        acm__names_refer(m, item, ACM_REF_SECONDARY, &acm__role_names, &a->secondary_roles,
                         a->place);
        acm__names_refer(m, item, ACM_REF_MOTION, &acm__motion_names, &a->motions, a->place);
        acm__names_refer(m, item, ACM_REF_SERVICE, &acm__service_names, &a->applies_to, a->place);
    }
}

void acm__names_services(acm__mapping *m, acm_id item, const acm__assignments *assignments)
{
    for (uint32_t i = 0; i < assignments->count; i++)
        acm__names_refer(m, item, ACM_REF_SERVICE, &services_again, &assignments->at[i].applies_to,
                         assignments->at[i].place);
}

static int compare_kinds(const void *a, const void *b)
{
    int32_t x = *(const int32_t *)a, y = *(const int32_t *)b;
    return (x > y) - (x < y);
}

bool acm__names_kinds(acm__mapping *m, const acm__naming *n, const acm__strs *names,
                      acm__place place, int32_t *kinds, uint32_t capacity, uint32_t *count)
{
    uint32_t found = 0;
    bool known = true;
    *count = 0;
    for (uint32_t i = 0; i < names->count && found < capacity; i++) {
        acm__str both = joined_name(m, n, names, i), name = both.at ? both : names->at[i];
        kinds[found] = acm__vocabulary_find(m->language, n->section, name);
        if (!kinds[found++] && n->unknown >= 0) {
            acm__mapping_fault(m, (acm__rule)n->unknown, place, name);
            known = false;
        }
        i += both.at != NULL;
    }
    if (found)
        qsort(kinds, found, sizeof *kinds, compare_kinds);
    for (uint32_t i = 0; i < found; i++)
        if (i == 0 || kinds[i] != kinds[*count - 1])
            kinds[(*count)++] = kinds[i];
    return known;
}
