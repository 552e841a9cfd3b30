#include "model/vocabulary.h"

#include "base/error.h"

#include <string.h>

typedef struct word {
    uint8_t section;
    uint8_t kind;
    uint16_t len;
    uint16_t at; /* in the texts of its language */
} word;

struct acm__language {
    const char *tag;
    const char *texts;
    const word *words; /* in the order of the sections and their kinds */
    size_t count;
};

#define ACM__GLUE_NOW(a, b) a##b
#define ACM__GLUE(a, b)     ACM__GLUE_NOW(a, b)

/* Without Markdown only the names of terms are needed. */
#ifdef ACM_WITH_MARKDOWN
#define ACM__ON_PAGES(...) __VA_ARGS__
#else
#define ACM__ON_PAGES(...)
#endif
#define ACM__IN_HEADING(...)           ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_LABEL(...)             ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_BLOCK(...)             ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_TASK_COLUMN(...)       ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_FLAG(...)              ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_REVISION_COLUMN(...)   ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_PHASE(...)             __VA_ARGS__
#define ACM__IN_MOTION(...)            __VA_ARGS__
#define ACM__IN_ROLE(...)              __VA_ARGS__
#define ACM__IN_SERVICE(...)           __VA_ARGS__
#define ACM__IN_STEM_SUFFIX(...)       ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_OPTIONAL_MARKER(...)   ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_RESTRICTED_MARKER(...) ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_NONE(...)              ACM__ON_PAGES(__VA_ARGS__)
#define ACM__IN_PROSE(...)             ACM__ON_PAGES(__VA_ARGS__)

/* Made by CMake from the folder: the tables of each language, and ACM__LANGUAGES, English first. */
#include "languages.inc"

#define ACM__LANGUAGE(name, tag)                                                                   \
    {tag, (const char *)&texts_##name, words_##name, sizeof words_##name / sizeof words_##name[0]},
static const acm__language languages[] = {ACM__LANGUAGES};
#undef ACM__LANGUAGE

enum {
    LANGUAGE_COUNT = sizeof languages / sizeof languages[0]
};

/* Canonical keys, one block that needs no relocations, and where each kind's begins. */
static const struct keys {
    char none[1];
#define ACM__KIND(section, kind, key) char section##_##kind[sizeof(key)];
#include "model/vocabulary/kinds.def"
#undef ACM__KIND
} keys = {
    "",
#define ACM__KIND(section, kind, key) key,
#include "model/vocabulary/kinds.def"
#undef ACM__KIND
};

static const struct {
    uint16_t section, key;
} kinds[ACM__KIND_COUNT] = {
    {ACM__SECTION_COUNT, 0},
#define ACM__KIND(section, kind, key) {ACM__##section, offsetof(struct keys, section##_##kind)},
#include "model/vocabulary/kinds.def"
#undef ACM__KIND
};

static acm__str text_of(const acm__language *language, const word *w)
{
    return (acm__str){language->texts + w->at, w->len};
}

const acm__language *acm__language_at(size_t index)
{
    return index < LANGUAGE_COUNT ? &languages[index] : NULL;
}

const acm__language *acm__language_find(acm__str tag)
{
    for (size_t i = 0; i < LANGUAGE_COUNT; i++) {
        acm__str known = {languages[i].tag, (uint32_t)strlen(languages[i].tag)};
        if (tag.len == known.len && acm__name_equal(tag, known))
            return &languages[i];
    }
    return NULL;
}

acm_status acm__language_asked(const char *tag, const acm__language **language, acm_error *err)
{
    acm__str text = {tag, (uint32_t)strlen(tag)};
    *language = acm__utf8_check(tag, text.len) < text.len ? NULL : acm__language_find(text);
    if (*language)
        return ACM_OK;
    return acm__error(err, ACM_E_NOTFOUND, "unknown language '%.*s'", ACM__SHOWN(text));
}

const char *acm__language_tag(const acm__language *language)
{
    return language ? language->tag : NULL;
}

/* The words of one section. */
typedef struct words {
    const word *at, *end;
} words;

/* The first word that is not before a section. */
static const word *find_section(const acm__language *language, uint32_t section)
{
    size_t low = 0, high = language->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (language->words[middle].section < section)
            low = middle + 1;
        else
            high = middle;
    }
    return language->words + low;
}

/* None for no language. */
static words words_of(const acm__language *language, acm__vocabulary_section section)
{
    if (!language)
        return (words){NULL, NULL};
    return (words){find_section(language, (uint32_t)section),
                   find_section(language, (uint32_t)section + 1)};
}

static bool is_cjk(unsigned char lead)
{
    return lead >= 0xE3 && lead <= 0xE9; /* U+3000 to U+9FFF: no case, and none folds to them */
}

/* Whether names that begin with these bytes may be equal: it costs little and refuses most. */
static bool may_be_equal(unsigned char a, unsigned char b)
{
    if (((a | b) & 0x80) == 0)
        return (a | 0x20) == (b | 0x20);
    return a == b || !(is_cjk(a) || is_cjk(b));
}

static int32_t find_in(const acm__language *language, acm__vocabulary_section section,
                       acm__str name)
{
    words all = words_of(language, section);
    for (const word *w = all.at; w < all.end; w++)
        if (may_be_equal((unsigned char)language->texts[w->at], (unsigned char)name.at[0]) &&
            acm__name_equal(text_of(language, w), name))
            return w->kind;
    return ACM__KIND_NONE;
}

int32_t acm__vocabulary_find(const acm__language *own, acm__vocabulary_section section,
                             acm__str name)
{
    name = acm__name_trim(name);
    if (!name.len)
        return ACM__KIND_NONE;
    int32_t kind = find_in(own, section, name);
    return kind || own == &languages[0] ? kind : find_in(&languages[0], section, name);
}

int32_t acm__vocabulary_find_any(acm__vocabulary_section section, acm__str name)
{
    int32_t kind = ACM__KIND_NONE;
    name = acm__name_trim(name);
    for (size_t i = 0; name.len && !kind && i < LANGUAGE_COUNT; i++)
        kind = find_in(&languages[i], section, name);
    return kind;
}

static uint32_t head_in(const acm__language *language, acm__vocabulary_section section,
                        acm__str text, int32_t *kind)
{
    uint32_t longest = 0;
    words all = words_of(language, section);
    for (const word *w = all.at; w < all.end; w++) {
        uint32_t bytes = acm__name_head(text, text_of(language, w));
        if (bytes > longest) {
            longest = bytes;
            *kind = w->kind;
        }
    }
    return longest;
}

uint32_t acm__vocabulary_head(const acm__language *own, acm__vocabulary_section section,
                              acm__str text, int32_t *kind)
{
    *kind = ACM__KIND_NONE;
    uint32_t bytes = head_in(own, section, text, kind);
    return bytes || own == &languages[0] ? bytes : head_in(&languages[0], section, text, kind);
}

acm__str acm__vocabulary_word(const acm__language *language, int32_t kind)
{
    if (kind <= 0 || kind >= ACM__KIND_COUNT)
        return (acm__str){NULL, 0};
    size_t low = 0, high = language ? language->count : 0, end = high;
    while (low < high) { /* the first of its variants */
        size_t middle = (low + high) / 2;
        if (language->words[middle].kind < kind)
            low = middle + 1;
        else
            high = middle;
    }
    return low < end && language->words[low].kind == kind ? text_of(language, &language->words[low])
                                                          : (acm__str){NULL, 0};
}

const char *acm__vocabulary_key(int32_t kind)
{
    return kind > 0 && kind < ACM__KIND_COUNT ? (const char *)&keys + kinds[kind].key : NULL;
}

int32_t acm__vocabulary_by_key(acm__vocabulary_section section, acm__str key)
{
    for (int32_t kind = 1; kind < ACM__KIND_COUNT; kind++)
        if (kinds[kind].section == section && strlen(acm__vocabulary_key(kind)) == key.len &&
            memcmp(acm__vocabulary_key(kind), key.at, key.len) == 0)
            return kind;
    return ACM__KIND_NONE;
}

acm__str acm__vocabulary_at(const acm__language *language, acm__vocabulary_section section,
                            size_t index, int32_t *kind)
{
    words all = words_of(language, section);
    bool found = index < (size_t)(all.end - all.at);
    *kind = found ? all.at[index].kind : ACM__KIND_NONE;
    return found ? text_of(language, &all.at[index]) : (acm__str){NULL, 0};
}

/* The language suffix that a stem ends with, 0 if it ends with none. */
static uint32_t suffix_length(const acm__language *language, acm__str stem)
{
    acm__str suffix;
    int32_t kind;
    for (size_t n = 0; (suffix = acm__vocabulary_at(language, ACM__STEM_SUFFIX, n, &kind)).at;
         n++) {
        acm__str tail = {stem.at + stem.len - suffix.len, suffix.len};
        if (stem.len > suffix.len && acm__name_equal(tail, suffix))
            return suffix.len;
    }
    return 0;
}

acm__str acm__stem(const acm__language *language, acm__str file)
{
    acm__str stem = file;
    while (stem.len && stem.at[stem.len - 1] != '.')
        stem.len--;
    stem.len = stem.len > 1 ? stem.len - 1 : file.len;
    if (language)
        stem.len -= suffix_length(language, stem);
    return stem;
}
