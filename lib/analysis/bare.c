#include "analysis/bare.h"

#include <utf8proc.h>

/* Letters, marks and digits. */
static bool counts(uint32_t c)
{
    if (c < 0x80)
        return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

static uint32_t lower(uint32_t c)
{
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
}

acm__str acm__bare_without(acm__arena *arena, acm__str text, const acm__prose *prose, int32_t kind,
                           uint32_t *dropped)
{
    utf8proc_uint8_t *out = acm__arena_alloc(arena, (size_t)text.len * 2 + 4, 1);
    size_t len = 0, i = 0;
    *dropped = 0;
    while (out && i < text.len) {
        uint32_t word = acm__prose_at(prose, kind, text, (uint32_t)i);
        *dropped += word > 0;
        i += word;
        uint32_t c = word ? 0 : acm__utf8_next(text.at, text.len, &i);
        if (c && counts(c))
            len += (size_t)utf8proc_encode_char((utf8proc_int32_t)lower(c), out + len);
    }
    return (acm__str){out ? (const char *)out : "", (uint32_t)len};
}

acm__str acm__bare(acm__arena *arena, acm__str text)
{
    static const acm__prose no_words;
    uint32_t dropped;
    return acm__bare_without(arena, text, &no_words, ACM__KIND_NONE, &dropped);
}
