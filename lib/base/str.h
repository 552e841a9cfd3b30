/* str.h - text slices, UTF-8, and names compared after normalisation and case folding. */
#ifndef ACM__STR_H
#define ACM__STR_H

#include "base/mem.h"

#include <string.h>

/* A slice; where it owns its bytes (arena copies) a NUL stands behind them. */
typedef struct acm__str {
    const char *at;
    uint32_t len;
} acm__str;

#define ACM__STR(literal) ((acm__str){("" literal), sizeof(literal) - 1})

enum {
    ACM__SHOWN_MAX = 160 /* bytes */
};

/* A text as the arguments of "%.*s", cut to what a message shows. */
#define ACM__SHOWN(text)                                                                           \
    (int)acm__utf8_cut((text).at, (text).len < ACM__SHOWN_MAX ? (text).len : ACM__SHOWN_MAX),      \
        (text).at

/* Takes apart what a caller gave: ACM_NTS becomes strlen, NULL with 0 is empty. False for NULL with a length, or over 4 GiB. */
bool acm__str_from(const char *text, size_t len, acm__str *out);

/* Takes the next part of a list; false at the end. `_next` leaves blanks around it out. */
bool acm__str_take(acm__str *list, char separator, acm__str *part);
bool acm__str_next(acm__str *list, char separator, acm__str *part);

bool acm__str_equal(acm__str a, acm__str b);

/* Order by bytes. */
int acm__str_compare(acm__str a, acm__str b);

/*
 * Copies a short text. Compilers that know an upper limit of its length make a string instruction of memcpy,
 * which takes longer to start than most names take to copy.
 */
static inline void acm__copy_short(char *to, const char *from, size_t len)
{
    if (len >= 8) {
        for (size_t i = 0; i + 8 < len; i += 8)
            memcpy(to + i, from + i, 8);
        memcpy(to + len - 8, from + len - 8, 8);
    } else if (len >= 4) {
        memcpy(to, from, 4);
        memcpy(to + len - 4, from + len - 4, 4);
    } else if (len) {
        to[0] = from[0];
        to[len / 2] = from[len / 2];
        to[len - 1] = from[len - 1];
    }
}

/* Copies with a NUL behind. at = NULL when memory is out. */
acm__str acm__str_copy(acm__arena *arena, const char *at, size_t len);

/* Index of the first byte that is not UTF-8 (or is NUL), len if all is well. */
size_t acm__utf8_check(const char *at, size_t len);

/* Largest length <= len that cuts no code point of valid UTF-8 in two. */
size_t acm__utf8_cut(const char *at, size_t len);

/* Decodes one code point of valid UTF-8 at *i and moves on; 0 at the end. */
uint32_t acm__utf8_next(const char *at, size_t len, size_t *i);

/* Number of code points in valid UTF-8. */
uint32_t acm__utf8_count(const char *at, size_t len);

/* Cells that valid UTF-8 takes up where characters are drawn: two for each wide one of East Asian scripts. */
uint32_t acm__utf8_width(const char *at, size_t len);

/*
 * Makes text plain, as the outline shows it: zero-width characters go, each run of white space becomes one
 * blank, ends are trimmed, the rest is NFC. Result in the arena, NUL behind; at = NULL when memory is out.
 */
acm__str acm__plain(acm__arena *arena, const char *at, size_t len);

/* Cuts white space and the given trailing marks (':' full-width ':' '.') as names are compared. */
acm__str acm__name_trim(acm__str name);

/* Whether two plain (NFC) names are equal without regard to case. */
bool acm__name_equal(acm__str a, acm__str b);

/* Whether two language tags, NUL-terminated, are equal as names are: quick for those that are ASCII. */
bool acm__tag_equal(const char *a, const char *b);

/* If `text` begins with the plain name `head` (case ignored): its bytes in text, else 0. */
uint32_t acm__name_head(acm__str text, acm__str head);

/* A hash that agrees with acm__name_equal. */
uint32_t acm__name_hash(acm__str name);
uint32_t acm__hash(const char *at, size_t len);

#endif
