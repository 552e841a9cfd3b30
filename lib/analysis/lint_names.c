/*
 * lint_names.c - roles, services, phases and flags that the vocabulary does not know, and numbers that stand on a page
 * twice. Mapping reports what it meets of this; what it had no use for, such as pages without counterpart, is found here.
 */
#include "analysis/lint.h"

#include "model/names.h"

typedef struct names {
    acm__lint *lint;
    uint32_t page;
    const acm__language *language;
} names;

static void report(const names *n, acm__rule rule, acm__place place, acm__str name)
{
    acm__lint_fault(n->lint, n->page, rule, place, "%.*s", ACM__SHOWN(name));
}

static void check_names(const names *n, const acm__strs *list, acm__vocabulary_section section,
                        acm__rule rule, acm__place place)
{
    char name[ACM__NAME_JOINED];
    for (uint32_t i = 0; i < list->count; i++)
        if (acm__names_joined(n->language, section, list, i, name))
            i++;
        else if (!acm__vocabulary_find(n->language, section, list->at[i]))
            report(n, rule, place, list->at[i]);
}

static void check_assignments(const names *n, const acm__assignments *assignments)
{
    for (uint32_t i = 0; i < assignments->count; i++) {
        const acm__assignment *a = &assignments->at[i];
        check_names(n, &a->primary_roles, ACM__ROLE, ACM__RULE_UNKNOWN_ROLE, a->place);
        check_names(n, &a->secondary_roles, ACM__ROLE, ACM__RULE_UNKNOWN_ROLE, a->place);
        check_names(n, &a->applies_to, ACM__SERVICE, ACM__RULE_UNKNOWN_SERVICE, a->place);
    }
}

static void check_tasks(const names *n, const acm__tasks *tasks)
{
    for (uint32_t i = 0; i < tasks->count; i++) {
        const acm__task *task = &tasks->at[i];
        const acm__task_row *row = acm__mapping_row(task);
        check_names(n, &row->roles, ACM__ROLE, ACM__RULE_UNKNOWN_ROLE, task->place);
        check_names(n, &row->services, ACM__SERVICE, ACM__RULE_UNKNOWN_SERVICE, task->place);
        if (row->mandatory == ACM__ROW_NEITHER)
            report(n, ACM__RULE_FLAG_MISSING, task->place, row->name);
    }
}

static void check_page(const names *n, const acm__page *p)
{
    check_names(n, &p->phase, ACM__PHASE, ACM__RULE_UNKNOWN_PHASE, p->title_place);
    check_assignments(n, &p->assignments);
    check_tasks(n, &p->tasks);
    for (uint32_t i = 0; i < p->steps.count; i++) {
        check_assignments(n, &p->steps.at[i].assignments);
        check_tasks(n, &p->steps.at[i].tasks);
    }
}

void acm__lint_names(acm__lint *lint)
{
    for (uint32_t page = 0; page < lint->playbook->page_count; page++) {
        names n = {lint, page, acm__lint_language(lint, page)};
        check_page(&n, lint->playbook->pages[page]);
    }
    for (uint32_t i = 1; i < lint->rows.count; i++) {
        const acm__numbered_row *row = &lint->rows.at[i];
        if (row->page == row[-1].page && row->number == row[-1].number)
            acm__lint_fault(lint, row->page, ACM__RULE_DUPLICATE_TASK, row->task->place, "%.*s",
                            ACM__SHOWN(row->task->row.name));
    }
}
