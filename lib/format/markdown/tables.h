/* tables.h - what tables hold: tasks and revisions, told by their headers. */
#ifndef ACM__MARKDOWN_TABLES_H
#define ACM__MARKDOWN_TABLES_H

#include "format/markdown/reader.h"

/*
 * Reads the table at block i: rows of a task table into `tasks`, those of a refresh summary into the page's
 * revisions.
 */
void acm__table_read(acm__reader *reader, uint32_t i, acm__tasks *tasks);

#endif
