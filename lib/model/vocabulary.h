/*
 * vocabulary.h - the words that pages use for headings, labels, columns, roles, services, ...: data, one file
 * a language in vocabulary/ (see lib/README.md on how to add one).
 */
#ifndef ACM__VOCABULARY_H
#define ACM__VOCABULARY_H

#include "base/str.h"

typedef enum acm__vocabulary_section {
    ACM__HEADING,
    ACM__LABEL,
    ACM__BLOCK,
    ACM__TASK_COLUMN,
    ACM__FLAG,
    ACM__REVISION_COLUMN,
    ACM__PHASE,
    ACM__MOTION,
    ACM__ROLE,
    ACM__SERVICE,
    ACM__STEM_SUFFIX,
    ACM__OPTIONAL_MARKER,
    ACM__RESTRICTED_MARKER,
    ACM__NONE,
    ACM__PROSE, /* words that running text is searched for */
    ACM__SECTION_COUNT
} acm__vocabulary_section;

/* ACM__HEADING_OVERVIEW, ACM__LABEL_PHASE, ACM__ROLE_FASTTRACK_MANAGER, ...: unique over all sections, from 1. */
enum acm__kind {
    ACM__KIND_NONE = 0,
#define ACM__KIND(section, kind, key) ACM__##section##_##kind,
#include "model/vocabulary/kinds.def"
#undef ACM__KIND
    ACM__KIND_COUNT
};

typedef struct acm__language acm__language;

/* The language of a tag, NULL if it is not known; case does not matter. */
const acm__language *acm__language_find(acm__str tag);

/* The language that a caller asks for by tag; ACM_E_NOTFOUND and NULL if it is not known. */
acm_status acm__language_asked(const char *tag, const acm__language **language, acm_error *err);

/* The index-th language, English first; NULL past the last. */
const acm__language *acm__language_at(size_t index);

const char *acm__language_tag(const acm__language *language);

/*
 * The kind of a plain name in a section, by the words of `own` (may be NULL), then by the English ones; white
 * space and colons or full stops at its end do not count. ACM__KIND_NONE if there is none.
 */
int32_t acm__vocabulary_find(const acm__language *own, acm__vocabulary_section section,
                             acm__str name);

/* As acm__vocabulary_find, but by the words of every language. */
int32_t acm__vocabulary_find_any(acm__vocabulary_section section, acm__str name);

/*
 * The longest word of a section with which `text` begins (own language, then English): its bytes in text and
 * its kind. 0 if there is none.
 */
uint32_t acm__vocabulary_head(const acm__language *own, acm__vocabulary_section section,
                              acm__str text, int32_t *kind);

/* The word by which a language calls a kind; at = NULL if it has none. */
acm__str acm__vocabulary_word(const acm__language *language, int32_t kind);

/* The canonical key of a kind, such as "fasttrack_manager"; NULL for ACM__KIND_NONE. */
const char *acm__vocabulary_key(int32_t kind);

/* The kind with a canonical key in a section; ACM__KIND_NONE if there is none. */
int32_t acm__vocabulary_by_key(acm__vocabulary_section section, acm__str key);

/* A file's name without extension and without the language's suffix (NULL: any suffix stays). A slice of it. */
acm__str acm__stem(const acm__language *language, acm__str file);

/*
 * The words of one language in one section, in the order of its file, for readers that try them one by one.
 * index counts from 0; at = NULL past the last.
 */
acm__str acm__vocabulary_at(const acm__language *language, acm__vocabulary_section section,
                            size_t index, int32_t *kind);

#endif
