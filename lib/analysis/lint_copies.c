/* lint_copies.c - pages of a translation that were not translated. */
#include "analysis/bare.h"
#include "analysis/lint.h"
#include "analysis/prose.h"

#include <inttypes.h>
#include <stdlib.h>

enum {
    LETTERS_MIN = 120, /* of a page: less says too little */
    SENTENCE_MIN = 30, /* letters of a passage: names and labels may be the same in all languages */
    SAME_PERCENT = 80, /* of the letters in such passages */
    SCRIPT_PERCENT =
        5, /* of all letters: fewer, and the page is not in its language's own script */
    CONJUNCTIONS_MIN = 5 /* English ones, and none of the language */
};

static bool is_wide(uint32_t c)
{
    return c >= 0x3040 && c <= 0xD7FF;
}

static bool has_own_script(const acm__language *language)
{
    acm__str word = acm__vocabulary_word(language, ACM__HEADING_OVERVIEW);
    size_t i = 0;
    return word.at && is_wide(acm__utf8_next(word.at, word.len, &i));
}

/* Whether a page of a language with a script of its own hardly uses it. */
static bool lacks_script(const acm__page *p)
{
    uint64_t letters = 0, wide = 0;
    for (uint32_t i = 0; i < p->passages.count; i++) {
        acm__str text = p->passages.at[i].text;
        uint32_t c;
        for (size_t k = 0; (c = acm__utf8_next(text.at, text.len, &k)) != 0;) {
            wide += is_wide(c);
            letters += is_wide(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
        }
    }
    return letters >= LETTERS_MIN && wide * 100 < letters * SCRIPT_PERCENT;
}

static int compare(const void *a, const void *b)
{
    return acm__str_compare(*(const acm__str *)a, *(const acm__str *)b);
}

/* The longer passages of a page, bare and sorted. */
static acm__str *sentences_of(acm__lint *lint, const acm__page *p, uint32_t *count)
{
    acm__str *sentences = acm__arena_alloc(&lint->arena, p->passages.count, sizeof *sentences);
    *count = 0;
    for (uint32_t i = 0; sentences && i < p->passages.count; i++) {
        acm__str text = acm__bare(&lint->arena, p->passages.at[i].text);
        if (text.len >= SENTENCE_MIN)
            sentences[(*count)++] = text;
    }
    if (*count > 1)
        qsort(sentences, *count, sizeof *sentences, compare);
    return sentences;
}

/* Whether most of a page says just what the page says that it translates. */
static bool repeats(acm__lint *lint, const acm__page *p, const acm__page *base)
{
    uint32_t own_count, base_count;
    const acm__str *own = sentences_of(lint, p, &own_count);
    const acm__str *known = sentences_of(lint, base, &base_count);
    uint64_t letters = 0, same = 0;
    if (!own || !known || !base_count)
        return false;
    for (uint32_t i = 0; i < own_count; i++) {
        if (i && compare(&own[i - 1], &own[i]) == 0)
            continue;
        letters += own[i].len;
        if (bsearch(&own[i], known, base_count, sizeof *known, compare))
            same += own[i].len;
    }
    return letters >= LETTERS_MIN && same * 100 >= letters * SAME_PERCENT;
}

static uint32_t count_conjunctions(const acm__page *p, const acm__prose *prose)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->passages.count; i++) {
        acm__str text = p->passages.at[i].text;
        for (uint32_t at = 0; at < text.len; at++)
            count += at && text.at[at - 1] == ' ' && acm__prose_at(prose, ACM__PROSE_AND, text, at);
    }
    return count;
}

/* Whether a page in a language of Latin letters joins its words in English. */
static bool is_english(acm__lint *lint, const acm__page *p, const acm__language *language)
{
    const acm__language *english = acm__language_at(0);
    if (!language || language == english)
        return false;
    acm__prose theirs = acm__prose_of(&lint->arena, english);
    acm__prose both = acm__prose_of(&lint->arena, language);
    uint32_t count = count_conjunctions(p, &theirs);
    return count >= CONJUNCTIONS_MIN && count_conjunctions(p, &both) == count;
}

void acm__lint_copies(acm__lint *lint)
{
    const acm_playbook *playbook = lint->playbook;
    for (uint32_t page = 0; page < playbook->page_count; page++) {
        const acm__page *p = playbook->pages[page];
        const acm__language *language = acm__lint_language(lint, page);
        const acm__page *base =
            p->base == UINT32_MAX || p->base == page ? NULL : playbook->pages[p->base];
        bool copy = has_own_script(language) ? lacks_script(p)
                    : base                   ? repeats(lint, p, base)
                                             : is_english(lint, p, language);
        if (copy)
            acm__lint_fault(lint, page, ACM__RULE_UNTRANSLATED, p->title_place, "%.*s",
                            ACM__SHOWN(p->language));
    }
}
