#include "format/markdown/source.h"

#include <string.h>

/* The last edit at or before an offset; there is one at 0. */
static uint32_t edit_before(const acm__source *source, uint32_t at)
{
    uint32_t low = 0, high = source->edits.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->edits.at[middle].at <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

uint32_t acm__source_original(const acm__source *source, uint32_t at)
{
    const acm__edit *edit = &source->edits.at[edit_before(source, at)];
    return edit->inserted ? edit->original : edit->original + (at - edit->at);
}

static uint32_t line_of(const acm__source *source, uint32_t original)
{
    uint32_t low = 0, high = source->lines.count;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->lines.at[middle] <= original)
            low = middle;
        else
            high = middle;
    }
    return low;
}

acm__place acm__source_place(acm__source *source, uint32_t original)
{
    if (source->lines.count == 0)
        return (acm__place){1, 1, 0}; /* memory is out */
    uint32_t line = line_of(source, original);
    uint32_t from = source->lines.at[line], column = 1;
    if (source->last.line == line + 1 && source->last.offset <= original) {
        from = source->last.offset;
        column = source->last.column;
    }
    if (original > from)
        column += acm__utf8_count(source->original.at + from, original - from);
    source->last.line = line + 1;
    source->last.offset = original;
    source->last.column = column;
    return (acm__place){line + 1, column, original};
}

bool acm__source_mended(const acm__source *source, uint32_t at, uint32_t stop)
{
    uint32_t i = edit_before(source, at);
    for (; i < source->edits.count && source->edits.at[i].at < stop; i++)
        if (source->edits.at[i].row && source->edits.at[i].at >= at)
            return true;
    return false;
}

acm__str acm__source_line(const acm__source *source, uint32_t at)
{
    const char *text = source->text.at;
    uint32_t start = at, stop = source->text.len;
    while (start > 0 && text[start - 1] != '\n' && text[start - 1] != '\r')
        start--;
    const char *feed = memchr(text + at, '\n', stop - at);
    stop = feed ? (uint32_t)(feed - text) : stop;
    const char *end = memchr(text + at, '\r', stop - at);
    stop = end ? (uint32_t)(end - text) : stop;
    return (acm__str){text + start, stop - start};
}
