#include "format/markdown/tables.h"

#include "format/markdown/dates.h"
#include "format/markdown/prefix.h"
#include "format/markdown/rows.h"
#include "format/markdown/values.h"

#include <stdio.h>
#include <string.h>

#define NO_COLUMN UINT32_MAX

enum {
    CELLS_MAX = 16 /* columns of a task table that matter */
};

typedef struct table {
    acm__reader *reader;
    uint32_t columns;
    uint32_t id, name, mandatory, roles, services; /* columns of a task table */
    uint32_t date, who, what;                      /* columns of a refresh summary */
} table;

/* The cells of one task row as they are read, in plain text. */
typedef struct cells {
    acm__str at[CELLS_MAX];
} cells;

static uint32_t *column_for(table *t, int32_t kind)
{
    switch (kind) {
    case ACM__TASK_COLUMN_TASK_ID:
        return &t->id;
    case ACM__TASK_COLUMN_TASK_NAME:
        return &t->name;
    case ACM__TASK_COLUMN_MANDATORY:
        return &t->mandatory;
    case ACM__TASK_COLUMN_TASK_ROLE:
        return &t->roles;
    case ACM__TASK_COLUMN_TASK_SERVICES:
        return &t->services;
    case ACM__REVISION_COLUMN_DATE:
        return &t->date;
    case ACM__REVISION_COLUMN_WHO:
        return &t->who;
    case ACM__REVISION_COLUMN_WHAT:
        return &t->what;
    default:
        return NULL;
    }
}

static void note_header(table *t, uint32_t k, acm__str name)
{
    uint32_t *column = column_for(t, acm__words_find(&t->reader->words, ACM__TASK_COLUMN, name));
    if (!column)
        column = column_for(t, acm__words_find(&t->reader->words, ACM__REVISION_COLUMN, name));
    if (column && *column == NO_COLUMN)
        *column = k;
}

static void read_header(table *t, uint32_t row)
{
    const acm__block *header = &t->reader->blocks.list.at[row];
    t->id = t->name = t->mandatory = t->roles = t->services = NO_COLUMN;
    t->date = t->who = t->what = NO_COLUMN;
    for (uint32_t k = 0; k < header->size && k < CELLS_MAX; k++)
        note_header(t, k, acm__reader_plain(t->reader, &t->reader->scratch, &header[1 + k]));
}

/* The text of a cell; empty if the row lacks it. */
static acm__str cell_text(const table *t, uint32_t row, uint32_t k)
{
    const acm__block *block = &t->reader->blocks.list.at[row];
    if (k >= block->size)
        return (acm__str){"", 0};
    return acm__reader_plain(t->reader, t->reader->arena, &block[1 + k]);
}

static acm__str cell_of(const cells *row, uint32_t k)
{
    return k < CELLS_MAX ? row->at[k] : (acm__str){"", 0};
}

static int32_t flag_of(const table *t, acm__str text)
{
    int32_t kind = acm__words_find(&t->reader->words, ACM__FLAG, text);
    if (kind == ACM__FLAG_MANDATORY)
        return ACM__ROW_MANDATORY;
    return kind == ACM__FLAG_OPTIONAL ? ACM__ROW_OPTIONAL : ACM__ROW_NEITHER;
}

static bool number_of(acm__str text, int64_t *number)
{
    uint32_t i = 0, digits = 0;
    while (i < text.len && (text.at[i] < '0' || text.at[i] > '9'))
        i++;
    for (*number = 0; i < text.len && text.at[i] >= '0' && text.at[i] <= '9' && digits < 18;
         i++, digits++)
        *number = *number * 10 + (text.at[i] - '0');
    return digits > 0;
}

static void fill_row(const table *t, const cells *from, acm__task_row *row)
{
    acm__arena *arena = t->reader->arena;
    row->name = cell_of(from, t->name);
    row->mandatory = flag_of(t, cell_of(from, t->mandatory));
    acm__values_split(arena, &row->roles, cell_of(from, t->roles), ACM__SEPARATORS_ALL);
    acm__values_split(arena, &row->services, cell_of(from, t->services), ACM__SEPARATORS_SLASH);
}

/* Lost pipes: the places where one cell may be two. */

/* Cuts cell k in two, which moves those behind it one column on. A blank at the cut goes. */
static bool cut(const cells *from, uint32_t k, uint32_t at, cells *out)
{
    if (k >= CELLS_MAX - 1 || at == 0 || at >= from->at[k].len)
        return false;
    acm__str cell = from->at[k];
    uint32_t rest = at + (cell.at[at] == ' ');
    *out = *from;
    out->at[k].len = at;
    out->at[k + 1] = (acm__str){cell.at + rest, cell.len - rest};
    for (uint32_t i = k + 2; i < CELLS_MAX; i++)
        out->at[i] = from->at[i - 1];
    return true;
}

static uint32_t digits(acm__str text)
{
    uint32_t i = 0;
    while (i < text.len && text.at[i] >= '0' && text.at[i] <= '9')
        i++;
    return i;
}

static uint32_t first_blank(acm__str text)
{
    const char *blank = text.len ? memchr(text.at, ' ', text.len) : NULL;
    return blank ? (uint32_t)(blank - text.at) : 0;
}

static uint32_t last_blank(acm__str text)
{
    uint32_t i = text.len;
    while (i > 0 && text.at[i - 1] != ' ')
        i--;
    return i ? i - 1 : 0;
}

static bool is_whole(const table *t, const cells *row)
{
    return acm__cell_is_number(cell_of(row, t->id)) &&
           flag_of(t, cell_of(row, t->mandatory)) != ACM__ROW_NEITHER;
}

/* A role and services in one cell. */
static bool cut_role(const table *t, const cells *from, cells *out)
{
    int32_t kind;
    acm__str text = cell_of(from, t->roles), first;
    uint32_t at = acm__vocabulary_head(t->reader->words.language, ACM__ROLE, text, &kind);
    if (t->roles + 1 != t->services || !is_whole(t, from) || !cut(from, t->roles, at, out))
        return false;
    acm__str services = cell_of(out, t->services);
    return acm__str_next(&services, '/', &first) &&
           acm__words_find(&t->reader->words, ACM__SERVICE, first);
}

/* Whether a row that lacks one cell makes sense with a pipe put back; then `out` is the row with it. */
static bool put_pipe_back(const table *t, const cells *from, cells *out)
{
    uint32_t id = t->id, flag = t->mandatory, before = flag ? flag - 1 : 0;
    if (id >= CELLS_MAX || flag >= CELLS_MAX)
        return false;
    return (cut(from, id, digits(from->at[id]), out) && is_whole(t, out)) ||
           (cut(from, flag, first_blank(from->at[flag]), out) && is_whole(t, out)) ||
           (cut(from, before, last_blank(from->at[before]), out) && is_whole(t, out)) ||
           cut_role(t, from, out);
}

/* A doubled pipe: a cell without even a blank in it, which moves those behind it one column on. */

/* Whether a row with one cell too many makes sense without such a cell; then `out` is the row without it. */
static bool drop_pipe(const table *t, acm__str row, const cells *from, cells *out)
{
    acm__str cell;
    uint32_t i = 0, n, empty = NO_COLUMN, last = t->columns - 1;
    for (n = 0; n <= t->columns && acm__row_next(row, &i, &cell); n++)
        if (cell.len == 0 && empty == NO_COLUMN)
            empty = n;
    if (n <= t->columns || empty > last || last >= CELLS_MAX)
        return false;
    *out = *from;
    memmove(&out->at[empty], &from->at[empty + 1], (last - empty) * sizeof out->at[0]);
    out->at[last] =
        acm__plain(&t->reader->scratch, cell.at, cell.len); /* the parser has dropped it */
    return out->at[last].at && is_whole(t, out);
}

static acm__str copy(acm__arena *arena, acm__str text)
{
    acm__str result = acm__str_copy(arena, text.at, text.len);
    return result.at ? result : (acm__str){"", 0};
}

/* What stands in a row of the text, without the containers around it. */
static acm__str content_of(acm__str line)
{
    acm__prefix prefix;
    acm__prefix_read(line.at, 0, line.len, &prefix);
    return (acm__str){line.at + prefix.content, line.len - prefix.content};
}

/* Reads a row with one cell too few or too many as its author may have meant it. */
static void find_repair(const table *t, const acm__block *row, const cells *from, uint32_t count,
                        acm__task *task)
{
    acm__source *source = &t->reader->source;
    cells mended;
    bool lost = count + 1 == t->columns && put_pipe_back(t, from, &mended);
    if (!lost &&
        (count != t->columns + 1 ||
         !drop_pipe(t, content_of(acm__source_original_line(source, row->at)), from, &mended)))
        return;
    task->has_alt = true;
    fill_row(t, &mended, &task->alt);
    task->alt.name = copy(t->reader->arena, task->alt.name);
    if (lost)
        acm__reader_text_fault(t->reader, ACM__RULE_LOST_PIPE, row->at, task->alt.name);
}

/* Tasks */

static void report_count(const table *t, const acm__block *row, uint32_t count)
{
    char detail[48];
    int len = snprintf(detail, sizeof detail, "%u of %u cells", count, t->columns);
    acm__rule rule = count < t->columns ? ACM__RULE_ROW_TOO_SHORT : ACM__RULE_ROW_TOO_LONG;
    acm__reader_text_fault(t->reader, rule, row->at, (acm__str){detail, (uint32_t)len});
}

/* Reads the row's id; without one the row is no task. */
static bool read_id(const table *t, const acm__block *row, const cells *from, int64_t *id)
{
    bool found = number_of(cell_of(from, t->id), id);
    if (!found && row->size)
        acm__reader_text_fault(t->reader, ACM__RULE_ROW_WITHOUT_ID, row->at,
                               cell_of(from, t->name));
    return found;
}

static void read_task(const table *t, uint32_t i, acm__tasks *tasks)
{
    acm__reader *reader = t->reader;
    const acm__block *row = &reader->blocks.list.at[i];
    cells from;
    int64_t id;
    for (uint32_t k = 0; k < CELLS_MAX; k++)
        from.at[k] = cell_text(t, i, k);
    acm__task *task = read_id(t, row, &from, &id) ? acm__list_push(reader->arena, tasks) : NULL;
    if (!task)
        return;
    acm__str line = acm__source_line(&reader->source, row->at);
    uint32_t start = (uint32_t)(line.at - reader->source.text.at);
    uint32_t count =
        acm__row_count(content_of(line)); /* the parser has filled it up, or dropped some */
    task->id = id;
    task->place = acm__reader_place(reader, row[1 + t->id].at);
    task->repaired = acm__source_mended(&reader->source, start, start + line.len);
    fill_row(t, &from, &task->row);
    if (count == t->columns)
        return;
    report_count(t, row, count);
    find_repair(t, row, &from, count, task);
}

/* Revisions */

static void read_revision(const table *t, uint32_t i)
{
    acm__reader *reader = t->reader;
    const acm__block *row = &reader->blocks.list.at[i];
    acm__revision *revision =
        row->size ? acm__list_push(reader->arena, &reader->page->revisions) : NULL;
    if (!revision)
        return;
    revision->date = cell_text(t, i, t->date);
    revision->who = cell_text(t, i, t->who);
    revision->what = cell_text(t, i, t->what);
    revision->place = acm__reader_place(reader, row->at);
    if (!acm__date_read(revision->date, revision->iso))
        acm__reader_text_fault(reader, ACM__RULE_BAD_DATE, row->at, revision->date);
}

void acm__table_read(acm__reader *reader, uint32_t i, acm__tasks *tasks)
{
    const acm__block *blocks = reader->blocks.list.at;
    uint32_t header = i + 1, end = header + blocks[i].size;
    table t = {.reader = reader, .columns = blocks[i].level};
    if (header == end)
        return;
    read_header(&t, header);
    bool has_tasks = t.id != NO_COLUMN && t.mandatory != NO_COLUMN;
    if (!has_tasks && (t.date == NO_COLUMN || t.who == NO_COLUMN))
        return;
    for (uint32_t row = header + 1 + blocks[header].size; row < end; row += 1 + blocks[row].size) {
        if (has_tasks)
            read_task(&t, row, tasks);
        else
            read_revision(&t, row);
    }
}
