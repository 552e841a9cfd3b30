#include "support/table.h"

#include <stdio.h>
#include <stdlib.h>

/* Takes a line off a text; NULL at its end. */
static char *next_line(char **rest)
{
    char *line = *rest, *end = strchr(line, '\n');
    if (!*line)
        return NULL;
    *rest = end ? end + 1 : line + strlen(line);
    if (end)
        *end = '\0';
    return line;
}

static size_t count_fields(const char *line)
{
    size_t count = 1;
    for (; (line = strchr(line, '\t')) != NULL; line++)
        count++;
    return count;
}

static void add_row(table *t, const char *name, char *line)
{
    if (!t->columns)
        t->columns = count_fields(line);
    if (count_fields(line) != t->columns)
        fail_msg("%s: '%.60s' has %zu fields, not %zu", name, line, count_fields(line), t->columns);
    size_t first = t->rows++ * t->columns;
    t->fields = realloc(t->fields, t->rows * t->columns * sizeof *t->fields);
    assert_non_null(t->fields);
    for (size_t i = 0; i < t->columns; i++) {
        char *tab = strchr(line, '\t');
        if (tab)
            *tab = '\0';
        t->fields[first + i] = line;
        line = tab ? tab + 1 : line;
    }
}

void table_open(table *t, const char *name)
{
    char path[512];
    size_t len;
    snprintf(path, sizeof path, "%s/%s", ACM_TEST_DATA, name);
    *t = (table){.text = test_read_file(path, &len)};
    char *rest = t->text;
    for (char *line; (line = next_line(&rest)) != NULL;)
        if (*line && *line != '#')
            add_row(t, name, line);
    assert_true(t->rows > 1);
    t->rows--; /* the header */
}

void table_close(table *t)
{
    free(t->fields);
    free(t->text);
}

const char *table_column(const table *t, size_t column)
{
    return t->fields[column];
}

const char *table_cell(const table *t, size_t row, size_t column)
{
    return t->fields[(row + 1) * t->columns + column];
}

const char *table_field(const table *t, size_t row, const char *column)
{
    for (size_t i = 0; i < t->columns; i++)
        if (strcmp(table_column(t, i), column) == 0)
            return table_cell(t, row, i);
    fail_msg("no column '%s'", column);
    return NULL;
}

bool table_has_word(const char *words, const char *word)
{
    size_t len = strlen(word);
    while (*words) {
        size_t end = strcspn(words, " ");
        if (end == len && memcmp(words, word, len) == 0)
            return true;
        words += end;
        words += strspn(words, " ");
    }
    return false;
}

char *table_next_part(char **rest)
{
    char *part = *rest;
    if (!part || !*part)
        return NULL;
    char *end = strstr(part, " ; ");
    *rest = end ? end + 3 : part + strlen(part);
    if (end)
        *end = '\0';
    return part;
}
