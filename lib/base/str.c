#include "base/str.h"

#include <string.h>

#include <utf8proc.h>

bool acm__str_from(const char *text, size_t len, acm__str *out)
{
    *out = (acm__str){"", 0};
    if (len == ACM_NTS)
        len = text ? strlen(text) : 0;
    if ((!text && len) || len > UINT32_MAX)
        return false;
    if (text)
        *out = (acm__str){text, (uint32_t)len};
    return true;
}

bool acm__str_take(acm__str *list, char separator, acm__str *part)
{
    if (!list->len)
        return false;
    const char *end = memchr(list->at, separator, list->len);
    uint32_t len = end ? (uint32_t)(end - list->at) : list->len;
    *part = (acm__str){list->at, len};
    list->at += end ? len + 1 : len;
    list->len -= end ? len + 1 : len;
    return true;
}

bool acm__str_next(acm__str *list, char separator, acm__str *part)
{
    if (!acm__str_take(list, separator, part))
        return false;
    for (; part->len && part->at[0] == ' '; part->len--)
        part->at++;
    while (part->len && part->at[part->len - 1] == ' ')
        part->len--;
    return true;
}

bool acm__str_equal(acm__str a, acm__str b)
{
    return a.len == b.len && memcmp(a.at, b.at, a.len) == 0;
}

int acm__str_compare(acm__str a, acm__str b)
{
    uint32_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter ? memcmp(a.at, b.at, shorter) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

acm__str acm__str_copy(acm__arena *arena, const char *at, size_t len)
{
    char *copy = len < UINT32_MAX ? acm__arena_alloc(arena, len + 1, 1) : NULL;
    if (!copy)
        return (acm__str){NULL, 0};
    if (len)
        memcpy(copy, at, len);
    copy[len] = '\0';
    return (acm__str){copy, (uint32_t)len};
}

/* Length of the well-formed sequence that starts at `s` (RFC 3629), 0 if there is none. */
static size_t sequence(const unsigned char *s, size_t left)
{
    static const struct {
        unsigned char first, last, low, high;
        size_t len;
    } rows[] = {
        {0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
        {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
        {0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4},
    };
    for (size_t r = 0; r < sizeof rows / sizeof rows[0]; r++) {
        if (s[0] < rows[r].first || s[0] > rows[r].last)
            continue;
        if (left < rows[r].len || s[1] < rows[r].low || s[1] > rows[r].high)
            return 0;
        for (size_t i = 2; i < rows[r].len; i++)
            if (s[i] < 0x80 || s[i] > 0xBF)
                return 0;
        return rows[r].len;
    }
    return 0;
}

size_t acm__utf8_check(const char *at, size_t len)
{
    const unsigned char *s = (const unsigned char *)at;
    size_t i = 0;
    while (i < len) {
        uint64_t word;
        if (len - i >= 8) { /* eight ASCII bytes, none of them NUL, at a time */
            memcpy(&word, s + i, 8);
            if (!(word & 0x8080808080808080u) &&
                !((word - 0x0101010101010101u) & 0x8080808080808080u)) {
                i += 8;
                continue;
            }
        }
        if (s[i] >= 0xE1 && s[i] <= 0xEC && len - i >= 3 && (s[i + 1] & 0xC0) == 0x80 &&
            (s[i + 2] & 0xC0) == 0x80) { /* most of what is not ASCII in practice */
            i += 3;
            continue;
        }
        size_t n = s[i] && s[i] < 0x80 ? 1 : s[i] ? sequence(s + i, len - i) : 0;
        if (!n)
            return i;
        i += n;
    }
    return len;
}

size_t acm__utf8_cut(const char *at, size_t len)
{
    size_t start = len;
    while (start > 0 && ((unsigned char)at[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0)
        return len;
    unsigned char lead = (unsigned char)at[start - 1];
    size_t need = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return len - (start - 1) >= need ? len : start - 1;
}

uint32_t acm__utf8_next(const char *at, size_t len, size_t *i)
{
    if (*i >= len)
        return 0;
    const unsigned char *s = (const unsigned char *)at + *i;
    if (s[0] < 0x80) {
        *i += 1;
        return s[0];
    }
    size_t n = s[0] < 0xE0 ? 2 : s[0] < 0xF0 ? 3 : 4;
    uint32_t c = s[0] & (0xFFu >> (n + 1));
    for (size_t k = 1; k < n; k++)
        c = c << 6 | (s[k] & 0x3Fu);
    *i += n;
    return c;
}

uint32_t acm__utf8_count(const char *at, size_t len)
{
    const uint64_t ones = 0x0101010101010101u;
    size_t i = 0, inner = 0; /* bytes that continue a code point */
    for (; len - i >= 8; i += 8) {
        uint64_t word;
        memcpy(&word, at + i, 8);
        word = word >> 7 & ~word >> 6 & ones;
        inner += word * ones >> 56;
    }
    for (; i < len; i++)
        inner += ((unsigned char)at[i] & 0xC0) == 0x80;
    return (uint32_t)(len - inner);
}

uint32_t acm__utf8_width(const char *at, size_t len)
{
    uint32_t width = 0;
    for (size_t i = 0; i < len;)
        width += (uint32_t)utf8proc_charwidth((utf8proc_int32_t)acm__utf8_next(at, len, &i));
    return width;
}

/* A NUL is none on the page: the front matter's YAML can write one. */
static bool is_zero_width(uint32_t c)
{
    return c == 0 || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF || c == 0x00AD;
}

static bool is_space(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

/* Blocks whose characters are NFC by themselves and never join with what stands before them. */
static bool is_inert(uint32_t c)
{
    return c < 0x300 || (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x2010 && c <= 0x2027) ||
           (c >= 0x3001 && c <= 0x3029) || (c >= 0xFF01 && c <= 0xFF60);
}

static acm__str compose(acm__arena *arena, char *at, size_t len)
{
    utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t need =
        utf8proc_decompose((const utf8proc_uint8_t *)at, (utf8proc_ssize_t)len, NULL, 0, options);
    if (need < 0)
        return (acm__str){at, (uint32_t)len}; /* cannot happen on checked text */
    utf8proc_int32_t *buffer = acm__arena_alloc(arena, (size_t)need + 1, sizeof *buffer);
    if (!buffer)
        return (acm__str){NULL, 0};
    utf8proc_decompose((const utf8proc_uint8_t *)at, (utf8proc_ssize_t)len, buffer, need, options);
    utf8proc_ssize_t n = utf8proc_reencode(buffer, need, options);
    return n < 0 ? (acm__str){at, (uint32_t)len} : (acm__str){(char *)buffer, (uint32_t)n};
}

/* Whether eight bytes are printable ASCII with no two blanks next to each other. */
static bool is_plain_word(const char *at)
{
    const uint64_t ones = 0x0101010101010101u, highs = 0x8080808080808080u;
    uint64_t word, blanks;
    memcpy(&word, at, 8);
    blanks = word ^ ones * ' ';
    blanks = (blanks - ones) & ~blanks & highs; /* may also mark a '!' behind a blank */
    return !((word | (word - ones * ' ')) & highs) && !(blanks & blanks << 8);
}

/*
 * Copies what stands in plain text as it is, most of what there is: printable ASCII, no two blanks next to each
 * other and none at the start, and U+4E00 to U+9FFF. Gives its bytes.
 */
static size_t copy_plain_run(char *out, const char *at, size_t len)
{
    size_t n = 0;
    while (n < len) {
        const unsigned char *s = (const unsigned char *)at + n;
        bool printable = s[0] > ' ' && s[0] < 0x7F;
        if (printable && len - n >= 8 && is_plain_word(at + n)) {
            memcpy(out + n, s, 8);
            n += 8;
        } else if (printable) {
            out[n++] = (char)s[0];
        } else if (len - n >= 3 && s[0] >= 0xE4 && s[0] <= 0xE9 && (s[0] > 0xE4 || s[1] >= 0xB8)) {
            memcpy(out + n, s, 3);
            n += 3;
        } else {
            return n;
        }
    }
    return n;
}

acm__str acm__plain(acm__arena *arena, const char *at, size_t len)
{
    char *out = len < UINT32_MAX ? acm__arena_alloc(arena, len + 1, 1) : NULL;
    if (!out)
        return (acm__str){NULL, 0};
    size_t n = 0, i = 0;
    bool gap = false, inert = true;
    while (i < len) {
        size_t start = i, blank = gap && n, run = copy_plain_run(out + n + blank, at + i, len - i);
        if (run) {
            if (blank)
                out[n] = ' ';
            n += blank + run;
            i += run;
            gap = out[n - 1] == ' ';
            n -= gap;
            continue;
        }
        uint32_t c = acm__utf8_next(at, len, &i);
        if (is_zero_width(c))
            continue;
        if (is_space(c)) {
            gap = true;
            continue;
        }
        if (gap && n)
            out[n++] = ' ';
        gap = false;
        inert = inert && is_inert(c);
        memcpy(out + n, at + start, i - start);
        n += i - start;
    }
    out[n] = '\0';
    return inert ? (acm__str){out, (uint32_t)n} : compose(arena, out, n);
}

acm__str acm__name_trim(acm__str name)
{
    while (name.len && (unsigned char)name.at[0] <= ' ') {
        name.at++;
        name.len--;
    }
    for (;;) {
        char last = name.len ? name.at[name.len - 1] : 'x';
        if ((unsigned char)last <= ' ' || last == ':' || last == '.')
            name.len--;
        else if (name.len >= 3 && memcmp(name.at + name.len - 3, "\xEF\xBC\x9A", 3) == 0)
            name.len -= 3;
        else
            return name;
    }
}

/* One case-folded code point after the other; most fold to one, a few (such as sharp s) to several. */
typedef struct folding {
    acm__str text;
    size_t i;
    utf8proc_int32_t pending[8];
    int count, at;
} folding;

static uint32_t fold_next(folding *f)
{
    if (f->at < f->count)
        return (uint32_t)f->pending[f->at++];
    uint32_t c = acm__utf8_next(f->text.at, f->text.len, &f->i);
    if (c < 0x80)
        return c >= 'A' && c <= 'Z' ? c + 32 : c;
    if (c >= 0x2E80 && c <= 0xD7FF)
        return c; /* CJK knows no case */
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)c, f->pending, 8,
                                                 UTF8PROC_CASEFOLD | UTF8PROC_STABLE, &boundary);
    f->at = 1;
    f->count = n > 0 && n <= 8 ? (int)n : 0;
    return f->count ? (uint32_t)f->pending[0] : c;
}

static unsigned char lower(unsigned char c)
{
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

static bool is_ideograph(unsigned char lead)
{
    return lead >= 0xE4 && lead <= 0xE9; /* U+4000 to U+9FFF: no case */
}

/*
 * Compares byte by byte, which decides most comparisons. Gives the bytes that are equal but for ASCII case, up to
 * the start of a code point, and whether what follows differs for certain.
 */
static uint32_t common_prefix(acm__str a, acm__str b, bool *differ)
{
    uint32_t n = 0, shorter = a.len < b.len ? a.len : b.len;
    *differ = false;
    for (; n < shorter; n++) {
        unsigned char x = (unsigned char)a.at[n], y = (unsigned char)b.at[n];
        if (x == y)
            continue;
        if ((x | y) & 0x80) {
            *differ = is_ideograph(x) && is_ideograph(y);
            break;
        }
        if (lower(x) != lower(y)) {
            *differ = true;
            return n;
        }
    }
    while (n > 0 && n < shorter && ((unsigned char)a.at[n] & 0xC0) == 0x80)
        n--;
    return n;
}

static folding fold_from(acm__str text, uint32_t start)
{
    folding f;
    f.text = text;
    f.i = start;
    f.count = f.at = 0;
    return f;
}

bool acm__name_equal(acm__str a, acm__str b)
{
    bool differ;
    uint32_t n = common_prefix(a, b, &differ);
    if (differ)
        return false;
    if (n == a.len || n == b.len)
        return a.len == b.len; /* nothing folds to nothing */
    folding fa = fold_from(a, n), fb = fold_from(b, n);
    for (;;) {
        uint32_t ca = fold_next(&fa), cb = fold_next(&fb);
        if (ca != cb)
            return false;
        if (!ca)
            return true;
    }
}

/* The same of tags that are not the same byte for byte. */
static bool tags_fold(const char *a, const char *b)
{
    acm__str whole_a = {a, (uint32_t)strlen(a)}, whole_b = {b, (uint32_t)strlen(b)};
    return acm__utf8_check(a, whole_a.len) == whole_a.len &&
           acm__utf8_check(b, whole_b.len) == whole_b.len && acm__name_equal(whole_a, whole_b);
}

bool acm__tag_equal(const char *a, const char *b)
{
    size_t i = 0;
    for (; a[i] == b[i]; i++)
        if (!a[i])
            return true;
    unsigned char ca = (unsigned char)a[i], cb = (unsigned char)b[i];
    return (((ca | cb) & 0x80) || (ca ^ cb) == 0x20) && tags_fold(a, b);
}

uint32_t acm__name_head(acm__str text, acm__str head)
{
    bool differ;
    uint32_t n = common_prefix(text, head, &differ);
    if (differ)
        return 0;
    folding ft = fold_from(text, n), fh = fold_from(head, n);
    for (;;) {
        uint32_t ch = fold_next(&fh);
        if (!ch)
            return ft.at < ft.count ? 0 : (uint32_t)ft.i;
        if (fold_next(&ft) != ch)
            return 0;
    }
}

uint32_t acm__name_hash(acm__str name)
{
    folding f = fold_from(name, 0);
    uint32_t hash = 2166136261u, c;
    while ((c = fold_next(&f)) != 0)
        hash = (hash ^ c) * 16777619u;
    return hash;
}

uint32_t acm__hash(const char *at, size_t len)
{
    const uint64_t prime = 0x9E3779B97F4A7C15u;
    uint64_t hash = len, word = 0;
    for (; len >= 8; at += 8, len -= 8) {
        memcpy(&word, at, 8);
        hash = (hash ^ word) * prime;
        hash ^= hash >> 32;
    }
    word = 0;
    for (size_t i = 0; i < len; i++)
        word = word << 8 | (unsigned char)at[i];
    hash = (hash ^ word) * prime;
    return (uint32_t)(hash >> 32);
}
