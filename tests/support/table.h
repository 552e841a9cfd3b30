/* table.h - tables of tests/data, one row a line, fields between tabs; a line that begins with '#' is a remark. */
#ifndef SUPPORT_TABLE_H
#define SUPPORT_TABLE_H

#include "support/test.h"

typedef struct table {
    char *text;
    char **fields; /* those of the header first */
    size_t rows, columns;
} table;

/* Reads `name` below tests/data; fails the test if a row is not as long as the header. */
void table_open(table *t, const char *name);
void table_close(table *t);

/* A field of a row, by the name of its column; fails the test if there is no such column. */
const char *table_field(const table *t, size_t row, const char *column);

const char *table_column(const table *t, size_t column);
const char *table_cell(const table *t, size_t row, size_t column);

/* Whether one of the words of a text, with blanks between them, is this one. */
bool table_has_word(const char *words, const char *word);

/* Takes the next part off a text and leaves the rest; parts have " ; " between them. NULL when nothing is left. */
char *table_next_part(char **rest);

#endif
