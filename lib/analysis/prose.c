#include "analysis/prose.h"

#include "model/page.h"

/* Letters and digits of scripts that set blanks between words. */
static bool is_word_char(uint32_t c)
{
    return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
           (c >= 0xC0 && c < 0x2000);
}

static uint32_t char_before(acm__str text, uint32_t at)
{
    size_t start = at;
    while (start > 0 && ((unsigned char)text.at[--start] & 0xC0) == 0x80)
        ;
    return at ? acm__utf8_next(text.at, text.len, &start) : 0;
}

static uint32_t char_at(acm__str text, uint32_t at)
{
    size_t i = at;
    return acm__utf8_next(text.at, text.len, &i);
}

/* Whether an offset lies within a word. */
static bool splits_word(acm__str text, uint32_t at)
{
    return is_word_char(char_before(text, at)) && is_word_char(char_at(text, at));
}

/* Bytes of `word` if it stands at an offset where one can begin, else 0. */
static uint32_t matches(acm__str text, uint32_t at, acm__str word)
{
    uint32_t bytes = acm__name_head((acm__str){text.at + at, text.len - at}, word);
    return bytes && !splits_word(text, at + bytes) ? bytes : 0;
}

static void add_words(acm__prose *prose, acm__arena *arena, const acm__language *language)
{
    acm__str word;
    int32_t kind;
    for (size_t i = 0; (word = acm__vocabulary_at(language, ACM__PROSE, i, &kind)).at; i++) {
        acm__prose_word *added = acm__list_push(arena, prose);
        if (added)
            *added = (acm__prose_word){word, kind};
    }
}

acm__prose acm__prose_of(acm__arena *arena, const acm__language *language)
{
    const acm__language *english = acm__language_at(0);
    acm__prose prose = {NULL, 0, 0};
    add_words(&prose, arena, english);
    if (language && language != english)
        add_words(&prose, arena, language);
    return prose;
}

uint32_t acm__prose_at(const acm__prose *prose, int32_t kind, acm__str text, uint32_t at)
{
    uint32_t longest = 0;
    if (splits_word(text, at))
        return 0;
    for (uint32_t i = 0; i < prose->count; i++) {
        uint32_t bytes = prose->at[i].kind == kind ? matches(text, at, prose->at[i].text) : 0;
        longest = bytes > longest ? bytes : longest;
    }
    return longest;
}

uint32_t acm__prose_tail(const acm__prose *prose, int32_t kind, acm__str text)
{
    uint32_t longest = 0;
    for (uint32_t i = 0; i < prose->count; i++) {
        acm__str word = prose->at[i].text;
        if (prose->at[i].kind == kind && word.len > longest && word.len <= text.len &&
            !splits_word(text, text.len - word.len) &&
            matches(text, text.len - word.len, word) == word.len)
            longest = word.len;
    }
    return longest;
}

uint32_t acm__prose_find(const acm__prose *prose, int32_t kind, acm__str text)
{
    for (uint32_t at = 0; at < text.len; at++) {
        bool starts = ((unsigned char)text.at[at] & 0xC0) != 0x80;
        if (starts && acm__prose_at(prose, kind, text, at))
            return at;
    }
    return text.len;
}
