/* lint_mentions.c - tasks that running text and revisions name: some table has them, unless they are gone. */
#include "analysis/lint.h"
#include "analysis/prose.h"

#include <inttypes.h>
#include <string.h>

enum {
    DIGITS_MIN = 3,
    DIGITS_MAX = 9,
    ASIDE_MAX = 80,  /* bytes of what stands in brackets behind a number of an enumeration */
    CLAUSE_MAX = 200 /* bytes around numbers that are searched for words that go with them */
};

/* A passage while it is read. */
typedef struct reading {
    acm__lint *lint;
    uint32_t page;
    const acm__passage *passage;
    acm__str text;
    const acm__prose *prose;
    uint32_t done;            /* behind the last mention */
    uint32_t lines, lines_at; /* line ends before an offset */
} reading;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* Bytes of one of several marks at an offset, 0 = there is none. */
static uint32_t mark_at(acm__str text, uint32_t at, const char *const *marks)
{
    for (; *marks; marks++) {
        size_t len = strlen(*marks);
        if (text.len - at >= len && memcmp(text.at + at, *marks, len) == 0)
            return (uint32_t)len;
    }
    return 0;
}

static const char *const blanks[] = {" ", "\n", "\t", "\xC2\xA0", "　", NULL};
static const char *const joints[] = {" ", "\n", "\xC2\xA0", "　", ":", "：", "#", "*", NULL};
static const char *const commas[] = {",", ";", "/", "&", "+", "、", "，", "；", NULL};
static const char *const stops[] = {",", ";", ".", "\n", "、", "，", "；", "。", NULL};

/* Bytes of one of several marks that end at an offset. */
static uint32_t mark_before(acm__str text, uint32_t end, const char *const *marks)
{
    for (; *marks; marks++) {
        size_t len = strlen(*marks);
        if (end >= len && memcmp(text.at + end - len, *marks, len) == 0)
            return (uint32_t)len;
    }
    return 0;
}

static uint32_t skip(acm__str text, uint32_t at, const char *const *marks)
{
    uint32_t bytes;
    while ((bytes = mark_at(text, at, marks)) != 0)
        at += bytes;
    return at;
}

/* The end of the number at an offset, if it can be that of a task; else the offset. */
static uint32_t number_end(acm__str text, uint32_t at)
{
    uint32_t end = at;
    while (end < text.len && is_digit(text.at[end]))
        end++;
    if (end - at < DIGITS_MIN || end - at > DIGITS_MAX)
        return at;
    char next = end < text.len ? text.at[end] : ' ';
    char after = end + 1 < text.len ? text.at[end + 1] : ' ';
    bool more = (next == '.' || next == ',' || next == '/' || next == ':' || next == '-') &&
                is_digit(after);
    bool word = next == '%' || next == '_' || (is_letter(next) && (unsigned char)next < 0x80);
    return more || word ? at : end;
}

static int64_t number_at(acm__str text, uint32_t at, uint32_t end)
{
    int64_t number = 0;
    for (; at < end; at++)
        number = number * 10 + (text.at[at] - '0');
    return number;
}

/* Where the word for tasks begins that stands before a number; UINT32_MAX = there is none. */
static uint32_t word_before(const reading *r, uint32_t at)
{
    uint32_t bytes;
    while (at > r->done && (bytes = mark_before(r->text, at, joints)) != 0)
        at -= bytes;
    acm__str before = {r->text.at + r->done, at > r->done ? at - r->done : 0};
    uint32_t word = acm__prose_tail(r->prose, ACM__PROSE_TASK, before);
    return word ? at - word : UINT32_MAX;
}

/* Skips "(...)". */
static uint32_t skip_aside(acm__str text, uint32_t at)
{
    uint32_t start = skip(text, at, blanks);
    if (start == text.len || text.at[start] != '(')
        return at;
    uint32_t left = text.len - start;
    const char *close = memchr(text.at + start, ')', left < ASIDE_MAX ? left : ASIDE_MAX);
    return close ? (uint32_t)(close - text.at) + 1 : at;
}

/* The next number of an enumeration behind an offset, which moves to it; false at its end. */
static bool next_number(const reading *r, uint32_t *at, uint32_t *end)
{
    uint32_t start = skip(r->text, skip_aside(r->text, *at), blanks);
    uint32_t comma = mark_at(r->text, start, commas);
    start = skip(r->text, start + comma, blanks);
    uint32_t word = acm__prose_at(r->prose, ACM__PROSE_AND, r->text, start);
    start = skip(r->text, start + word, blanks);
    *end = number_end(r->text, start);
    if ((!comma && !word) || *end == start)
        return false;
    uint32_t behind = skip(r->text, *end, blanks);
    bool counts_things = behind < r->text.len && is_letter(r->text.at[behind]) &&
                         !mark_at(r->text, behind, commas) && !mark_at(r->text, behind, stops) &&
                         !acm__prose_at(r->prose, ACM__PROSE_AND, r->text, behind);
    *at = start;
    return !counts_things;
}

/* Whether the words around a mention, in its clause, say that its tasks are gone. */
static bool is_gone(const reading *r, uint32_t word, uint32_t end)
{
    acm__str text = r->text;
    uint32_t start = word, stop = end;
    while (start > r->done && word - start < CLAUSE_MAX && !mark_before(text, start, stops))
        start--;
    while (stop < text.len && stop - end < CLAUSE_MAX && !mark_at(text, stop, stops) &&
           number_end(text, stop) == stop)
        stop++;
    acm__str before = {text.at + start, word - start}, after = {text.at + end, stop - end};
    after.len = acm__prose_find(r->prose, ACM__PROSE_AND, after);
    return acm__prose_find(r->prose, ACM__PROSE_GONE, before) < before.len ||
           acm__prose_find(r->prose, ACM__PROSE_GONE, after) < after.len;
}

/* The line of an offset that is not before the one asked for last. */
static acm__place place_of(reading *r, uint32_t at)
{
    for (; r->lines_at < at; r->lines_at++)
        r->lines += r->text.at[r->lines_at] == '\n';
    return (acm__place){r->passage->place.line + r->lines, 0, r->passage->place.offset};
}

static void check_number(reading *r, uint32_t at, uint32_t end, bool gone)
{
    int64_t number = number_at(r->text, at, end);
    uint32_t edition = r->lint->playbook->pages[r->page]->edition;
    bool known = acm__lint_knows(r->lint, edition, number);
    acm__rule rule = gone ? ACM__RULE_NUMBER_GONE : ACM__RULE_NUMBER_UNKNOWN;
    if (known && gone && acm__lint_has_row(r->lint, r->page, number))
        rule = ACM__RULE_NUMBER_RETIRED;
    else if (known || r->lint->partial)
        return;
    acm__lint_fault(r->lint, r->page, rule, place_of(r, at), "%" PRId64, number);
}

/* Reads the mention whose first number has been found. */
static void read_mention(reading *r, uint32_t word, uint32_t at, uint32_t end)
{
    uint32_t stop = end, next = end, next_end;
    while (next_number(r, &next, &next_end))
        stop = next = next_end;
    bool gone = is_gone(r, word, stop);
    check_number(r, at, end, gone);
    for (next = end; next < stop && next_number(r, &next, &next_end); next = next_end)
        check_number(r, next, next_end, gone);
    r->done = stop;
}

static void read_passage(reading *r)
{
    acm__str text = r->text;
    for (uint32_t at = 0, end; at < text.len; at = end) {
        end = at + 1;
        if (!is_digit(text.at[at]))
            continue;
        bool whole =
            at == 0 || !(is_letter(text.at[at - 1]) && (unsigned char)text.at[at - 1] < 0x80);
        uint32_t stop = number_end(text, at);
        uint32_t word = whole && stop > at ? word_before(r, at) : UINT32_MAX;
        if (word != UINT32_MAX)
            read_mention(r, word, at, stop);
        while (end < text.len && is_digit(text.at[end]))
            end++;
        end = end > r->done ? end : r->done;
    }
}

void acm__lint_mentions(acm__lint *lint)
{
    const acm_playbook *playbook = lint->playbook;
    for (uint32_t page = 0; page < playbook->page_count; page++) {
        const acm__page *p = playbook->pages[page];
        acm__prose prose = acm__prose_of(&lint->arena, acm__lint_language(lint, page));
        bool tasks = acm__lint_has_tasks(lint, p->edition);
        for (uint32_t i = 0; tasks && i < p->passages.count; i++) {
            const acm__passage *passage = &p->passages.at[i];
            reading r = {lint, page, passage, passage->text, &prose, 0, 0, 0};
            read_passage(&r);
        }
    }
}
