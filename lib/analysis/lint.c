#include "base/error.h"
#include "model/diagnostics.h"

#include <acmplaybook/lint.h>

#include <string.h>

void acm_lint_options_init(acm_lint_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->struct_size = sizeof *options;
}

#ifdef ACM_WITH_MARKDOWN

#include "analysis/bare.h"
#include "analysis/lint.h"
#include "format/markdown/dates.h"
#include "model/path.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum {
    DETAIL_MAX = 1024
};

/* Which findings are wanted. */
typedef struct choice {
    bool rules[ACM__RULE_COUNT];
    acm_severity severity;
} choice;

/* What checks use */

void acm__lint_fault(acm__lint *lint, uint32_t page, acm__rule rule, acm__place place,
                     const char *format, ...)
{
    char detail[DETAIL_MAX];
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(detail, sizeof detail, format, arguments);
    va_end(arguments);
    size_t used =
        (size_t)len < sizeof detail ? (size_t)len : acm__utf8_cut(detail, sizeof detail - 1);
    acm__faults_copy(&lint->arena, &lint->faults[page], rule, place,
                     (acm__str){detail, (uint32_t)used});
}

const acm__language *acm__lint_language(const acm__lint *lint, uint32_t page)
{
    return acm__language_find(lint->playbook->pages[page]->language);
}

static int compare_rows(const void *a, const void *b)
{
    const acm__numbered_row *x = a, *y = b;
    if (x->edition != y->edition)
        return x->edition < y->edition ? -1 : 1;
    if (x->number != y->number)
        return x->number < y->number ? -1 : 1;
    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    uint32_t i = x->task ? x->task->place.offset : 0, k = y->task ? y->task->place.offset : 0;
    return (i > k) - (i < k);
}

/* The first row that is not before the wanted one; NULL if there is none. */
static const acm__numbered_row *find_row(const acm__lint *lint, acm__numbered_row wanted)
{
    uint32_t low = 0, high = lint->rows.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (compare_rows(&lint->rows.at[middle], &wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < lint->rows.count ? &lint->rows.at[low] : NULL;
}

bool acm__lint_has_tasks(const acm__lint *lint, uint32_t edition)
{
    const acm__numbered_row *row = find_row(lint, (acm__numbered_row){INT64_MIN, edition, 0, NULL});
    return row && row->edition == edition;
}

bool acm__lint_knows(const acm__lint *lint, uint32_t edition, int64_t number)
{
    const acm__numbered_row *row = find_row(lint, (acm__numbered_row){number, edition, 0, NULL});
    return row && row->edition == edition && row->number == number;
}

bool acm__lint_has_row(const acm__lint *lint, uint32_t page, int64_t number)
{
    uint32_t edition = lint->playbook->pages[page]->edition;
    const acm__numbered_row *row = find_row(lint, (acm__numbered_row){number, edition, page, NULL});
    return row && row->number == number && row->page == page;
}

/* Making it ready */

static void add_rows(acm__lint *lint, uint32_t page, const acm__tasks *tasks)
{
    for (uint32_t i = 0; i < tasks->count; i++) {
        acm__numbered_row *row = acm__list_push(&lint->arena, &lint->rows);
        if (row)
            *row = (acm__numbered_row){tasks->at[i].id, lint->playbook->pages[page]->edition, page,
                                       &tasks->at[i]};
    }
}

static void find_rows(acm__lint *lint)
{
    for (uint32_t page = 0; page < lint->playbook->page_count; page++) {
        const acm__page *p = lint->playbook->pages[page];
        add_rows(lint, page, &p->tasks);
        for (uint32_t i = 0; i < p->steps.count; i++)
            add_rows(lint, page, &p->steps.at[i].tasks);
    }
    if (lint->rows.count > 1)
        qsort(lint->rows.at, lint->rows.count, sizeof *lint->rows.at, compare_rows);
}

/* Cuts a folder, which ends with '/', to what it has in common with that of a path. */
static acm__str common_folder(acm__str folder, acm__str path)
{
    uint32_t len = 0, same = 0;
    for (; len < folder.len && len < path.len && folder.at[len] == path.at[len]; len++)
        if (folder.at[len] == '/')
            same = len + 1;
    return (acm__str){folder.at, same};
}

static acm__str find_root(const acm_playbook *playbook)
{
    acm__str root = playbook->page_count ? playbook->pages[0]->path : ACM__STR("");
    for (uint32_t i = 0; i < playbook->page_count; i++)
        root = common_folder(root, playbook->pages[i]->path);
    for (uint32_t i = 0; i < playbook->tocs.count; i++)
        root = common_folder(root, playbook->tocs.at[i].path);
    return root;
}

static bool prepare(acm__lint *lint)
{
    const acm_playbook *playbook = lint->playbook;
    lint->root = find_root(playbook);
    lint->faults = acm__arena_calloc(&lint->arena, playbook->page_count, sizeof *lint->faults);
    find_rows(lint);
    return lint->faults && acm__page_index_init(&lint->index, &lint->arena.allocator,
                                                playbook->pages, playbook->page_count);
}

/* Options */

static acm_status choose_rule(choice *wanted, acm__str name, bool on, acm_error *err)
{
    for (size_t i = 0; i < ACM__RULE_COUNT; i++) {
        const char *known = acm_rule_name(i);
        if (strlen(known) != name.len || memcmp(known, name.at, name.len) != 0)
            continue;
        wanted->rules[i] = on;
        return ACM_OK;
    }
    return acm__error(err, ACM_E_NOTFOUND, "unknown rule '%.*s'", ACM__SHOWN(name));
}

/* "a;b": these alone. "-a;-b": all but these. */
static acm_status choose_rules(choice *wanted, const char *rules, acm_error *err)
{
    acm__str list, part;
    acm_status status = ACM_OK;
    if (!acm__str_from(rules, ACM_NTS, &list))
        return acm__error(err, ACM_E_LIMIT, "the list of rules is longer than 4 GiB");
    bool all = true;
    for (acm__str rest = list; acm__str_next(&rest, ';', &part);)
        all = all && (!part.len || part.at[0] == '-');
    for (size_t i = 0; i < ACM__RULE_COUNT; i++)
        wanted->rules[i] = all;
    while (!status && acm__str_next(&list, ';', &part)) {
        bool off = part.len && part.at[0] == '-';
        if (part.len)
            status = choose_rule(wanted, (acm__str){part.at + off, part.len - off}, !off, err);
    }
    return status;
}

static acm_status take_options(const acm_lint_options *from, acm__lint *lint, choice *wanted,
                               acm_allocator *allocator, acm_error *err)
{
    acm_lint_options own;
    acm__str today;
    acm_lint_options_init(&own);
    if (from && !acm__struct_read(&own, sizeof own, from, from->struct_size, sizeof own))
        return acm__error(err, ACM_E_VERSION, "lint options of another version");
    if (!acm__allocator_copy(own.allocator, allocator))
        return acm__error(err, ACM_E_VERSION, "the allocator is incomplete or of another version");
    if (!acm__str_from(own.today, ACM_NTS, &today) ||
        (own.today && (!acm__date_read(today, lint->today) || today.at[4] != '-')))
        return acm__error(err, ACM_E_SYNTAX, "'%.*s' is no date such as 2020-05-31",
                          ACM__SHOWN(today));
    lint->partial = own.partial != 0;
    wanted->severity = own.severity;
    return choose_rules(wanted, own.rules, err);
}

/* Running it */

static void check(acm__lint *lint)
{
    acm__lint_conditions(lint);
    acm__lint_copies(lint);
    acm__lint_dates(lint);
    acm__lint_links(lint);
    acm__lint_mentions(lint);
    acm__lint_names(lint);
    acm__lint_numbers(lint);
    acm__lint_pages(lint);
}

/* Adds those faults to a list that are wanted. */
static void choose(acm__lint *lint, const choice *wanted, const acm__faults *from, acm__faults *to)
{
    for (uint32_t i = 0; i < from->count; i++) {
        acm__rule rule = from->at[i].rule;
        bool is_wanted = wanted->rules[rule] && acm_rule_severity(rule) >= wanted->severity;
        acm__fault *fault = is_wanted ? acm__list_push(&lint->arena, to) : NULL;
        if (fault)
            *fault = from->at[i];
    }
}

static int compare_faults(const void *a, const void *b)
{
    const acm__fault *x = a, *y = b;
    if (x->place.line != y->place.line)
        return x->place.line < y->place.line ? -1 : 1;
    if (x->place.column != y->place.column)
        return x->place.column < y->place.column ? -1 : 1;
    if (x->rule != y->rule)
        return x->rule < y->rule ? -1 : 1;
    return acm__str_compare(x->detail, y->detail);
}

/* Whether a fault tells nothing beside the one before it: a row that has lost a pipe is too short. */
static bool is_idle(const acm__fault *before, const acm__fault *fault)
{
    bool lost_pipe = before->rule == ACM__RULE_LOST_PIPE && fault->rule == ACM__RULE_ROW_TOO_SHORT;
    return (lost_pipe && before->place.offset == fault->place.offset) ||
           compare_faults(before, fault) == 0;
}

/* Sorts faults, and drops what would be said twice. */
static void tidy(acm__faults *faults)
{
    uint32_t kept = 0;
    if (faults->count > 1)
        qsort(faults->at, faults->count, sizeof *faults->at, compare_faults);
    for (uint32_t i = 0; i < faults->count; i++)
        if (!kept || !is_idle(&faults->at[kept - 1], &faults->at[i]))
            faults->at[kept++] = faults->at[i];
    faults->count = kept;
}

/* Adds what reading a file met and, for a page, what the checks found. */
static void add_file(acm__lint *lint, acm_diagnostics *findings, const choice *wanted,
                     acm__str path, const acm__faults *met, const acm__faults *found)
{
    acm__faults chosen = {NULL, 0, 0};
    choose(lint, wanted, met, &chosen);
    if (found)
        choose(lint, wanted, found, &chosen);
    tidy(&chosen);
    acm__diagnostics_add(findings, path, &chosen);
}

static void collect(acm__lint *lint, acm_diagnostics *findings, const choice *wanted)
{
    const acm_playbook *playbook = lint->playbook;
    for (uint32_t i = 0; i < playbook->tocs.count; i++) {
        const acm__toc *toc = &playbook->tocs.at[i];
        add_file(lint, findings, wanted, toc->path, &toc->faults, NULL);
    }
    for (uint32_t page = 0; page < playbook->page_count; page++) {
        const acm__page *p = playbook->pages[page];
        add_file(lint, findings, wanted, p->path, &p->faults, &lint->faults[page]);
    }
}

static acm_status run(acm__lint *lint, const choice *wanted, const acm_allocator *allocator,
                      acm_diagnostics **diagnostics, acm_error *err)
{
    if (!prepare(lint))
        return acm__nomem(err);
    check(lint);
    acm_diagnostics *findings = acm__diagnostics_new(allocator);
    if (findings)
        collect(lint, findings, wanted);
    if (!findings || lint->arena.failed || !acm__diagnostics_sort(findings)) {
        acm_diagnostics_free(findings);
        return acm__nomem(err);
    }
    *diagnostics = findings;
    return ACM_OK;
}

static acm_status lint(const acm_playbook *playbook, const acm_lint_options *options,
                       acm_diagnostics **diagnostics, acm_error *err)
{
    acm__lint lint = {.playbook = playbook};
    choice wanted;
    acm_allocator allocator;
    acm_status status = take_options(options, &lint, &wanted, &allocator, err);
    if (status)
        return status;
    acm__arena_init(&lint.arena, &allocator);
    lint.index.allocator = &lint.arena.allocator;
    status = run(&lint, &wanted, &allocator, diagnostics, err);
    acm__page_index_dispose(&lint.index);
    acm__arena_dispose(&lint.arena);
    return status;
}

#else

static acm_status lint(const acm_playbook *playbook, const acm_lint_options *options,
                       acm_diagnostics **diagnostics, acm_error *err)
{
    (void)playbook, (void)options, (void)diagnostics;
    return acm__error(err, ACM_E_UNSUPPORTED, "this build of the library reads no pages");
}

#endif

acm_status acm_playbook_lint(const acm_playbook *playbook, const acm_lint_options *options,
                             acm_diagnostics **diagnostics, acm_error *err)
{
    if (diagnostics)
        *diagnostics = NULL;
    if (!playbook || !diagnostics)
        return acm__error(err, ACM_E_INVALID, "%s is missing",
                          playbook ? "diagnostics" : "the playbook");
    return lint(playbook, options, diagnostics, err);
}
