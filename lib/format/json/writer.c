#include "format/json/writer.h"

#include "base/number.h"

#include <string.h>

static void add(acm__json_writer *w, const char *at, size_t len)
{
    acm__output_add(&w->out, at, len);
}

static void add_char(acm__json_writer *w, char c)
{
    add(w, &c, 1);
}

static void add_line(acm__json_writer *w)
{
    add_char(w, '\n');
    for (uint32_t i = 0; i < w->depth; i++)
        add(w, "  ", 2);
}

static void add_escaped(acm__json_writer *w, char c)
{
    static const char plain[] = "\"\\\b\f\n\r\t", letters[] = "\"\\bfnrt",
                      hex[] = "0123456789abcdef";
    const char *known = memchr(plain, c, sizeof plain - 1);
    char unit[] = {'\\', 'u', '0', '0', hex[(unsigned char)c >> 4], hex[c & 15]};
    if (known) {
        unit[1] = letters[known - plain];
        add(w, unit, 2);
    } else {
        add(w, unit, sizeof unit);
    }
}

static void add_string(acm__json_writer *w, acm__str text)
{
    uint32_t start = 0;
    add_char(w, '"');
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if ((unsigned char)c >= ' ' && c != '"' && c != '\\')
            continue;
        add(w, text.at + start, i - start);
        add_escaped(w, c);
        start = i + 1;
    }
    if (start < text.len)
        add(w, text.at + start, text.len - start);
    add_char(w, '"');
}

/* What stands before a value: comma, line, key. */
static void begin(acm__json_writer *w, const char *key)
{
    if (!w->empty)
        add_char(w, ',');
    if (w->indent && w->depth && !w->on_line)
        add_line(w);
    else if (w->indent && !w->empty)
        add_char(w, ' ');
    w->empty = false;
    if (!key)
        return;
    add_string(w, (acm__str){key, (uint32_t)strlen(key)});
    add(w, ": ", w->indent ? 2 : 1);
}

void acm__json_open(acm__json_writer *w, const char *key, char bracket, acm__json_layout layout)
{
    begin(w, key);
    add_char(w, bracket);
    w->depth++;
    w->empty = true;
    if (layout == ACM__JSON_LINE && !w->on_line)
        w->on_line = w->depth;
}

void acm__json_close(acm__json_writer *w, char bracket)
{
    bool lines = w->indent && !w->on_line && !w->empty;
    if (w->on_line == w->depth)
        w->on_line = 0;
    w->depth--;
    w->empty = false;
    if (lines)
        add_line(w);
    add_char(w, bracket);
}

void acm__json_put(acm__json_writer *w, const char *key, acm__str text)
{
    begin(w, key);
    add_string(w, text);
}

void acm__json_put_integer(acm__json_writer *w, const char *key, int64_t value)
{
    char digits[ACM__NUMBER_BYTES];
    begin(w, key);
    add(w, digits, acm__number_write_integer(value, digits));
}

void acm__json_put_true(acm__json_writer *w, const char *key)
{
    begin(w, key);
    add(w, "true", 4);
}

acm_status acm__json_end(acm__json_writer *w, acm_error *err)
{
    add_char(w, '\n');
    return acm__output_end(&w->out, err);
}
