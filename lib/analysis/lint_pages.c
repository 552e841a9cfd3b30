/* lint_pages.c - pages as a whole: one title, a place in the table of contents, roles for all that is to be done. */
#include "analysis/lint.h"

#include "model/mapping.h"
#include "model/path.h"

#include <inttypes.h>

enum {
    LEVELS = 7 /* of headings, from 1 */
};

/* Headings of level 1 */

static void check_titles(acm__lint *lint, uint32_t page)
{
    const acm__page *p = lint->playbook->pages[page];
    const acm__section *first = NULL, *second = NULL;
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->sections.count; i++) {
        const acm__section *section = &p->sections.at[i];
        if (section->level != 1)
            continue;
        count++;
        if (!first)
            first = section;
        else if (!second)
            second = section;
    }
    if (second)
        acm__lint_fault(lint, page, ACM__RULE_SEVERAL_TITLES, second->place,
                        "%" PRIu32 " of them, the first in line %" PRIu32, count,
                        first->place.line);
}

/* Tables of contents */

static bool contains(acm__str folder, acm__str path)
{
    return !folder.len || (path.len > folder.len && path.at[folder.len] == '/' &&
                           acm__str_equal(folder, (acm__str){path.at, folder.len}));
}

/* The table of the innermost folder around a page; UINT32_MAX if there is none. */
static uint32_t toc_of(const acm__tocs *tocs, const acm__page *p)
{
    uint32_t found = UINT32_MAX, longest = 0;
    for (uint32_t i = 0; i < tocs->count; i++) {
        acm__str folder = acm__path_folder(tocs->at[i].path);
        if (contains(folder, p->path) && (found == UINT32_MAX || folder.len > longest)) {
            found = i;
            longest = folder.len;
        }
    }
    return found;
}

/* Marks the pages that tables name, and the tables that name any. */
static void mark_listed(const acm__tocs *tocs, bool *listed, bool *used)
{
    for (uint32_t i = 0; i < tocs->count; i++)
        for (uint32_t k = 0; k < tocs->at[i].entries.count; k++) {
            uint32_t page = tocs->at[i].entries.at[k].page;
            if (page)
                listed[page - 1] = used[i] = true;
        }
}

/* A table that names no page of the source is of another one. */
static void check_listed(acm__lint *lint)
{
    const acm_playbook *playbook = lint->playbook;
    const acm__tocs *tocs = &playbook->tocs;
    bool *listed = acm__arena_calloc(&lint->arena, playbook->page_count, sizeof *listed);
    bool *used = acm__arena_calloc(&lint->arena, tocs->count, sizeof *used);
    if (!listed || !used)
        return;
    mark_listed(tocs, listed, used);
    for (uint32_t page = 0; page < playbook->page_count; page++) {
        const acm__page *p = playbook->pages[page];
        uint32_t toc = listed[page] ? UINT32_MAX : toc_of(tocs, p);
        if (toc != UINT32_MAX && used[toc] && !acm__name_equal(p->stem, ACM__STR("readme")))
            acm__lint_fault(lint, page, ACM__RULE_NOT_IN_TOC, (acm__place){0, 0, 0}, "%.*s",
                            ACM__SHOWN(tocs->at[toc].path));
    }
}

/* Roles */

static bool names_roles(const acm__assignments *assignments)
{
    for (uint32_t i = 0; i < assignments->count; i++)
        if (assignments->at[i].primary_roles.count || assignments->at[i].secondary_roles.count)
            return true;
    return false;
}

static const acm__task *find_free_task(const acm__tasks *tasks)
{
    for (uint32_t i = 0; i < tasks->count; i++)
        if (!acm__mapping_row(&tasks->at[i])->roles.count)
            return &tasks->at[i];
    return NULL;
}

/*
 * A step without roles matters if one of its tasks has none either, or if it lacks the labels that most steps
 * have. One whose label says "-" has nobody on purpose.
 */
static void check_step(acm__lint *lint, uint32_t page, const acm__step *step, bool most_have)
{
    const acm__task *task = find_free_task(&step->tasks);
    bool forgotten = most_have && !step->assignments.count;
    if (task)
        acm__lint_fault(lint, page, ACM__RULE_NO_ROLES, task->place,
                        "task %" PRId64 " and its step", task->id);
    else if (forgotten)
        acm__lint_fault(lint, page, ACM__RULE_NO_ROLES, step->place, "%.*s",
                        ACM__SHOWN(step->title));
}

/* Whether each step names roles, itself or by a heading above it. */
static void check_steps(acm__lint *lint, uint32_t page)
{
    const acm__page *p = lint->playbook->pages[page];
    bool covered[LEVELS] = {false};
    uint32_t have = 0;
    for (uint32_t i = 0; i < p->steps.count; i++)
        have += names_roles(&p->steps.at[i].assignments);
    for (uint32_t i = 0; i < p->steps.count; i++) {
        const acm__step *step = &p->steps.at[i];
        bool above = step->level > 0 && step->level < LEVELS && covered[step->level - 1];
        bool has = above || names_roles(&step->assignments);
        for (uint32_t level = step->level; level < LEVELS; level++)
            covered[level] = has;
        if (!has)
            check_step(lint, page, step, have > p->steps.count / 2);
    }
}

/* What a page says of roles outside its steps is for all of them. */
static void check_roles(acm__lint *lint, uint32_t page)
{
    const acm__page *p = lint->playbook->pages[page];
    if (names_roles(&p->assignments))
        return;
    check_steps(lint, page);
    const acm__task *task = find_free_task(&p->tasks);
    if (task)
        acm__lint_fault(lint, page, ACM__RULE_NO_ROLES, task->place, "task %" PRId64, task->id);
}

void acm__lint_pages(acm__lint *lint)
{
    for (uint32_t page = 0; page < lint->playbook->page_count; page++) {
        check_titles(lint, page);
        check_roles(lint, page);
    }
    if (!lint->partial)
        check_listed(lint);
}
