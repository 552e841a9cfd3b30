#include "engine/fact.h"

#include "base/instant.h"
#include "base/number.h"

#include <string.h>

static bool needs_quotes(acm__str name)
{
    return *name.at == '\'' || memchr(name.at, '=', name.len);
}

void acm__fact_write(acm__str name, acm__value value, acm__value_put put, void *to)
{
    if (needs_quotes(name))
        acm__value_write((acm__value){.kind = ACM__VALUE_STRING, .as.string = name}, put, to);
    else
        put(to, name);
    put(to, ACM__STR("="));
    acm__value_write(value, put, to);
}

static acm__str behind(acm__str text, uint32_t len)
{
    return (acm__str){text.at + len, text.len - len};
}

static bool take(acm__str *text, acm__str head)
{
    if (head.len > text->len || memcmp(text->at, head.at, head.len) != 0)
        return false;
    *text = behind(*text, head.len);
    return true;
}

/* What a quoted string means. */
static bool take_string(acm__str *text, acm__buffer *texts)
{
    if (!take(text, ACM__STR("'")))
        return false;
    for (uint32_t i = 0; i < text->len; i++) {
        char c = text->at[i];
        if (c == '\'') {
            *text = behind(*text, i + 1);
            return true;
        }
        if (c == '\\' && ++i < text->len) {
            c = text->at[i];
            c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
        }
        acm__buffer_add(texts, &c, 1);
    }
    return false;
}

static bool take_name(acm__str *text, acm__buffer *texts)
{
    acm__str name;
    if (text->len && *text->at == '\'')
        return take_string(text, texts) && take(text, ACM__STR("="));
    const char *end = text->len ? memchr(text->at, '=', text->len) : NULL;
    if (!end)
        return false;
    name = (acm__str){text->at, (uint32_t)(end - text->at)};
    acm__buffer_add(texts, name.at, name.len);
    *text = behind(*text, name.len + 1);
    return true;
}

static bool take_set(acm__str *text, acm__buffer *texts)
{
    if (!take(text, ACM__STR("{")))
        return false;
    for (bool first = true; !take(text, ACM__STR("}")); first = false) {
        if (!first)
            acm__buffer_add(texts, "\n", 1);
        if ((!first && !take(text, ACM__STR(", "))) || !take_string(text, texts))
            return false;
    }
    return true;
}

static bool is_word(acm__str text, acm_command *command)
{
    static const struct {
        char word[6];
        uint8_t kind, integer;
    } words[] = {{"null", ACM_VALUE_NULL, 0},
                 {"true", ACM_VALUE_BOOLEAN, 1},
                 {"false", ACM_VALUE_BOOLEAN, 0}};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strlen(words[i].word) != text.len || memcmp(words[i].word, text.at, text.len) != 0)
            continue;
        command->value_kind = words[i].kind;
        command->integer = words[i].integer;
        return true;
    }
    return false;
}

/* Whole numbers alone have neither point nor exponent. */
static bool is_number(acm__str text, acm_command *command)
{
    acm__number number;
    bool negative = take(&text, ACM__STR("-"));
    bool whole = text.len && !memchr(text.at, '.', text.len) && !memchr(text.at, 'e', text.len);
    if (!text.len || acm__number_read(text.at, text.len, &number) != text.len)
        return false;
    command->value_kind = whole ? ACM_VALUE_INTEGER : ACM_VALUE_DOUBLE;
    command->real = negative ? -number.real : number.real;
    command->integer = number.kind != ACM__NUMBER_INTEGER ? INT64_MIN
                       : negative                         ? -number.integer
                                                          : number.integer;
    return true;
}

static bool read_value(acm__str text, acm_command *command, acm__buffer *texts)
{
    bool day;
    if (text.len && *text.at == '\'') {
        command->value_kind = ACM_VALUE_STRING;
        return take_string(&text, texts) && !text.len;
    }
    if (text.len && *text.at == '{') {
        command->value_kind = ACM_VALUE_SET;
        return take_set(&text, texts) && !text.len;
    }
    if (is_word(text, command))
        return true;
    command->value_kind = ACM_VALUE_TIME;
    return acm__instant_parse(text, &command->integer, &day) || is_number(text, command);
}

bool acm__fact_read(acm__str text, acm_command *command, acm__buffer *texts)
{
    command->text_at = texts->len;
    if (!take_name(&text, texts))
        return false;
    command->text_len = texts->len - command->text_at;
    command->value_at = texts->len;
    bool fine = read_value(text, command, texts);
    command->value_len = texts->len - command->value_at;
    return fine;
}
