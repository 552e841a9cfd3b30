/* lint_numbers.c - a task number means the same wherever it stands in an edition. */
#include "analysis/bare.h"
#include "analysis/lint.h"

#include "model/mapping.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* What rows say of one thing: as it is shown, and as it is compared; empty = nothing. */
typedef struct aspect {
    acm__rule rule;
    acm__str (*shown)(acm__lint *lint, const acm__numbered_row *row);
    acm__str (*compared)(acm__lint *lint, const acm__numbered_row *row);
} aspect;

typedef struct saying {
    acm__str text;
    uint32_t row; /* among those of the number */
} saying;

static const acm__task_row *values(const acm__numbered_row *row)
{
    return acm__mapping_row(row->task);
}

static acm__str name_shown(acm__lint *lint, const acm__numbered_row *row)
{
    (void)lint;
    return values(row)->name;
}

static acm__str name_compared(acm__lint *lint, const acm__numbered_row *row)
{
    return acm__bare(&lint->arena, values(row)->name);
}

static acm__str flag(acm__lint *lint, const acm__numbered_row *row)
{
    (void)lint;
    switch (values(row)->mandatory) {
    case ACM__ROW_MANDATORY:
        return ACM__STR("mandatory");
    case ACM__ROW_OPTIONAL:
        return ACM__STR("optional");
    default:
        return ACM__STR("");
    }
}

static acm__str join(acm__arena *arena, const acm__str *parts, uint32_t count)
{
    size_t len = 0;
    for (uint32_t i = 0; i < count; i++)
        len += parts[i].len + 3u;
    char *text = len ? acm__arena_alloc(arena, len, 1) : NULL;
    if (!text)
        return ACM__STR("");
    len = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (i)
            memcpy(text + len, " / ", 3);
        len += i ? 3 : 0;
        memcpy(text + len, parts[i].at, parts[i].len);
        len += parts[i].len;
    }
    return (acm__str){text, (uint32_t)len};
}

static int compare_parts(const void *a, const void *b)
{
    return acm__str_compare(*(const acm__str *)a, *(const acm__str *)b);
}

/* Names as the vocabulary calls them, whatever their order. */
static acm__str canonical(acm__lint *lint, const acm__numbered_row *row, const acm__strs *names,
                          acm__vocabulary_section section)
{
    const acm__language *language = acm__lint_language(lint, row->page);
    acm__str *keys = acm__arena_alloc(&lint->arena, names->count, sizeof *keys);
    if (!keys || !names->count)
        return ACM__STR("");
    for (uint32_t i = 0; i < names->count; i++) {
        int32_t kind = acm__vocabulary_find(language, section, names->at[i]);
        const char *key = acm__vocabulary_key(kind);
        keys[i] =
            key ? (acm__str){key, (uint32_t)strlen(key)} : acm__bare(&lint->arena, names->at[i]);
    }
    qsort(keys, names->count, sizeof *keys, compare_parts);
    return join(&lint->arena, keys, names->count);
}

static acm__str roles_shown(acm__lint *lint, const acm__numbered_row *row)
{
    return join(&lint->arena, values(row)->roles.at, values(row)->roles.count);
}

static acm__str roles_compared(acm__lint *lint, const acm__numbered_row *row)
{
    return canonical(lint, row, &values(row)->roles, ACM__ROLE);
}

static acm__str services_shown(acm__lint *lint, const acm__numbered_row *row)
{
    return join(&lint->arena, values(row)->services.at, values(row)->services.count);
}

static acm__str services_compared(acm__lint *lint, const acm__numbered_row *row)
{
    return canonical(lint, row, &values(row)->services, ACM__SERVICE);
}

static const aspect aspects[] = {
    {ACM__RULE_NUMBER_NAME, name_shown, name_compared},
    {ACM__RULE_NUMBER_FLAG, flag, flag},
    {ACM__RULE_NUMBER_ROLES, roles_shown, roles_compared},
    {ACM__RULE_NUMBER_SERVICES, services_shown, services_compared},
};

static int compare_sayings(const void *a, const void *b)
{
    const saying *x = a, *y = b;
    int order = acm__str_compare(x->text, y->text);
    return order ? order : x->row < y->row ? -1 : x->row > y->row;
}

/* The first row of those that say what most say; of several such the one that comes first. */
static const saying *find_usual(const saying *sayings, uint32_t count)
{
    const saying *usual = NULL;
    uint32_t most = 0;
    for (uint32_t i = 0, run; i < count; i += run) {
        for (run = 1; i + run < count; run++)
            if (acm__str_compare(sayings[i].text, sayings[i + run].text) != 0)
                break;
        bool more = run > most || (run == most && sayings[i].row < usual->row);
        if (sayings[i].text.len && more) {
            usual = &sayings[i];
            most = run;
        }
    }
    return usual;
}

static void report(acm__lint *lint, const aspect *of, const acm__numbered_row *row,
                   const acm__numbered_row *usual)
{
    acm__str own = of->shown(lint, row), other = of->shown(lint, usual);
    acm__str path = lint->playbook->pages[usual->page]->path;
    acm__lint_fault(lint, row->page, of->rule, row->task->place,
                    "%" PRId64 ": %.*s; %.*s in %.*s:%" PRIu32, row->number, ACM__SHOWN(own),
                    ACM__SHOWN(other), ACM__SHOWN(path), usual->task->place.line);
}

static void check(acm__lint *lint, const aspect *of, const acm__numbered_row *rows, uint32_t count,
                  saying *sayings)
{
    for (uint32_t i = 0; i < count; i++)
        sayings[i] = (saying){of->compared(lint, &rows[i]), i};
    qsort(sayings, count, sizeof *sayings, compare_sayings);
    const saying *usual = find_usual(sayings, count);
    for (uint32_t i = 0; usual && i < count; i++)
        if (sayings[i].text.len && acm__str_compare(sayings[i].text, usual->text) != 0)
            report(lint, of, &rows[sayings[i].row], &rows[usual->row]);
}

void acm__lint_numbers(acm__lint *lint)
{
    saying *sayings = acm__arena_alloc(&lint->arena, lint->rows.count, sizeof *sayings);
    for (uint32_t i = 0, count; sayings && i < lint->rows.count; i += count) {
        const acm__numbered_row *rows = &lint->rows.at[i];
        for (count = 1; i + count < lint->rows.count; count++)
            if (rows[count].edition != rows->edition || rows[count].number != rows->number)
                break;
        for (size_t k = 0; count > 1 && k < sizeof aspects / sizeof aspects[0]; k++)
            check(lint, &aspects[k], rows, count, sayings);
    }
}
