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

/* Most questions come in order: the search begins at the line of the last one. */
static uint32_t line_of(const acm__source *source, uint32_t original)
{
    const uint32_t *lines = source->lines.at;
    uint32_t low = source->last.line ? source->last.line - 1 : 0, high = source->lines.count;
    uint32_t step = 1;
    if (lines[low] > original) {
        high = low;
        low = 0;
    }
    for (; high - low > step && lines[low + step] <= original; step *= 2)
        low += step;
    if (high - low > step)
        high = low + step;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (lines[middle] <= original)
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

/* The line of a text that holds an offset. */
static acm__str line_at(acm__str text, uint32_t at)
{
    uint32_t start = at, stop = text.len;
    while (start > 0 && text.at[start - 1] != '\n' && text.at[start - 1] != '\r')
        start--;
    const char *feed = memchr(text.at + at, '\n', stop - at);
    stop = feed ? (uint32_t)(feed - text.at) : stop;
    const char *end = memchr(text.at + at, '\r', stop - at);
    stop = end ? (uint32_t)(end - text.at) : stop;
    return (acm__str){text.at + start, stop - start};
}

acm__str acm__source_line(const acm__source *source, uint32_t at)
{
    return line_at(source->text, at);
}

acm__str acm__source_original_line(const acm__source *source, uint32_t at)
{
    return line_at(source->original, acm__source_original(source, at));
}
