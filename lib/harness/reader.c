#include "harness/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool acm__reader_joined(acm__json *r, const json_t *value, void *to)
{
    acm__str *parts = NULL, *out = to;
    uint32_t count = 0;
    if (!acm__json_list(r, value, sizeof *parts, &parts, &count, acm__json_text))
        return false;
    size_t len = 0;
    for (uint32_t i = 0; i < count; i++)
        len += parts[i].len + 2;
    char *at = acm__arena_alloc(r->arena, len + 1, 1);
    if (!at)
        return acm__json_nomem(r);
    *out = (acm__str){at, 0};
    for (uint32_t i = 0; i < count; i++)
        out->len += (uint32_t)sprintf(at + out->len, "%s%s", i ? "; " : "", parts[i].at);
    at[out->len] = '\0';
    return true;
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

bool acm__reader_fact(acm__json *r, const json_t *value, void *to)
{
    static const acm_value_kind kinds[] = {
        [JSON_STRING] = ACM_VALUE_STRING, [JSON_INTEGER] = ACM_VALUE_INTEGER,
        [JSON_REAL] = ACM_VALUE_DOUBLE,   [JSON_TRUE] = ACM_VALUE_BOOLEAN,
        [JSON_FALSE] = ACM_VALUE_BOOLEAN, [JSON_NULL] = ACM_VALUE_NULL};
    acm__scenario_fact *fact = to;
    if (json_is_object(value) || json_is_array(value))
        return acm__json_fail(r, "must be a text, a number, true, false or null");
    fact->kind = kinds[json_typeof(value)];
    fact->integer = json_is_true(value) ? 1 : json_integer_value(value);
    fact->real = json_real_value(value);
    if (json_is_string(value) && !acm__json_any_text(r, value, &fact->string))
        return false;
    return keep_written(r, value, fact);
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
