#include "format/markdown/rows.h"

#include <string.h>

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

acm__str acm__cell_trim(acm__str cell)
{
    while (cell.len && is_blank(cell.at[0])) {
        cell.at++;
        cell.len--;
    }
    while (cell.len && is_blank(cell.at[cell.len - 1]))
        cell.len--;
    return cell;
}

static bool is_escaped(acm__str line, uint32_t i)
{
    bool escaped = false;
    while (i-- > 0 && line.at[i] == '\\')
        escaped = !escaped;
    return escaped;
}

/* The next pipe that bounds a cell, or the end of the line. */
static uint32_t find_pipe(acm__str line, uint32_t i)
{
    while (i < line.len) {
        const char *pipe = memchr(line.at + i, '|', line.len - i);
        if (!pipe)
            return line.len;
        i = (uint32_t)(pipe - line.at);
        if (!is_escaped(line, i))
            return i;
        i++;
    }
    return line.len;
}

bool acm__row_next(acm__str line, uint32_t *i, acm__str *cell)
{
    if (*i == 0) {
        while (*i < line.len && is_blank(line.at[*i]))
            ++*i;
        if (*i < line.len && line.at[*i] == '|')
            ++*i;
    }
    uint32_t pipe = find_pipe(line, *i);
    *cell = (acm__str){line.at + *i, pipe - *i};
    if (pipe == line.len && acm__cell_trim(*cell).len == 0)
        return false;
    *i = pipe < line.len ? pipe + 1 : pipe;
    return true;
}

uint32_t acm__row_count(acm__str line)
{
    uint32_t count = 0, i = 0;
    acm__str cell;
    while (acm__row_next(line, &i, &cell))
        count++;
    return count;
}

/* Dashes of a delimiter cell, 0 if it is none. */
static uint32_t dashes(acm__str cell)
{
    cell = acm__cell_trim(cell);
    if (cell.len && cell.at[0] == ':') {
        cell.at++;
        cell.len--;
    }
    if (cell.len && cell.at[cell.len - 1] == ':')
        cell.len--;
    for (uint32_t i = 0; i < cell.len; i++)
        if (cell.at[i] != '-')
            return 0;
    return cell.len;
}

uint32_t acm__row_delimiters(acm__str line, bool *strict)
{
    uint32_t count = 0, i = 0;
    acm__str cell;
    *strict = true;
    if (!memchr(line.at, '|', line.len))
        return 0;
    while (acm__row_next(line, &i, &cell)) {
        uint32_t n = dashes(cell);
        if (n == 0)
            return 0;
        *strict = *strict && n >= 3;
        count++;
    }
    return count;
}

bool acm__cell_is_number(acm__str cell)
{
    cell = acm__cell_trim(cell);
    bool link = cell.len && cell.at[0] == '[';
    uint32_t i = link, start = i;
    while (i < cell.len && cell.at[i] >= '0' && cell.at[i] <= '9')
        i++;
    bool whole = link ? i < cell.len && cell.at[i] == ']' : i == cell.len;
    return whole && i > start;
}

bool acm__row_is_odd(acm__str line, uint32_t columns)
{
    const char *at = line.at, *end = line.at + line.len;
    uint32_t pipes = 0;
    while (at < end && (at = memchr(at, '|', (size_t)(end - at))) != NULL) {
        pipes++;
        do
            at++;
        while (at < end && is_blank(*at));
        if (at < end && *at == '|')
            return true;
    }
    return pipes > columns + 1;
}

uint32_t acm__row_extra_pipe(acm__str row, uint32_t columns)
{
    acm__str first, second;
    uint32_t i = 0;
    if (!row.len || row.at[0] != '|' || !acm__row_next(row, &i, &first) ||
        acm__cell_trim(first).len || !acm__row_next(row, &i, &second))
        return 0;
    bool longer = acm__row_count(row) == columns + 1, number = acm__cell_is_number(second);
    bool extra = first.len ? longer && number : longer || number;
    return extra ? (uint32_t)(second.at - row.at) - 1 : 0;
}

/* Whether `rest` is a row of its own; `numbered`: the row before it begins with a number. */
static bool is_row(acm__str rest, bool numbered, bool own_pipe, uint32_t columns)
{
    acm__str first;
    uint32_t i = 0;
    if (!acm__row_next(rest, &i, &first))
        return false;
    bool numbers = numbered && acm__cell_is_number(first);
    if (own_pipe && numbers)
        return true;
    return (own_pipe || numbers) && acm__row_count(rest) == columns;
}

uint32_t acm__row_second(acm__str row, uint32_t columns)
{
    acm__str cell = {NULL, 0};
    uint32_t i = 0;
    bool numbered = false;
    for (uint32_t n = 0; n <= columns; n++) {
        if (!acm__row_next(row, &i, &cell))
            return 0;
        numbered = n == 0 ? acm__cell_is_number(cell) : numbered;
    }
    bool own_pipe = acm__cell_trim(cell).len == 0;
    uint32_t at = (uint32_t)(cell.at - row.at);
    at = own_pipe ? at + cell.len : at - 1;
    return is_row((acm__str){row.at + at, row.len - at}, numbered, own_pipe, columns) ? at : 0;
}
