/* lint_dates.c - the date of a page and those of its revisions: real, not in the future, in order, up to date. */
#include "analysis/lint.h"

#include "format/markdown/dates.h"

#include <string.h>

enum {
    HEADER_LINES = 3 /* from the last row of a table to the first of the next one, at least */
};

/* Revision rows of one table that have a date which is not in the future. */
typedef struct rows {
    const acm__revision **at;
    uint32_t count;
} rows;

static bool is_future(const acm__lint *lint, const char *iso)
{
    return lint->today[0] && strcmp(iso, lint->today) > 0;
}

static int compare(const acm__revision *a, const acm__revision *b)
{
    return memcmp(a->iso, b->iso, sizeof a->iso);
}

/*
 * Marks the most rows that are in order, newest first or with `upwards` oldest first, and gives their number.
 * `room` is for twice as many indices as there are rows.
 */
static uint32_t mark_longest(const rows *r, bool upwards, uint32_t *room, bool *kept)
{
    uint32_t *ends = room, *before = room + r->count;
    uint32_t longest = 0;
    for (uint32_t k = 0; k < r->count; k++) {
        uint32_t i = upwards ? k : r->count - 1 - k, low = 0, high = longest;
        while (low < high) { /* the first run whose end is later than this date */
            uint32_t middle = low + (high - low) / 2;
            if (compare(r->at[ends[middle]], r->at[i]) <= 0)
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low ? ends[low - 1] : UINT32_MAX;
        ends[low] = i;
        longest += low == longest;
    }
    memset(kept, 0, r->count);
    for (uint32_t i = longest ? ends[longest - 1] : UINT32_MAX; i != UINT32_MAX; i = before[i])
        kept[i] = true;
    return longest;
}

static void report_row(acm__lint *lint, uint32_t page, const rows *r, uint32_t i)
{
    const char *above = i ? r->at[i - 1]->iso : "";
    const char *below = i + 1 < r->count ? r->at[i + 1]->iso : "";
    const char *link = !*below ? "" : *above ? " and above " : ", above ";
    acm__lint_fault(lint, page, ACM__RULE_UNORDERED_DATE, r->at[i]->place, "%s%s%s%s%s",
                    r->at[i]->iso, *above ? ", below " : "", above, link, below);
}

static void check_order(acm__lint *lint, uint32_t page, const rows *r)
{
    uint32_t *room = acm__arena_alloc(&lint->arena, r->count, 2 * sizeof *room);
    bool *newest_first = acm__arena_alloc(&lint->arena, r->count, 2);
    if (!room || !newest_first)
        return;
    bool *oldest_first = newest_first + r->count;
    bool turned =
        mark_longest(r, true, room, oldest_first) > mark_longest(r, false, room, newest_first);
    for (uint32_t i = 0; i < r->count; i++)
        if (!(turned ? oldest_first : newest_first)[i])
            report_row(lint, page, r, i);
}

/* The tables of a page one by one. */
static void check_orders(acm__lint *lint, uint32_t page)
{
    const acm__page *p = lint->playbook->pages[page];
    rows r = {acm__arena_alloc(&lint->arena, p->revisions.count, sizeof *r.at), 0};
    for (uint32_t i = 0; r.at && i < p->revisions.count; i++) {
        const acm__revision *row = &p->revisions.at[i];
        bool new_table = i && row->place.line >= row[-1].place.line + HEADER_LINES;
        if (new_table && r.count) {
            check_order(lint, page, &r);
            r.count = 0;
        }
        if (row->iso[0] && !is_future(lint, row->iso))
            r.at[r.count++] = row;
    }
    if (r.at && r.count)
        check_order(lint, page, &r);
}

/* Reports revisions of the future; gives the newest of the others, NULL if there is none. */
static const acm__revision *check_revisions(acm__lint *lint, uint32_t page)
{
    const acm__page *p = lint->playbook->pages[page];
    const acm__revision *newest = NULL;
    for (uint32_t i = 0; i < p->revisions.count; i++) {
        const acm__revision *row = &p->revisions.at[i];
        if (is_future(lint, row->iso))
            acm__lint_fault(lint, page, ACM__RULE_FUTURE_DATE, row->place, "%.*s",
                            ACM__SHOWN(row->date));
        else if (row->iso[0] && (!newest || compare(row, newest) > 0))
            newest = row;
    }
    return newest;
}

static const acm__pair *find_ms_date(const acm__page *p)
{
    for (uint32_t i = 0; i < p->front_matter.count; i++)
        if (acm__str_equal(p->front_matter.at[i].key, ACM__STR("ms.date")))
            return &p->front_matter.at[i];
    return NULL;
}

/* A time behind the date does not matter. */
static acm__str without_time(acm__str date)
{
    for (uint32_t i = 0; i < date.len; i++)
        if (date.at[i] == 'T' || date.at[i] == ' ')
            date.len = i;
    return date;
}

static void check_ms_date(acm__lint *lint, uint32_t page, const acm__pair *date,
                          const acm__revision *newest)
{
    char iso[11];
    if (!acm__date_read(without_time(date->value), iso))
        acm__lint_fault(lint, page, ACM__RULE_BAD_MS_DATE, date->place, "%.*s",
                        ACM__SHOWN(date->value));
    else if (is_future(lint, iso))
        acm__lint_fault(lint, page, ACM__RULE_FUTURE_DATE, date->place, "%.*s",
                        ACM__SHOWN(date->value));
    else if (newest && strcmp(iso, newest->iso) < 0)
        acm__lint_fault(lint, page, ACM__RULE_STALE_MS_DATE, date->place, "%.*s, revised %.*s",
                        ACM__SHOWN(date->value), ACM__SHOWN(newest->date));
}

void acm__lint_dates(acm__lint *lint)
{
    for (uint32_t page = 0; page < lint->playbook->page_count; page++) {
        const acm__revision *newest = check_revisions(lint, page);
        const acm__pair *date = find_ms_date(lint->playbook->pages[page]);
        if (date && date->value.len)
            check_ms_date(lint, page, date, newest);
        check_orders(lint, page);
    }
}
