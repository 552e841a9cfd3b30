#include "harness/reader.h"

#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool acm__reader_fail(acm__reader *r, const char *format, ...)
{
    char message[sizeof r->err->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    r->status = acm__error(r->err, ACM_E_SYNTAX, "%s", message);
    acm__error_at(r->err, r->line, 0, 0);
    if (r->path.len)
        acm__error_path(r->err, r->path.at, r->path.len);
    return false;
}

bool acm__reader_nomem(acm__reader *r)
{
    r->status = acm__nomem(r->err);
    return false;
}

/* Paths nest: what was added since `len` is cut off again. */
static bool leave(acm__reader *r, uint32_t len, bool done)
{
    if (!done)
        return false;
    acm__buffer_cut(&r->path, len);
    return r->path.failed ? acm__reader_nomem(r) : true;
}

static uint32_t enter_key(acm__reader *r, const char *key)
{
    uint32_t len = r->path.len;
    acm__buffer_print(&r->path, "%s%s", len ? "." : "", key);
    return len;
}

static uint32_t enter_index(acm__reader *r, size_t index)
{
    uint32_t len = r->path.len;
    acm__buffer_print(&r->path, "[%zu]", index);
    return len;
}

static bool known_keys(acm__reader *r, const json_t *object, const acm__field *fields, size_t count)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        size_t i = 0;
        while (i < count && strcmp(fields[i].key, key) != 0)
            i++;
        if (i == count) {
            enter_key(r, key);
            return acm__reader_fail(r, "unknown key");
        }
    }
    return true;
}

bool acm__reader_object(acm__reader *r, const json_t *value, const acm__field *fields, size_t count,
                        void *to, uint32_t *present)
{
    if (!json_is_object(value))
        return acm__reader_fail(r, "must be an object");
    if (!known_keys(r, value, fields, count))
        return false;
    if (present)
        *present = 0;
    for (size_t i = 0; i < count; i++) {
        const json_t *member = json_object_get(value, fields[i].key);
        if (!member)
            continue;
        if (present)
            *present |= 1u << i;
        uint32_t len = enter_key(r, fields[i].key);
        if (!leave(r, len, fields[i].read(r, member, to)))
            return false;
    }
    return true;
}

static bool make_array(acm__reader *r, size_t count, size_t size, void *array, uint32_t *out)
{
    void *at = acm__arena_calloc(r->arena, count + !count, size);
    memcpy(array, &at, sizeof at);
    *out = (uint32_t)count;
    return at ? true : acm__reader_nomem(r);
}

static void *element(const void *array, size_t index, size_t size)
{
    char *at;
    memcpy(&at, array, sizeof at);
    return at + index * size;
}

bool acm__reader_list(acm__reader *r, const json_t *value, size_t size, void *array,
                      uint32_t *count, bool (*read)(acm__reader *r, const json_t *value, void *to))
{
    if (!json_is_array(value))
        return acm__reader_fail(r, "must be a list");
    if (!make_array(r, json_array_size(value), size, array, count))
        return false;
    for (size_t i = 0; i < *count; i++) {
        uint32_t len = enter_index(r, i);
        if (!leave(r, len, read(r, json_array_get(value, i), element(array, i, size))))
            return false;
    }
    return true;
}

bool acm__reader_map(acm__reader *r, const json_t *value, size_t size, void *array, uint32_t *count,
                     bool (*read)(acm__reader *r, acm__str key, const json_t *value, void *to))
{
    if (!json_is_object(value))
        return acm__reader_fail(r, "must be an object");
    if (!make_array(r, json_object_size(value), size, array, count))
        return false;
    const char *key;
    json_t *member;
    size_t i = 0;
    json_object_foreach((json_t *)value, key, member)
    {
        uint32_t len = enter_key(r, key);
        acm__str name = acm__str_copy(r->arena, key, strlen(key));
        if (!name.at)
            return acm__reader_nomem(r);
        if (!leave(r, len, read(r, name, member, element(array, i++, size))))
            return false;
    }
    return true;
}

bool acm__reader_any_text(acm__reader *r, const json_t *value, void *to)
{
    if (!json_is_string(value))
        return acm__reader_fail(r, "must be a text");
    acm__str *out = to;
    *out = acm__str_copy(r->arena, json_string_value(value), json_string_length(value));
    return out->at ? true : acm__reader_nomem(r);
}

bool acm__reader_text(acm__reader *r, const json_t *value, void *to)
{
    if (!acm__reader_any_text(r, value, to))
        return false;
    return ((acm__str *)to)->len ? true : acm__reader_fail(r, "must not be empty");
}

bool acm__reader_name(acm__reader *r, const json_t *value, void *to)
{
    if (json_is_string(value))
        return acm__reader_text(r, value, to);
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return acm__reader_fail(r, "must be a key, a name or a task number");
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%lld", (long long)json_integer_value(value));
    acm__str *out = to;
    *out = acm__str_copy(r->arena, digits, (size_t)len);
    return out->at ? true : acm__reader_nomem(r);
}

bool acm__reader_joined(acm__reader *r, const json_t *value, void *to)
{
    acm__str *parts = NULL, *out = to;
    uint32_t count = 0;
    if (!acm__reader_list(r, value, sizeof *parts, &parts, &count, acm__reader_text))
        return false;
    size_t len = 0;
    for (uint32_t i = 0; i < count; i++)
        len += parts[i].len + 2;
    char *at = acm__arena_alloc(r->arena, len + 1, 1);
    if (!at)
        return acm__reader_nomem(r);
    *out = (acm__str){at, 0};
    for (uint32_t i = 0; i < count; i++)
        out->len += (uint32_t)sprintf(at + out->len, "%s%s", i ? "; " : "", parts[i].at);
    at[out->len] = '\0';
    return true;
}

static bool keep_written(acm__reader *r, const json_t *value, acm__scenario_fact *fact)
{
    char *written = json_dumps(value, JSON_ENCODE_ANY);
    if (!written)
        return acm__reader_nomem(r);
    fact->written = acm__str_copy(r->arena, written, strlen(written));
    free(written);
    return fact->written.at ? true : acm__reader_nomem(r);
}

bool acm__reader_fact(acm__reader *r, const json_t *value, void *to)
{
    static const acm_value_kind kinds[] = {
        [JSON_STRING] = ACM_VALUE_STRING, [JSON_INTEGER] = ACM_VALUE_INTEGER,
        [JSON_REAL] = ACM_VALUE_DOUBLE,   [JSON_TRUE] = ACM_VALUE_BOOLEAN,
        [JSON_FALSE] = ACM_VALUE_BOOLEAN, [JSON_NULL] = ACM_VALUE_NULL};
    acm__scenario_fact *fact = to;
    if (json_is_object(value) || json_is_array(value))
        return acm__reader_fail(r, "must be a text, a number, true, false or null");
    fact->kind = kinds[json_typeof(value)];
    fact->integer = json_is_true(value) ? 1 : json_integer_value(value);
    fact->real = json_real_value(value);
    if (json_is_string(value) && !acm__reader_any_text(r, value, &fact->string))
        return false;
    return keep_written(r, value, fact);
}

static bool read_named_fact(acm__reader *r, acm__str key, const json_t *value, void *to)
{
    ((acm__scenario_fact *)to)->name = key;
    return acm__reader_fact(r, value, to);
}

bool acm__reader_facts(acm__reader *r, const json_t *value, void *to)
{
    acm__scenario_facts *facts = to;
    return acm__reader_map(r, value, sizeof *facts->at, &facts->at, &facts->count, read_named_fact);
}
