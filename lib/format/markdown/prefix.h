/* prefix.h - what stands before the content of a line: indentation, quote and list markers; and code fences. */
#ifndef ACM__MARKDOWN_PREFIX_H
#define ACM__MARKDOWN_PREFIX_H

#include "base/str.h"

/* Offsets are in the text, columns count from 0 with tab stops of 4. */
typedef struct acm__prefix {
    uint32_t content; /* offset of the first character of the content; the end of a blank line */
    uint32_t excess;  /* offset of the first marker that is nested too deeply; content if none is */
    uint32_t first;   /* column of the first list marker, of the content if there is none */
    uint32_t column;  /* column of the content */
    uint32_t indent;  /* columns from the last quote marker to the content, within reason */
    uint32_t item;    /* column of what the last list marker holds */
    uint32_t quotes;  /* quote markers, those that are not in excess */
    bool marker;      /* a list item begins on the line */
} acm__prefix;

void acm__prefix_read(const char *text, uint32_t at, uint32_t stop, acm__prefix *prefix);

/* Columns of the content of the outermost and innermost list item that is open; 0 = none. */
typedef struct acm__container {
    uint32_t outer, inner;
} acm__container;

void acm__container_enter(acm__container *list, const acm__prefix *prefix, bool after_blank);

/* Whether the line is indented as code is. */
bool acm__prefix_is_code(const acm__prefix *prefix, const acm__container *list);

/* Whether the line is a heading behind number signs. */
bool acm__prefix_is_heading(const char *text, uint32_t stop, const acm__prefix *prefix,
                            const acm__container *list);

/* A code fence; length 0 = none is open. */
typedef struct acm__fence {
    char mark;
    uint32_t length;
    uint32_t quotes, item; /* of the containers around it */
} acm__fence;

/* Whether the line opens a fence. */
bool acm__fence_begin(acm__fence *fence, const char *text, uint32_t stop, const acm__prefix *prefix,
                      const acm__container *list);

/* Whether the line belongs to the open fence; its last line closes it. */
bool acm__fence_holds(acm__fence *fence, const char *text, uint32_t stop,
                      const acm__prefix *prefix);

#endif
