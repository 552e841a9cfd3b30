/*
 * writer.h - JSON as it comes, piece by piece, without memory of its own. Compact, or indented by two blanks; then
 * a container may stand on one line. Texts are UTF-8 as they are, only what must be escaped is; the sink
 * gets whole code points.
 */
#ifndef ACM__JSON_WRITER_H
#define ACM__JSON_WRITER_H

#include "base/output.h"

typedef struct acm__json_writer {
    acm__output out;
    bool indent;
    bool empty; /* the innermost container, so far */
    uint32_t depth;
    uint32_t on_line; /* depth of the outermost container that stands on one line, 0 = none */
} acm__json_writer;

typedef enum acm__json_layout {
    ACM__JSON_LINES, /* a line for each value, if indented */
    ACM__JSON_LINE
} acm__json_layout;

/* `key` is NULL for elements of lists and the outermost value. Containers open with '{' or '[' and close with '}' or ']'. */
void acm__json_open(acm__json_writer *w, const char *key, char bracket, acm__json_layout layout);
void acm__json_close(acm__json_writer *w, char bracket);
void acm__json_put(acm__json_writer *w, const char *key, acm__str text);
void acm__json_put_integer(acm__json_writer *w, const char *key, int64_t value);
void acm__json_put_true(acm__json_writer *w, const char *key);

/* Ends the line and hands over what is left. ACM_OK, or ACM_E_CALLBACK with what the sink returned. */
acm_status acm__json_end(acm__json_writer *w, acm_error *err);

#endif
