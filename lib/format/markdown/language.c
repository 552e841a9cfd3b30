#include "format/markdown/language.h"

#include "format/markdown/labels.h"

enum {
    LANGUAGES_MAX = 32,
    WORDS_MAX = 1000 /* enough to tell */
};

/* A page may use English words beside its own: all languages know those, so they decide nothing. */
static void count_word(acm__vocabulary_section section, acm__str word,
                       uint32_t known[LANGUAGES_MAX])
{
    const acm__language *language;
    for (size_t k = 0; k < LANGUAGES_MAX && (language = acm__language_at(k)) != NULL; k++)
        known[k] += acm__vocabulary_find(language, section, word) != ACM__KIND_NONE;
}

static bool bears_suffix(acm__str file, const acm__language *language)
{
    return acm__stem(language, file).len < acm__stem(NULL, file).len;
}

const acm__language *acm__language_detect(acm__reader *reader, acm__str file)
{
    const acm__language *language;
    uint32_t known[LANGUAGES_MAX] = {0}, words = 0;
    for (uint32_t i = 0; i < reader->blocks.list.count && words < WORDS_MAX; i++) {
        const acm__block *block = &reader->blocks.list.at[i];
        bool heading = block->kind == ACM__MD_HEADING;
        if (!heading && block->kind != ACM__MD_PARAGRAPH)
            continue;
        acm__str word = heading ? acm__reader_plain(reader, &reader->scratch, block)
                                : acm__label_head(reader, i);
        words += word.len > 0;
        count_word(heading ? ACM__HEADING : ACM__LABEL, word, known);
    }
    size_t best = 0;
    for (size_t k = 1; k < LANGUAGES_MAX && (language = acm__language_at(k)) != NULL; k++)
        if (known[k] > known[best] || (known[k] == known[best] && bears_suffix(file, language)))
            best = k;
    return acm__language_at(best);
}
