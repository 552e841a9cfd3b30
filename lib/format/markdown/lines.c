#include "format/markdown/lines.h"

#include "format/markdown/prefix.h"
#include "format/markdown/rows.h"

#include <stdio.h>
#include <string.h>

enum {
    COLUMNS_MAX = 256,
    COLUMNS_WIDE = 8,      /* in tables with more the cells that rows lack are counted */
    MISSING_MAX = 1 << 16, /* that many may be missing: each costs as much as one that is there */
    MARKER = 7             /* characters of a conflict marker */
};

/* A line of the original. */
typedef struct line {
    uint32_t at, stop, next; /* stop: without its line end */
    bool blank;
    acm__prefix prefix;
} line;

typedef struct pass {
    acm__reader *reader;
    acm__source *source;
    const char *text;
    uint32_t len;
    uint32_t feed;     /* the next line feed, for files with carriage returns */
    bool returns;      /* there are carriage returns */
    uint32_t copied;   /* the original up to here is in the copy */
    line before, last; /* the two lines before the current one */
    acm__fence fence;
    acm__container list;
    uint32_t columns; /* of the table that the line may belong to, 0 = none */
    uint32_t missing;
    bool conflict;
} pass;

static acm__str slice(const pass *p, uint32_t at, uint32_t stop)
{
    return (acm__str){p->text + at, stop - at};
}

static acm__str content(const pass *p, const line *l)
{
    return slice(p, l->prefix.content, l->stop);
}

static void fault(pass *p, acm__rule rule, uint32_t at, acm__str detail)
{
    acm__reader_fault(p->reader, rule, at, detail);
}

/* Edits. They come in the order of the text. */

static void note_edit(pass *p, uint32_t original, bool inserted, bool row)
{
    acm__edit *edit = acm__list_push(&p->reader->scratch, &p->source->edits);
    if (edit)
        *edit = (acm__edit){p->source->copy.len, original, inserted, row};
}

static void copy_to(pass *p, uint32_t at)
{
    acm__buffer_add(&p->source->copy, p->text + p->copied, at - p->copied);
    p->copied = at;
}

static void begin_edit(pass *p, uint32_t at)
{
    copy_to(p, at);
    note_edit(p, at, true, false);
}

static void put(pass *p, const char *text, uint32_t len)
{
    acm__buffer_add(&p->source->copy, text, len);
}

/* The original goes on at `stop`, with a row that was not one before if `row`. */
static void end_edit(pass *p, uint32_t stop, bool row)
{
    p->copied = stop;
    note_edit(p, stop, false, row);
}

static void insert_text(pass *p, uint32_t at, acm__str text)
{
    begin_edit(p, at);
    put(p, text.at, text.len);
    end_edit(p, at, false);
}

static void remove_text(pass *p, uint32_t at, uint32_t stop, bool row)
{
    begin_edit(p, at);
    end_edit(p, stop, row);
}

/* Sets a line end, and what keeps the text behind it in the containers of this line. */
static void break_row(pass *p, const line *l, uint32_t at)
{
    begin_edit(p, at);
    put(p, "\n", 1);
    for (uint32_t i = 0; i < l->prefix.quotes; i++)
        put(p, "> ", 2);
    for (uint32_t i = 0; i < l->prefix.indent; i++)
        put(p, " ", 1);
    end_edit(p, at, true);
}

/* Sets an empty line, within the quotes of this one, unless the line has been edited. */
static void put_empty_line(pass *p, const line *l)
{
    if (p->copied > l->at)
        return;
    begin_edit(p, l->at);
    if (l->at > 0 && p->text[l->at - 1] == '\r')
        put(p, "\n", 1); /* ends no line of its own there */
    for (uint32_t i = 0; i < l->prefix.quotes; i++)
        put(p, ">", 1);
    put(p, "\n", 1);
    end_edit(p, l->at, false);
}

/* Merge conflicts */

static bool is_marker(const pass *p, const line *l)
{
    char c = l->stop - l->at < MARKER ? '\0' : p->text[l->at];
    if (c != '<' && c != '>' && c != '=' && c != '|')
        return false;
    for (uint32_t i = 1; i < MARKER; i++)
        if (p->text[l->at + i] != c)
            return false;
    bool bare = l->at + MARKER == l->stop;
    if (!bare && p->text[l->at + MARKER] != ' ')
        return false;
    return c == '<' || p->conflict || (c == '>' && !bare);
}

/* Within a table the whole line goes, for a blank one would end it. */
static void remove_marker(pass *p, line *l)
{
    p->conflict = p->text[l->at] != '>';
    fault(p, ACM__RULE_CONFLICT_MARKER, l->at, acm__reader_quote(slice(p, l->at, l->stop)));
    l->blank = p->columns == 0;
    remove_text(p, l->at, l->blank ? l->stop : l->next, false);
}

/* Tables */

static void write_delimiters(pass *p, const line *l, uint32_t columns)
{
    begin_edit(p, l->prefix.content);
    put(p, "|", 1);
    for (uint32_t i = 0; i < columns; i++)
        put(p, "---|", 4);
    end_edit(p, l->stop, false);
}

static void report_columns(pass *p, const line *l, uint32_t header, uint32_t delimiters)
{
    char detail[64];
    int n = snprintf(detail, sizeof detail, "header %u cells, delimiter %u", header, delimiters);
    acm__rule rule = header > COLUMNS_MAX ? ACM__RULE_TOO_MANY_COLUMNS : ACM__RULE_DELIMITER_COUNT;
    fault(p, rule, l->at, (acm__str){detail, (uint32_t)n});
}

/* Whether the line before is the header of the delimiter row `l`. */
static bool follows_header(const pass *p, const line *l)
{
    const line *header = &p->last;
    return !header->blank && header->prefix.quotes == l->prefix.quotes &&
           !acm__prefix_is_code(&header->prefix, &p->list) &&
           memchr(p->text + header->at, '|', header->stop - header->at);
}

/* Sets a blank into cells that have none: md4c 0.4.8 drops such a cell, which moves those behind it. */
static void keep_empty_cells(pass *p, uint32_t at, uint32_t stop)
{
    acm__str row = slice(p, at, stop), cell;
    while (row.len && (row.at[row.len - 1] == '|' || row.at[row.len - 1] == ' '))
        row.len--;
    uint32_t i = 0;
    for (uint32_t n = 0; n < p->columns && acm__row_next(row, &i, &cell); n++)
        if (cell.len == 0)
            insert_text(p, at + (uint32_t)(cell.at - row.at), ACM__STR(" "));
}

/* The first pipe of a row that begins with one too many goes. Gives the bytes that went. */
static uint32_t drop_extra_pipe(pass *p, const line *l, uint32_t columns, bool row)
{
    uint32_t at = l->prefix.content, extra = acm__row_extra_pipe(content(p, l), columns);
    if (extra) {
        fault(p, ACM__RULE_ROW_DOUBLED_PIPE, l->at, acm__reader_quote(content(p, l)));
        remove_text(p, at, at + extra, row);
    }
    return extra;
}

/* Mends the header of a table whose delimiter row has so many cells. Gives its columns. */
static uint32_t read_header(pass *p, uint32_t delimiters)
{
    const line *l = &p->last;
    if (!p->before.blank && !l->prefix.marker)
        put_empty_line(p, l);
    uint32_t at = l->prefix.content + drop_extra_pipe(p, l, delimiters, false);
    uint32_t columns = acm__row_count(slice(p, at, l->stop));
    p->columns = columns > COLUMNS_MAX ? COLUMNS_MAX : columns;
    keep_empty_cells(p, at, l->stop);
    return columns;
}

static void begin_table(pass *p, const line *l)
{
    bool strict;
    uint32_t delimiters = acm__row_delimiters(content(p, l), &strict);
    if (delimiters == 0 || !follows_header(p, l))
        return;
    uint32_t header = read_header(p, delimiters);
    if (header != delimiters || header > COLUMNS_MAX)
        report_columns(p, l, header, delimiters);
    if (p->columns != delimiters || !strict)
        write_delimiters(p, l, p->columns);
    p->missing = 0;
}

static void mend_row(pass *p, const line *l)
{
    if (!acm__row_is_odd(content(p, l), p->columns))
        return;
    uint32_t second, at = l->prefix.content + drop_extra_pipe(p, l, p->columns, true);
    while ((second = acm__row_second(slice(p, at, l->stop), p->columns)) != 0) {
        keep_empty_cells(p, at, at + second);
        at += second;
        fault(p, ACM__RULE_TWO_ROWS_ON_A_LINE, at, acm__reader_quote(slice(p, at, l->stop)));
        break_row(p, l, at);
    }
    keep_empty_cells(p, at, l->stop);
}

/* Rows that lack most cells of a wide table are cheap to write and dear to read: such a table is cut off. */
static bool is_too_empty(pass *p, const line *l)
{
    if (p->columns <= COLUMNS_WIDE)
        return false;
    uint32_t cells = acm__row_count(content(p, l));
    p->missing += cells < p->columns ? p->columns - cells : 0;
    if (p->missing <= MISSING_MAX)
        return false;
    fault(p, ACM__RULE_TOO_MANY_CELLS, l->at, ACM__STR("rows that lack most of their cells"));
    put_empty_line(p, l);
    return true;
}

/* A heading or fence, which ends a table: md4c 0.4.8 takes it for a row. */
static bool begins_block(const pass *p, const line *l)
{
    acm__fence fence;
    char c = p->text[l->prefix.content];
    if (c == '#')
        return acm__prefix_is_heading(p->text, l->stop, &l->prefix, &p->list);
    return acm__fence_begin(&fence, p->text, l->stop, &l->prefix, &p->list);
}

/* Whether a table ends before the line although that is not blank. */
static bool ends_table(pass *p, const line *l)
{
    if (l->prefix.marker || l->prefix.quotes != p->last.prefix.quotes)
        return true;
    if (!begins_block(p, l))
        return false;
    put_empty_line(p, l);
    return true;
}

static void read_table_line(pass *p, const line *l)
{
    char c = p->text[l->prefix.content];
    if (p->columns && (ends_table(p, l) || is_too_empty(p, l)))
        p->columns = 0;
    else if (p->columns)
        mend_row(p, l);
    else if ((c == '|' || c == '-' || c == ':') && !p->last.blank && !l->prefix.marker)
        begin_table(p, l);
}

/* Lines */

static uint32_t find_line_end(pass *p, uint32_t at)
{
    if (p->feed < at || p->feed == UINT32_MAX) {
        const char *feed = memchr(p->text + at, '\n', p->len - at);
        p->feed = feed ? (uint32_t)(feed - p->text) : p->len;
    }
    if (!p->returns)
        return p->feed;
    const char *end = memchr(p->text + at, '\r', p->feed - at);
    return end ? (uint32_t)(end - p->text) : p->feed;
}

static void note_line(pass *p, uint32_t at)
{
    acm__source *source = p->source;
    if (source->lines.count < source->lines.capacity) {
        source->lines.at[source->lines.count++] = at;
        return;
    }
    uint32_t *start = acm__list_push(&p->reader->scratch, &source->lines);
    if (start)
        *start = at;
}

static line next_line(pass *p, uint32_t at)
{
    uint32_t stop = find_line_end(p, at), next = stop;
    if (next < p->len && p->text[next] == '\r')
        next++;
    if (next < p->len && p->text[next] == '\n')
        next++;
    note_line(p, at);
    return (line){.at = at, .stop = stop, .next = next};
}

static void limit_nesting(pass *p, line *l)
{
    if (l->prefix.excess == l->prefix.content)
        return;
    fault(p, ACM__RULE_TOO_DEEP, l->prefix.excess, ACM__STR("quotes or lists nested too deeply"));
    remove_text(p, l->prefix.excess, l->prefix.content, false);
}

/* Returns false if the line is gone for those that follow. */
static bool read_line(pass *p, line *l)
{
    if (l->at == l->stop && p->fence.length == 0) { /* most blank lines are empty */
        l->blank = true;
        p->columns = 0;
        return true;
    }
    acm__prefix_read(p->text, l->at, l->stop, &l->prefix);
    l->blank = l->prefix.content == l->stop;
    if (acm__fence_holds(&p->fence, p->text, l->stop, &l->prefix))
        return true;
    if (is_marker(p, l)) {
        remove_marker(p, l);
        return l->blank;
    }
    if (l->blank) {
        p->columns = 0;
        return true;
    }
    acm__container_enter(&p->list, &l->prefix, p->last.blank);
    limit_nesting(p, l);
    read_table_line(p, l);
    if (acm__fence_begin(&p->fence, p->text, l->stop, &l->prefix, &p->list))
        p->columns = 0;
    return true;
}

void acm__lines_read(acm__reader *reader, uint32_t start, uint32_t body)
{
    acm__source *source = &reader->source;
    pass p = {.reader = reader,
              .source = source,
              .text = source->original.at,
              .len = source->original.len,
              .feed = UINT32_MAX,
              .copied = body};
    p.returns = memchr(p.text, '\r', p.len) != NULL;
    p.before.blank = p.last.blank = true;
    note_edit(&p, body, false, false);
    uint32_t at = start;
    do {
        line l = next_line(&p, at);
        at = l.next;
        if (l.at >= body && read_line(&p, &l)) {
            p.before = p.last;
            p.last = l;
        }
    } while (at < p.len);
    source->text = slice(&p, body, p.len);
    /* md4c 0.4.8 may look one byte behind a text that does not end with a line: a copy has a NUL there. */
    bool whole = p.len == body || p.text[p.len - 1] == '\n';
    if (source->edits.count > 1 || !whole) {
        copy_to(&p, p.len);
        source->text = (acm__str){source->copy.at, source->copy.len};
    }
}
