#include "analysis/prose.h"

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

/* Bytes of `word` if it stands at an offset, else 0. */
static uint32_t matches(acm__str text, uint32_t at, acm__str word)
{
    uint32_t bytes = acm__name_head((acm__str){text.at + at, text.len - at}, word);
    return bytes && !splits_word(text, at) && !splits_word(text, at + bytes) ? bytes : 0;
}

/* The words of a kind one by one: those of the language, then the English ones; at = NULL at the end. */
typedef struct words {
    const acm__language *language;
    int32_t kind;
    size_t i;
} words;

static acm__str next_word(words *w)
{
    const acm__language *english = acm__language_at(0);
    for (;;) {
        int32_t kind;
        acm__str word = acm__vocabulary_at(w->language, ACM__PROSE, w->i++, &kind);
        if (word.at && kind == w->kind)
            return word;
        if (!word.at && w->language == english)
            return word;
        if (!word.at)
            *w = (words){english, w->kind, 0};
    }
}

uint32_t acm__prose_word_at(const acm__language *language, int32_t kind, acm__str text, uint32_t at)
{
    words w = {language, kind, 0};
    uint32_t longest = 0;
    for (acm__str word; (word = next_word(&w)).at;) {
        uint32_t bytes = matches(text, at, word);
        longest = bytes > longest ? bytes : longest;
    }
    return longest;
}

uint32_t acm__prose_tail(const acm__language *language, int32_t kind, acm__str text)
{
    words w = {language, kind, 0};
    uint32_t longest = 0;
    for (acm__str word; (word = next_word(&w)).at;)
        if (word.len > longest && word.len <= text.len &&
            matches(text, text.len - word.len, word) == word.len)
            longest = word.len;
    return longest;
}

uint32_t acm__prose_find(const acm__language *language, int32_t kind, acm__str text)
{
    for (uint32_t at = 0; at < text.len; at++) {
        bool starts = ((unsigned char)text.at[at] & 0xC0) != 0x80;
        if (starts && acm__prose_word_at(language, kind, text, at))
            return at;
    }
    return text.len;
}
