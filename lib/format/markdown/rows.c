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
    for (uint32_t i = 0; i < cell.len; i++)
        if (cell.at[i] < '0' || cell.at[i] > '9')
            return false;
    return cell.len > 0;
}

bool acm__row_has_doubled_pipe(acm__str line)
{
    const char *at = line.at, *end = line.at + line.len;
    while (at < end && (at = memchr(at, '|', (size_t)(end - at))) != NULL) {
        if (at + 1 < end && at[1] == '|')
            return true;
        at++;
    }
    return false;
}
