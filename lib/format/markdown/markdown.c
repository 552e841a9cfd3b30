#include "format/markdown/markdown.h"

#include "base/error.h"
#include "format/markdown/emphasis.h"
#include "format/markdown/front_matter.h"
#include "format/markdown/language.h"
#include "format/markdown/lines.h"
#include "format/markdown/passages.h"
#include "format/markdown/sections.h"

#include <stdlib.h>
#include <string.h>

static void name_page(acm__reader *reader, acm__str file)
{
    acm__page *page = reader->page;
    const char *tag = acm__language_tag(reader->words.language);
    page->language = (acm__str){tag, (uint32_t)strlen(tag)};
    page->file = acm__str_copy(reader->arena, file.at, file.len);
    acm__str stem = acm__stem(reader->words.language, file);
    page->stem = acm__str_copy(reader->arena, stem.at, stem.len);
}

static void read_links(acm__reader *reader)
{
    const acm__blocks *blocks = &reader->blocks;
    for (uint32_t i = 0; i < blocks->links.count; i++) {
        const acm__block_link *from = &blocks->links.at[i];
        acm__link *link = acm__list_push(reader->arena, &reader->page->links);
        if (!link)
            return;
        link->text = acm__plain(reader->arena, blocks->raw.at + from->raw, from->raw_len);
        link->url = acm__str_copy(reader->arena, from->url.at, from->url.len);
        link->place = acm__reader_place(reader, from->at);
    }
}

static int compare_faults(const void *a, const void *b)
{
    const acm__fault *x = a, *y = b;
    if (x->place.offset != y->place.offset)
        return x->place.offset < y->place.offset ? -1 : 1;
    return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static void sort_faults(acm__page *page)
{
    if (page->faults.count > 1)
        qsort(page->faults.at, page->faults.count, sizeof *page->faults.at, compare_faults);
}

static void read_parts(acm__reader *reader, const acm__language *language, acm__str file)
{
    reader->words.language = language ? language : acm__language_detect(reader, file);
    if (reader->blocks.too_deep)
        acm__reader_text_fault(reader, ACM__RULE_TOO_DEEP, reader->blocks.too_deep_at,
                               ACM__STR("lists nested too deeply"));
    acm__emphasis_read(reader);
    read_links(reader);
    acm__passages_read(reader);
    acm__sections_read(reader);
    if (!reader->page->title.at)
        acm__reader_fault(reader, ACM__RULE_NO_TITLE, 0, ACM__STR(""));
}

static acm_status read_page(acm__reader *reader, acm__str bytes, const acm__language *language,
                            acm__str file, acm_error *err)
{
    uint32_t start = 0;
    while (bytes.len - start >= 3 && memcmp(bytes.at + start, "\xEF\xBB\xBF", 3) == 0)
        start += 3;
    acm__front_matter matter = acm__front_matter_find(bytes, start);
    reader->source.original = bytes;
    acm__lines_read(reader, start, matter.body);
    if (reader->scratch.failed || reader->source.copy.failed)
        return acm__nomem(err);
    if (start)
        acm__reader_fault(reader, ACM__RULE_BOM, 0, ACM__STR(""));
    acm_status status = acm__front_matter_read(reader, &matter, err);
    if (!status)
        status = acm__blocks_read(&reader->blocks, &reader->scratch, reader->source.text, err);
    if (!status)
        read_parts(reader, language, file);
    return status;
}

acm_status acm__markdown_read(acm__arena *arena, acm__str bytes, const acm__language *language,
                              acm__str file, acm__page *page, acm_error *err)
{
    acm__reader reader = {.arena = arena, .page = page};
    acm__arena_init(&reader.scratch, &arena->allocator);
    reader.source.copy.allocator = &reader.scratch.allocator;
    reader.blocks.raw.allocator = &reader.scratch.allocator;
    reader.label_text.allocator = &reader.scratch.allocator;
    acm_status status = read_page(&reader, bytes, language, file, err);
    if (!status) {
        name_page(&reader, file);
        sort_faults(page);
    }
    if (!status && (arena->failed || reader.scratch.failed || reader.label_text.failed))
        status = acm__nomem(err);
    acm__buffer_dispose(&reader.source.copy);
    acm__buffer_dispose(&reader.blocks.raw);
    acm__buffer_dispose(&reader.label_text);
    acm__arena_dispose(&reader.scratch);
    return status;
}
