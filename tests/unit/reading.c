#include "unit/reading.h"

acm__str reading_str(const char *text)
{
    return (acm__str){text, (uint32_t)strlen(text)};
}

void reading_begin(reading *r)
{
    memset(&r->page, 0, sizeof r->page);
    acm_allocator allocator = test_memory_init(&r->memory);
    acm__arena_init(&r->arena, &allocator);
}

void reading_end(reading *r)
{
    acm__arena_dispose(&r->arena);
    assert_int_equal(r->memory.live, 0);
}

acm_status reading_text(reading *r, acm__str text, const char *tag, const char *file,
                        acm_error *err)
{
    const acm__language *language = tag ? acm__language_find(reading_str(tag)) : NULL;
    return acm__markdown_read(&r->arena, text, language, reading_str(file), &r->page, err);
}

void reading_english(reading *r, const char *text)
{
    reading_begin(r);
    assert_ok(reading_text(r, reading_str(text), "en", "page.md", NULL));
}
