#include "format/cmmn/writer.h"

#include "base/number.h"

#include <string.h>

static void add(acm__cmmn_writer *w, const char *text)
{
    acm__output_add(&w->out, text, strlen(text));
}

static void add_line(acm__cmmn_writer *w)
{
    add(w, "\n");
    for (uint32_t i = 0; i < w->depth; i++)
        add(w, "  ");
}

void acm__cmmn_begin(acm__cmmn_writer *w)
{
    add(w, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
}

static void end_tag(acm__cmmn_writer *w)
{
    if (w->in_tag)
        add(w, ">");
    w->in_tag = false;
}

void acm__cmmn_open(acm__cmmn_writer *w, const char *name)
{
    end_tag(w);
    add_line(w);
    add(w, "<");
    add(w, name);
    w->in_tag = true;
    w->depth++;
}

void acm__cmmn_close(acm__cmmn_writer *w, const char *name)
{
    w->depth--;
    if (w->in_tag) {
        add(w, "/>");
    } else {
        if (!w->in_text)
            add_line(w);
        add(w, "</");
        add(w, name);
        add(w, ">");
    }
    w->in_tag = w->in_text = false;
}

/* Texts */

static bool is_control(char c)
{
    return (unsigned char)c < ' ' && c != '\t' && c != '\n' && c != '\r';
}

/* Bytes of the character at `i` if XML forbids it, and its code; else 0. */
static uint32_t forbidden(acm__str text, uint32_t i, uint32_t *code)
{
    const char *at = text.at + i;
    *code = (unsigned char)*at;
    if (is_control(*at))
        return 1;
    if (*at != '\xEF' || at[1] != '\xBF' || (unsigned char)at[2] < 0xBE)
        return 0;
    *code = 0xFF00u + 0x40u + (unsigned char)at[2];
    return 3;
}

static bool is_blank(acm__str text)
{
    return text.len > 0 && strspn(text.at, " \t\n\r") >= text.len;
}

bool acm__cmmn_is_plain(acm__str text)
{
    uint32_t code;
    for (uint32_t i = 0; i < text.len; i++)
        if (forbidden(text, i, &code))
            return false;
    return !is_blank(text);
}

static void add_escaped(acm__cmmn_writer *w, uint32_t code)
{
    static const char hex[] = "0123456789ABCDEF";
    char unit[] = {
        '_', 'x', hex[code >> 12 & 15], hex[code >> 8 & 15], hex[code >> 4 & 15], hex[code & 15],
        '_'};
    acm__output_add(&w->out, unit, sizeof unit);
}

/* Whether a text looks at `i` like a character that is escaped. */
static bool looks_escaped(acm__str text, uint32_t i)
{
    static const char hex[] = "0123456789ABCDEFabcdef";
    const char *at = text.at + i;
    if (text.len - i < 7 || at[0] != '_' || at[1] != 'x' || at[6] != '_')
        return false;
    return strspn(at + 2, hex) >= 4;
}

/* What stands for a character that means something else in XML; NULL = itself. */
static const char *entity(const acm__cmmn_writer *w, char c)
{
    static const char plain[] = "&<>\"\t\n\r";
    static const char *const entities[] = {"&amp;", "&lt;",  "&gt;", "&quot;",
                                           "&#9;",  "&#10;", "&#13;"};
    const char *known = memchr(plain, c, sizeof plain - 1);
    if (!known || (w->in_text && (c == '"' || c == '\t' || c == '\n')))
        return NULL;
    return entities[known - plain];
}

void acm__cmmn_add(acm__cmmn_writer *w, acm__str text, acm__cmmn_how how)
{
    uint32_t start = 0, code, len;
    for (uint32_t i = 0; i < text.len; i += len) {
        const char *name = entity(w, text.at[i]);
        bool exact = how == ACM__CMMN_EXACT && looks_escaped(text, i);
        uint32_t bad = forbidden(text, i, &code);
        len = bad ? bad : 1;
        if (!name && !exact && !bad)
            continue;
        acm__output_add(&w->out, text.at + start, i - start);
        start = i + len;
        if (name)
            add(w, name);
        else if (how == ACM__CMMN_EXACT)
            add_escaped(w, code);
        else
            add(w, "\xEF\xBF\xBD");
    }
    if (start < text.len)
        acm__output_add(&w->out, text.at + start, text.len - start);
}

void acm__cmmn_add_text(acm__cmmn_writer *w, acm__str text, acm__cmmn_how how)
{
    end_tag(w);
    w->in_text = true;
    if (how == ACM__CMMN_EXACT && is_blank(text)) {
        add_escaped(w, (unsigned char)text.at[0]);
        text = (acm__str){text.at + 1, text.len - 1};
    }
    acm__cmmn_add(w, text, how);
}

void acm__cmmn_text(acm__cmmn_writer *w, const char *name, acm__str text)
{
    acm__cmmn_open(w, name);
    acm__cmmn_add_text(w, text, ACM__CMMN_PLAIN);
    acm__cmmn_close(w, name);
}

/* Attributes */

void acm__cmmn_attribute(acm__cmmn_writer *w, const char *name)
{
    add(w, " ");
    add(w, name);
    add(w, "=\"");
}

void acm__cmmn_attribute_end(acm__cmmn_writer *w)
{
    add(w, "\"");
}

void acm__cmmn_add_word(acm__cmmn_writer *w, const char *word)
{
    add(w, word);
}

void acm__cmmn_add_number(acm__cmmn_writer *w, int64_t number)
{
    char digits[ACM__NUMBER_BYTES];
    acm__output_add(&w->out, digits, acm__number_write_integer(number, digits));
}

void acm__cmmn_put_text(acm__cmmn_writer *w, const char *name, acm__str value, acm__cmmn_how how)
{
    acm__cmmn_attribute(w, name);
    acm__cmmn_add(w, value, how);
    acm__cmmn_attribute_end(w);
}

void acm__cmmn_put(acm__cmmn_writer *w, const char *name, const char *value)
{
    acm__cmmn_attribute(w, name);
    add(w, value);
    acm__cmmn_attribute_end(w);
}

void acm__cmmn_put_integer(acm__cmmn_writer *w, const char *name, int64_t value)
{
    acm__cmmn_attribute(w, name);
    acm__cmmn_add_number(w, value);
    acm__cmmn_attribute_end(w);
}

acm_status acm__cmmn_end(acm__cmmn_writer *w, acm_error *err)
{
    add(w, "\n");
    return acm__output_end(&w->out, err);
}
