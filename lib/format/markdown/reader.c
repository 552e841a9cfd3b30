#include "format/markdown/reader.h"

enum {
    QUOTED_MAX = 60 /* characters */
};

void acm__reader_fault(acm__reader *reader, acm__rule rule, uint32_t original, acm__str detail)
{
    acm__place place = acm__source_place(&reader->source, original);
    acm__faults_copy(reader->arena, &reader->page->faults, rule, place, detail);
}

void acm__reader_text_fault(acm__reader *reader, acm__rule rule, uint32_t at, acm__str detail)
{
    uint32_t original = acm__source_original(&reader->source, at);
    acm__reader_fault(reader, rule, original, detail);
}

acm__str acm__reader_quote(acm__str text)
{
    uint32_t count = 0;
    size_t i = 0;
    while (i < text.len && count++ < QUOTED_MAX)
        acm__utf8_next(text.at, text.len, &i);
    return (acm__str){text.at, (uint32_t)i};
}

acm__place acm__reader_place(acm__reader *reader, uint32_t at)
{
    return acm__source_place(&reader->source, acm__source_original(&reader->source, at));
}

acm__str acm__reader_plain(acm__reader *reader, acm__arena *arena, const acm__block *block)
{
    acm__str text = acm__plain(arena, reader->blocks.raw.at + block->raw, block->raw_len);
    return text.at ? text : (acm__str){"", 0};
}
