#include "model/align.h"

#include "base/error.h"
#include "model/names.h"
#include "model/pairing.h"
#include "model/statements.h"

#include <stdlib.h>
#include <string.h>

enum {
    COPIES_MAX = 1000, /* of one number on a page that are matched */
    KINDS_MAX = 64     /* names of one task that are compared */
};

/* A task and where it stands; step 0 is what stands outside steps. */
typedef struct located {
    acm__task *task;
    uint32_t step; /* index + 1 */
    uint32_t order;
    bool matched;
} located;

typedef struct tasks {
    located *at; /* by number, then order */
    uint32_t count;
} tasks;

typedef struct aligning {
    acm__mapping *m;             /* of the further edition's page */
    acm__mapping base;           /* names and lists of the first edition's page are read with it */
    acm__profile *ours, *theirs; /* steps of this page and of the first edition's */
    uint32_t our_count, their_count;
    acm__arena scratch;
    tasks our_tasks, their_tasks;
} aligning;

/* Findings: at a place of this page, about something on the first edition's page. */
static void report(aligning *a, acm__rule rule, acm__place at, acm__str what, acm__place there)
{
    acm__str detail = acm__mapping_print(a->m, "%s (%s:%u)", what.at ? what.at : "",
                                         a->base.page->path.at, there.line);
    if (detail.at)
        acm__mapping_fault(a->m, rule, at, detail);
}

static acm__str task_name(aligning *a, const acm__task *task)
{
    return acm__mapping_print(a->m, "%lld %s", (long long)task->id,
                              acm__mapping_row(task)->name.at);
}

/* Conditions */

/* What a condition is called here; `id` is that of the first edition's, 0 = it gates nothing there. */
static void translate_condition(aligning *a, acm_id id, const acm__statement *ours,
                                const acm__statement *theirs)
{
    const acm__entry *entry = ours->entry;
    if (ours->optional != theirs->optional)
        report(a, ACM__RULE_EDITION_FLAG, entry->place, entry->text, theirs->entry->place);
    if (!id)
        return;
    acm__mapping_translate(a->m, id, ACM_TEXT_NAME, entry->text, entry->place);
    acm__mapping_text(a->m, id, ACM_TEXT_DETAIL, acm__mapping_lines(a->m, &entry->items));
}

static acm_id condition_of(aligning *a, acm_id item, acm__str key, acm_condition_kind kind,
                           uint32_t number)
{
    acm__str own = item ? acm__mapping_condition_key(a->m, key, kind, number) : (acm__str){NULL, 0};
    return own.at ? acm__builder_find(a->m->b, own) : 0;
}

/* The conditions of an item; `at` is where a missing one is reported. */
static void align_conditions(aligning *a, acm_id item, acm__str key, acm_condition_kind kind,
                             const acm__entries *our_list, const acm__entries *their_list,
                             acm__place at)
{
    acm__statements ours = acm__statements_make(&a->scratch, a->m, our_list);
    acm__statements theirs = acm__statements_make(&a->scratch, &a->base, their_list);
    if (a->scratch.failed || !acm__statements_pair(&a->scratch.allocator, &ours, &theirs)) {
        acm__mapping_failed(a->m, acm__nomem(a->m->err));
        return;
    }
    for (uint32_t k = 0; k < theirs.count && !a->m->status; k++) {
        const acm__statement *their = &theirs.at[k];
        if (their->other)
            translate_condition(a, condition_of(a, item, key, kind, k + 1),
                                &ours.at[their->other - 1], their);
        else
            report(a, ACM__RULE_CONDITION_MISSING, at, their->entry->text, their->entry->place);
    }
    for (uint32_t i = 0; i < ours.count && !a->m->status; i++)
        if (!ours.at[i].other)
            acm__mapping_fault(a->m, ACM__RULE_CONDITION_EXTRA, ours.at[i].entry->place,
                               ours.at[i].entry->text);
}

static void name_outcomes(aligning *a, acm__str key, int32_t word)
{
    acm__str own = acm__mapping_print(a->m, "%s/outcomes", key.at);
    acm_id milestone = own.at ? acm__builder_find(a->m->b, own) : 0;
    if (milestone)
        acm__mapping_text(a->m, milestone, ACM_TEXT_NAME,
                          acm__vocabulary_word(a->m->language, word));
}

static acm__str key_of(const aligning *a, acm_id item)
{
    uint32_t index = acm__builder_index(a->m->b, item, ACM__OBJECT_ITEM);
    return index == UINT32_MAX ? ACM__STR("") : a->m->b->items.at[index].key;
}

/* Names */

/* Whether two lists name the same; unknown names are a finding already and equal anything. */
static bool same_names(aligning *a, const acm__naming *naming, const acm__strs *ours,
                       acm__place place, const acm__strs *theirs)
{
    int32_t our_kinds[KINDS_MAX], their_kinds[KINDS_MAX];
    uint32_t our_count, their_count;
    bool known = acm__names_kinds(a->m, naming, ours, place, our_kinds, KINDS_MAX, &our_count);
    if (!acm__names_kinds(&a->base, naming, theirs, place, their_kinds, KINDS_MAX, &their_count) ||
        !known)
        return true;
    return our_count == their_count &&
           memcmp(our_kinds, their_kinds, our_count * sizeof *our_kinds) == 0;
}

static void compare_rows(aligning *a, const acm__task *ours, const acm__task *theirs)
{
    const acm__task_row *our = acm__mapping_row(ours), *their = acm__mapping_row(theirs);
    acm__str name = task_name(a, ours);
    if (our->mandatory != their->mandatory)
        report(a, ACM__RULE_EDITION_FLAG, ours->place, name, theirs->place);
    if (!same_names(a, &acm__role_names, &our->roles, ours->place, &their->roles))
        report(a, ACM__RULE_EDITION_ROLES, ours->place, name, theirs->place);
    if (!same_names(a, &acm__service_names, &our->services, ours->place, &their->services))
        report(a, ACM__RULE_EDITION_SERVICES, ours->place, name, theirs->place);
}

/* Tasks */

static int compare_located(const void *a, const void *b)
{
    const located *x = a, *y = b;
    if (x->task->id != y->task->id)
        return x->task->id < y->task->id ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static tasks locate_tasks(aligning *a, acm__page *page)
{
    uint32_t count = page->tasks.count;
    for (uint32_t i = 0; i < page->steps.count; i++)
        count += page->steps.at[i].tasks.count;
    tasks all = {acm__arena_calloc(&a->scratch, count, sizeof *all.at), 0};
    if (!all.at) {
        acm__mapping_failed(a->m, acm__nomem(a->m->err));
        return all;
    }
    for (uint32_t step = 0; step <= page->steps.count; step++) {
        acm__tasks *list = step ? &page->steps.at[step - 1].tasks : &page->tasks;
        for (uint32_t i = 0; i < list->count; i++, all.count++)
            all.at[all.count] = (located){&list->at[i], step, all.count, false};
    }
    if (count)
        qsort(all.at, count, sizeof *all.at, compare_located);
    return all;
}

/* Whether the steps of two tasks are set beside each other. */
static bool same_step(const aligning *a, const located *ours, const located *theirs)
{
    if (!ours->step || !theirs->step)
        return ours->step == theirs->step;
    return a->ours[ours->step - 1].other == theirs->step;
}

static void match(aligning *a, located *ours, located *theirs)
{
    ours->matched = theirs->matched = true;
    ours->task->item = theirs->task->item;
    compare_rows(a, ours->task, theirs->task);
    if (ours->task->item)
        acm__mapping_translate(a->m, ours->task->item, ACM_TEXT_NAME,
                               acm__mapping_row(ours->task)->name, ours->task->place);
}

/* The first of the others that is not matched; in the same step, unless any will do. */
static located *free_match(const aligning *a, const located *ours, located *theirs,
                           uint32_t their_count, bool any)
{
    for (uint32_t k = 0; k < their_count; k++)
        if (!theirs[k].matched && (any || same_step(a, ours, &theirs[k])))
            return &theirs[k];
    return NULL;
}

/* Matches what bears one number: within the same step, then anywhere, which is a finding. */
static void match_number(aligning *a, located *ours, uint32_t our_count, located *theirs,
                         uint32_t their_count)
{
    our_count = our_count < COPIES_MAX ? our_count : COPIES_MAX;
    their_count = their_count < COPIES_MAX ? their_count : COPIES_MAX;
    for (int moved = 0; moved < 2; moved++)
        for (uint32_t i = 0; i < our_count; i++) {
            located *other =
                ours[i].matched ? NULL : free_match(a, &ours[i], theirs, their_count, moved);
            if (other && moved)
                report(a, ACM__RULE_TASK_MOVED, ours[i].task->place, task_name(a, ours[i].task),
                       other->task->place);
            if (other)
                match(a, &ours[i], other);
        }
}

static uint32_t run_of(const tasks *all, uint32_t from)
{
    uint32_t end = from;
    while (end < all->count && all->at[end].task->id == all->at[from].task->id)
        end++;
    return end - from;
}

static void match_tasks(aligning *a)
{
    tasks *ours = &a->our_tasks, *theirs = &a->their_tasks;
    for (uint32_t i = 0, k = 0; i < ours->count && k < theirs->count && !a->m->status;) {
        uint32_t our_run = run_of(ours, i), their_run = run_of(theirs, k);
        int64_t our = ours->at[i].task->id, their = theirs->at[k].task->id;
        if (our == their)
            match_number(a, &ours->at[i], our_run, &theirs->at[k], their_run);
        i += our <= their ? our_run : 0;
        k += their <= our ? their_run : 0;
    }
}

/* Where something that belongs before a step of the first edition would stand on this page. */
static acm__place place_for(const aligning *a, uint32_t their_step)
{
    for (uint32_t i = their_step; i > 0; i--)
        if (a->theirs[i - 1].other)
            return a->ours[a->theirs[i - 1].other - 1].step->place;
    return a->m->page->title_place;
}

static void report_tasks(aligning *a)
{
    for (uint32_t i = 0; i < a->our_tasks.count; i++)
        if (!a->our_tasks.at[i].matched)
            acm__mapping_fault(a->m, ACM__RULE_TASK_EXTRA, a->our_tasks.at[i].task->place,
                               task_name(a, a->our_tasks.at[i].task));
    for (uint32_t k = 0; k < a->their_tasks.count; k++) {
        const located *l = &a->their_tasks.at[k];
        if (!l->matched)
            report(a, ACM__RULE_TASK_MISSING, place_for(a, l->step), task_name(a, l->task),
                   l->task->place);
    }
}

/* Steps */

/* What the steps apply to, assignment by assignment. */
static void compare_services(aligning *a, const acm__step *ours, const acm__step *theirs)
{
    for (uint32_t i = 0; i < ours->assignments.count && i < theirs->assignments.count; i++) {
        const acm__assignment *our = &ours->assignments.at[i];
        const acm__assignment *their = &theirs->assignments.at[i];
        if (!same_names(a, &acm__service_names, &our->applies_to, our->place, &their->applies_to))
            report(a, ACM__RULE_EDITION_SERVICES, our->place, ours->title, their->place);
    }
}

static void translate_step(aligning *a, uint32_t index)
{
    acm__step *ours = &a->m->page->steps.at[index];
    const acm__profile *own = &a->ours[index], *other = &a->theirs[own->other - 1];
    const acm__step *theirs = other->step;
    acm__str key = key_of(a, theirs->item);
    ours->item = theirs->item;
    if (own->moved)
        report(a, ACM__RULE_STEP_MOVED, ours->place, ours->title, theirs->place);
    compare_services(a, ours, theirs);
    if (own->owners_known && other->owners_known && !acm__profile_same_owners(own, other))
        report(a, ACM__RULE_EDITION_ROLES, ours->place, ours->title, theirs->place);
    if (ours->item) {
        acm__mapping_translate(a->m, ours->item, ACM_TEXT_NAME, ours->title, ours->place);
        acm__mapping_text(a->m, ours->item, ACM_TEXT_BODY, ours->body);
        name_outcomes(a, key, ACM__BLOCK_STEP_OUTPUTS);
    }
    align_conditions(a, ours->item, key, ACM_CONDITION_INPUT, &ours->inputs, &theirs->inputs,
                     ours->place);
    align_conditions(a, ours->item, key, ACM_CONDITION_OUTCOME, &ours->outputs, &theirs->outputs,
                     ours->place);
}

static void align_steps(aligning *a)
{
    for (uint32_t i = 0; i < a->our_count && !a->m->status; i++)
        if (a->ours[i].other)
            translate_step(a, i);
        else
            acm__mapping_fault(a->m, ACM__RULE_STEP_EXTRA, a->ours[i].step->place,
                               a->ours[i].step->title);
    for (uint32_t k = 0; k < a->their_count && !a->m->status; k++)
        if (!a->theirs[k].other)
            report(a, ACM__RULE_STEP_MISSING, place_for(a, k), a->theirs[k].step->title,
                   a->theirs[k].step->place);
}

static void align_process(aligning *a)
{
    acm__page *ours = a->m->page, *theirs = a->base.page;
    acm__str key = key_of(a, theirs->item);
    ours->item = theirs->item;
    if (ours->item) {
        acm__mapping_process_texts(a->m, ours->item);
        acm__mapping_translate(a->m, ours->item, ACM_TEXT_NAME, ours->title, ours->title_place);
        name_outcomes(a, key, ACM__HEADING_KEY_OUTCOMES);
    }
    align_conditions(a, ours->item, key, ACM_CONDITION_INPUT, &ours->key_inputs,
                     &theirs->key_inputs, ours->title_place);
    align_conditions(a, ours->item, key, ACM_CONDITION_OUTCOME, &ours->key_outcomes,
                     &theirs->key_outcomes, ours->title_place);
    align_steps(a);
    match_tasks(a);
    report_tasks(a);
}

static void align(aligning *a)
{
    a->our_count = a->m->page->steps.count;
    a->their_count = a->base.page->steps.count;
    a->our_tasks = locate_tasks(a, a->m->page);
    a->their_tasks = locate_tasks(a, a->base.page);
    a->ours = acm__profiles_make(&a->scratch, a->m);
    a->theirs = acm__profiles_make(&a->scratch, &a->base);
    if (a->scratch.failed || !acm__profiles_pair(&a->scratch.allocator, a->ours, a->our_count,
                                                 a->theirs, a->their_count))
        acm__mapping_failed(a->m, acm__nomem(a->m->err));
    if (!a->m->status)
        align_process(a);
    acm__mapping_failed(a->m, a->base.status);
}

acm_status acm__align_page(acm__mapping *m, uint32_t base)
{
    aligning a = {.m = m, .base = acm__mapping_begin(m->b, base, m->options, m->err)};
    if (!a.base.page->item && !m->page->steps.count && !m->page->tasks.count)
        return ACM_OK;
    a.base.quiet = true;
    acm__arena_init(&a.scratch, &m->b->arena.allocator);
    align(&a);
    acm__arena_dispose(&a.scratch);
    return m->status;
}
