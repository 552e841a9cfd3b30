/* source.h - the bytes of a page, the mended text that is parsed in their stead, and the way back. */
#ifndef ACM__MARKDOWN_SOURCE_H
#define ACM__MARKDOWN_SOURCE_H

#include "base/buffer.h"
#include "model/page.h"

/* From text offset `at` on, the text is the original from `original` on, or was put in before it. */
typedef struct acm__edit {
    uint32_t at, original;
    bool inserted;
    bool row; /* a table row begins here that only the repair has made one */
} acm__edit;

typedef struct acm__source {
    acm__str original;
    acm__str text; /* the Markdown part: of the original, or of the copy that holds the repairs */
    acm__buffer copy;
    struct {
        uint32_t *at; /* where each line of the original begins */
        uint32_t count, capacity;
    } lines;
    struct {
        acm__edit *at;
        uint32_t count, capacity;
    } edits; /* by offset; the first is at 0 */
    struct {
        uint32_t line, offset, column;
    } last; /* the place asked for last: most questions come in order */
} acm__source;

/* The offset in the original of an offset in the text. */
uint32_t acm__source_original(const acm__source *source, uint32_t at);

acm__place acm__source_place(acm__source *source, uint32_t original);

/* Whether the table row that begins in [at, stop) of the text was made by a repair. */
bool acm__source_mended(const acm__source *source, uint32_t at, uint32_t stop);

/* The line of the text that holds an offset, without its line end; cheap near its start. */
acm__str acm__source_line(const acm__source *source, uint32_t at);

/* As acm__source_line, but the line as it stands in the original. */
acm__str acm__source_original_line(const acm__source *source, uint32_t at);

#endif
