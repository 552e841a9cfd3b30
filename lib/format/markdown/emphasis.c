#include "format/markdown/emphasis.h"

#include <utf8proc.h>

#include <string.h>

enum {
    RUN_MAX = 3 /* longer ones are lines to fill in, or stars */
};

typedef struct run {
    char mark;
    uint32_t at, stop;      /* all of it, what has become emphasis included */
    uint32_t before, after; /* the characters around it, a blank at the ends of the text */
} run;

static bool is_blank(uint32_t c)
{
    return c == ' ' || (c >= '\t' && c <= '\r') ||
           (c >= 0x80 && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS);
}

static bool is_punctuation(uint32_t c)
{
    if (c < 0x80)
        return c > ' ' && c < 0x7F && !(c >= '0' && c <= '9') &&
               !((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);
    return category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_PO;
}

static uint32_t character_before(acm__str text, uint32_t at)
{
    size_t i = at;
    if (i == 0)
        return ' ';
    do
        i--;
    while (i > 0 && ((unsigned char)text.at[i] & 0xC0) == 0x80);
    return acm__utf8_next(text.at, text.len, &i);
}

static uint32_t character_at(acm__str text, uint32_t at)
{
    size_t i = at;
    return i < text.len ? acm__utf8_next(text.at, text.len, &i) : ' ';
}

static bool is_escaped(acm__str text, uint32_t at)
{
    bool escaped = false;
    while (at-- > 0 && text.at[at] == '\\')
        escaped = !escaped;
    return escaped;
}

static run run_at(acm__str text, uint32_t i)
{
    run r = {.mark = text.at[i], .at = i, .stop = i};
    while (r.at > 0 && text.at[r.at - 1] == r.mark && r.stop - r.at <= RUN_MAX)
        r.at--;
    while (r.stop < text.len && text.at[r.stop] == r.mark && r.stop - r.at <= RUN_MAX)
        r.stop++;
    r.at += is_escaped(text, r.at);
    r.before = character_before(text, r.at);
    r.after = character_at(text, r.stop);
    return r;
}

/* Whether a run can open or close emphasis; a lone asterisk: can open it. */
static bool flanks(const run *r)
{
    bool left = !is_blank(r->after) &&
                (!is_punctuation(r->after) || is_blank(r->before) || is_punctuation(r->before));
    bool right = !is_blank(r->before) &&
                 (!is_punctuation(r->before) || is_blank(r->after) || is_punctuation(r->after));
    if (r->mark == '*')
        return left || (right && r->stop - r->at > 1);
    bool opens = left && (!right || is_punctuation(r->before));
    bool closes = right && (!left || is_punctuation(r->after));
    return opens || closes;
}

static bool is_path_mark(uint32_t c)
{
    return c == '/' || c == '\\' || c == '@';
}

/* "*.example.com", "_layouts/": no emphasis, whatever it looks like. */
static bool is_pattern(const run *r)
{
    bool single = r->stop - r->at == 1;
    return is_path_mark(r->before) || is_path_mark(r->after) ||
           (single && (r->before == '.' || r->after == '.'));
}

/* Finding them */

#define NO_STAR UINT32_MAX

typedef struct search {
    acm__reader *reader;
    uint32_t block, piece; /* the last ones that begin at or before the mark at hand */
    uint32_t star;         /* a lone asterisk of the block that could open emphasis */
    bool found;            /* the block has its report */
} search;

static void report(search *s, uint32_t at)
{
    acm__str text = s->reader->source.text;
    acm__str rest = acm__reader_quote((acm__str){text.at + at, text.len - at});
    uint32_t len = 0;
    while (len < rest.len && rest.at[len] != '\n' && rest.at[len] != '\r')
        len++;
    acm__reader_text_fault(s->reader, ACM__RULE_UNCLOSED_EMPHASIS, at, (acm__str){rest.at, len});
    s->found = true;
}

static void judge(search *s, run r)
{
    uint32_t length = r.stop - r.at;
    bool lone = length == 1 && r.mark == '*';
    if (lone && s->star != NO_STAR && s->star != r.at && !is_blank(r.before))
        report(s, s->star);
    else if (length == 0 || length > RUN_MAX || is_pattern(&r) || !flanks(&r))
        return;
    else if (!lone)
        report(s, r.at);
    else if (s->star == NO_STAR)
        s->star = r.at;
}

/* Goes on to the block and the piece of a place in the raw text. False if it stands in no piece. */
static bool go_to(search *s, uint32_t raw)
{
    const acm__blocks *blocks = &s->reader->blocks;
    uint32_t block = s->block;
    while (block + 1 < blocks->list.count && blocks->list.at[block + 1].raw <= raw)
        block++;
    if (block != s->block) {
        s->block = block;
        s->star = NO_STAR;
        s->found = false;
    }
    while (s->piece + 1 < blocks->pieces.count && blocks->pieces.at[s->piece + 1].raw <= raw)
        s->piece++;
    const acm__piece *piece = &blocks->pieces.at[s->piece];
    return raw >= piece->raw && raw - piece->raw < piece->raw_len;
}

/* Looks at the run of which a literal mark is a part. Gives where to go on. */
static uint32_t read_mark(search *s, uint32_t raw)
{
    const acm__blocks *blocks = &s->reader->blocks;
    if (!go_to(s, raw))
        return raw + 1;
    const acm__piece *piece = &blocks->pieces.at[s->piece];
    uint32_t i = raw, end = piece->raw + piece->raw_len;
    while (i < end && blocks->raw.at[i] == blocks->raw.at[raw])
        i++;
    if (!s->found)
        judge(s, run_at(s->reader->source.text, piece->at + (raw - piece->raw)));
    return i;
}

static uint32_t find(const acm__buffer *raw, char mark, uint32_t from)
{
    const char *at = from < raw->len ? memchr(raw->at + from, mark, raw->len - from) : NULL;
    return at ? (uint32_t)(at - raw->at) : raw->len;
}

void acm__emphasis_read(acm__reader *reader)
{
    const acm__buffer *raw = &reader->blocks.raw;
    search s = {.reader = reader, .star = NO_STAR};
    uint32_t star = find(raw, '*', 0), line = find(raw, '_', 0);
    if (reader->blocks.pieces.count == 0)
        return;
    while (star < raw->len || line < raw->len) {
        if (star < line)
            star = find(raw, '*', read_mark(&s, star));
        else
            line = find(raw, '_', read_mark(&s, line));
    }
}
