#include "harness/reader.h"

#include "base/instant.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A list of texts as one. */
static bool join(acm__json *r, const json_t *value, acm__json_read *read, const char *separator,
                 acm__str *out)
{
    acm__str *parts = NULL;
    uint32_t count = 0;
    if (!acm__json_list(r, value, sizeof *parts, &parts, &count, read))
        return false;
    size_t len = 0;
    for (uint32_t i = 0; i < count; i++)
        len += parts[i].len + strlen(separator);
    char *at = acm__arena_alloc(r->arena, len + 1, 1);
    if (!at)
        return acm__json_nomem(r);
    *out = (acm__str){at, 0};
    for (uint32_t i = 0; i < count; i++)
        out->len += (uint32_t)sprintf(at + out->len, "%s%s", i ? separator : "", parts[i].at);
    at[out->len] = '\0';
    return true;
}

bool acm__reader_joined(acm__json *r, const json_t *value, void *to)
{
    return join(r, value, acm__json_text, "; ", to);
}

static bool keep_written(acm__json *r, const json_t *value, acm__scenario_fact *fact)
{
    char *written = json_dumps(value, JSON_ENCODE_ANY);
    if (!written)
        return acm__json_nomem(r);
    fact->written = acm__str_copy(r->arena, written, strlen(written));
    free(written);
    return fact->written.at ? true : acm__json_nomem(r);
}

bool acm__reader_time(acm__json *r, const json_t *value, void *to)
{
    acm__str text;
    bool day;
    if (!acm__json_lent(r, value, &text))
        return false;
    return acm__instant_parse(text, to, &day)
               ? true
               : acm__json_fail(r, "\"%.*s\" is no time such as 2026-03-31T17:00Z",
                                ACM__SHOWN(text));
}

static bool read_plain_fact(acm__json *r, const json_t *value, acm__scenario_fact *fact)
{
    static const acm_value_kind kinds[] = {
        [JSON_STRING] = ACM_VALUE_STRING, [JSON_INTEGER] = ACM_VALUE_INTEGER,
        [JSON_REAL] = ACM_VALUE_DOUBLE,   [JSON_TRUE] = ACM_VALUE_BOOLEAN,
        [JSON_FALSE] = ACM_VALUE_BOOLEAN, [JSON_NULL] = ACM_VALUE_NULL};
    fact->kind = kinds[json_typeof(value)];
    fact->integer = json_is_true(value) ? 1 : json_integer_value(value);
    fact->real = json_real_value(value);
    return !json_is_string(value) || acm__json_any_text(r, value, &fact->string);
}

/* A point in time, told from a text by its key. */
static bool read_time_fact(acm__json *r, const json_t *value, acm__scenario_fact *fact)
{
    static const acm__json_field fields[] = {{"time", acm__reader_time, true, 0}};
    fact->kind = ACM_VALUE_TIME;
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &fact->integer, NULL);
}

static bool read_element(acm__json *r, const json_t *value, void *to)
{
    acm__str *text = to;
    if (!acm__json_text(r, value, text))
        return false;
    return strchr(text->at, '\n') ? acm__json_fail(r, "must stand on one line") : true;
}

static bool read_set_fact(acm__json *r, const json_t *value, acm__scenario_fact *fact)
{
    fact->kind = ACM_VALUE_SET;
    return join(r, value, read_element, "\n", &fact->string);
}

bool acm__reader_fact(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_fact *fact = to;
    bool done = json_is_object(value)  ? read_time_fact(r, value, fact)
                : json_is_array(value) ? read_set_fact(r, value, fact)
                                       : read_plain_fact(r, value, fact);
    return done && keep_written(r, value, fact);
}

static bool read_named_fact(acm__json *r, acm__str key, const json_t *value, void *to)
{
    ((acm__scenario_fact *)to)->name = key;
    return acm__reader_fact(r, value, to);
}

bool acm__reader_facts(acm__json *r, const json_t *value, void *to)
{
    acm__scenario_facts *facts = to;
    return acm__json_map(r, value, sizeof *facts->at, &facts->at, &facts->count, read_named_fact);
}
