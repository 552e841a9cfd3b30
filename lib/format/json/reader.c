#include "format/json/reader.h"

#include "base/error.h"
#include "format/json/walk.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* One step of the way from the outermost value inwards. Steps lie on the stack of those who go them. */
struct acm__json_step {
    const acm__json_step *from; /* NULL: the outermost value */
    const json_t *object;       /* NULL: an element of a list */
    const char *key;
    size_t index; /* in a list */
};

/* Members lie in the order of the text. */
static size_t position(const acm__json_step *step)
{
    if (!step->object)
        return step->index;
    const char *key;
    json_t *value;
    size_t count = 0;
    json_object_foreach((json_t *)step->object, key, value)
    {
        if (strcmp(key, step->key) == 0)
            break;
        count++;
    }
    return count;
}

/* Paths are no longer than texts are deep. */
static size_t offset_of(const acm__json *r, const acm__json_step *step, bool key)
{
    if (!step)
        return acm__json_first(r->text);
    return acm__json_child(r->text, offset_of(r, step->from, false), position(step), key);
}

size_t acm__json_offset(const acm__json *r)
{
    return offset_of(r, r->at, false);
}

/* Writes a path such as "steps[3].do" as far as there is room; gives its bytes. */
static size_t write_path(const acm__json_step *step, char *out, size_t size)
{
    size_t used = step ? write_path(step->from, out, size) : 0;
    if (!step || used >= size)
        return used;
    int len = step->object ? snprintf(out + used, size - used, "%s%s", used ? "." : "", step->key)
                           : snprintf(out + used, size - used, "[%zu]", step->index);
    return used + (len > 0 ? (size_t)len : 0);
}

/* Running out of memory has no place. */
static bool take(acm__json *r, acm_status status, bool key)
{
    char path[sizeof r->err->path];
    r->status = status;
    if (status == ACM_OK || status == ACM_E_NOMEM)
        return status == ACM_OK;
    acm__error_locate(r->err, r->text.at, offset_of(r, r->at, key));
    size_t len = write_path(r->at, path, sizeof path);
    acm__error_path(r->err, path, len < sizeof path ? len : sizeof path - 1);
    return false;
}

bool acm__json_take(acm__json *r, acm_status status)
{
    return take(r, status, false);
}

bool acm__json_take_key(acm__json *r, acm_status status)
{
    return take(r, status, true);
}

bool acm__json_take_within(acm__json *r, acm_status status)
{
    bool filled = r->err && r->err->struct_size >= sizeof *r->err;
    bool inside = status && filled && r->err->line;
    size_t byte = inside ? (size_t)r->err->offset : 0;
    if (!take(r, status, false) && inside)
        acm__error_locate(r->err, r->text.at, acm__json_within(r->text, acm__json_offset(r), byte));
    return status == ACM_OK;
}

bool acm__json_fail(acm__json *r, const char *format, ...)
{
    char message[sizeof r->err->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return acm__json_take(r, acm__error(r->err, ACM_E_SYNTAX, "%s", message));
}

bool acm__json_nomem(acm__json *r)
{
    return acm__json_take(r, acm__nomem(r->err));
}

static bool enter(acm__json *r, acm__json_step step, acm__json_read *read, const json_t *value,
                  void *to)
{
    step.from = r->at;
    r->at = &step;
    bool done = read(r, value, to);
    r->at = step.from;
    return done;
}

static bool unknown_key(acm__json *r, const json_t *value, void *to)
{
    (void)value, (void)to;
    return acm__json_take_key(r, acm__error(r->err, ACM_E_SYNTAX, "unknown key"));
}

static bool known_keys(acm__json *r, const json_t *object, const acm__json_field *fields,
                       size_t count)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        size_t i = 0;
        while (i < count && strcmp(fields[i].key, key) != 0)
            i++;
        acm__json_step step = {.object = object, .key = key};
        if (i == count)
            return enter(r, step, unknown_key, value, NULL);
    }
    return true;
}

bool acm__json_member(acm__json *r, const json_t *object, const char *key, acm__json_read *read,
                      void *to)
{
    acm__json_step step = {.object = object, .key = key};
    const json_t *value = json_object_get(object, key);
    return value ? enter(r, step, read, value, to) : true;
}

bool acm__json_members(acm__json *r, const json_t *object, const acm__json_field *fields,
                       size_t count, void *to)
{
    for (const acm__json_field *f = fields; f < fields + count; f++)
        if (f->read && !acm__json_member(r, object, f->key, f->read, (char *)to + f->at))
            return false;
    return true;
}

bool acm__json_object(acm__json *r, const json_t *value, const acm__json_field *fields,
                      size_t count, void *to, uint32_t *present)
{
    if (!json_is_object(value))
        return acm__json_fail(r, "must be an object");
    if (!known_keys(r, value, fields, count))
        return false;
    if (present)
        *present = 0;
    for (size_t i = 0; i < count; i++) {
        bool there = json_object_get(value, fields[i].key) != NULL;
        if (fields[i].required && !there)
            return acm__json_fail(r, "needs \"%s\"", fields[i].key);
        if (present && there)
            *present |= 1u << i;
    }
    return acm__json_members(r, value, fields, count, to);
}

bool acm__json_each(acm__json *r, const json_t *value, acm__json_read *read, void *to)
{
    if (!json_is_array(value))
        return acm__json_fail(r, "must be a list");
    for (size_t i = 0; i < json_array_size(value); i++) {
        acm__json_step step = {.index = i};
        if (!enter(r, step, read, json_array_get(value, i), to))
            return false;
    }
    return true;
}

/* A reader of members as one of values. */
typedef struct named {
    acm__json_read_member *read;
    acm__str key;
    void *to;
} named;

static bool read_named(acm__json *r, const json_t *value, void *to)
{
    const named *member = to;
    return member->read(r, member->key, value, member->to);
}

bool acm__json_each_member(acm__json *r, const json_t *value, acm__json_read_member *read, void *to)
{
    const char *key;
    json_t *member;
    if (!json_is_object(value))
        return acm__json_fail(r, "must be an object");
    json_object_foreach((json_t *)value, key, member)
    {
        named reading = {read, {key, (uint32_t)strlen(key)}, to};
        acm__json_step step = {.object = value, .key = key};
        if (!enter(r, step, read_named, member, &reading))
            return false;
    }
    return true;
}

/* The elements of an array that is being filled. */
typedef struct filling {
    char *next;
    size_t size;
    acm__json_read *read;
    acm__json_read_member *read_member;
} filling;

static bool begin_filling(acm__json *r, filling *f, size_t count, void *array, uint32_t *out)
{
    f->next = acm__arena_calloc(r->arena, count + !count, f->size);
    memcpy(array, &f->next, sizeof f->next);
    *out = (uint32_t)count;
    return f->next ? true : acm__json_nomem(r);
}

static bool fill(acm__json *r, const json_t *value, void *to)
{
    filling *f = to;
    char *element = f->next;
    f->next += f->size;
    return f->read(r, value, element);
}

bool acm__json_list(acm__json *r, const json_t *value, size_t size, void *array, uint32_t *count,
                    acm__json_read *read)
{
    filling f = {.size = size, .read = read};
    return begin_filling(r, &f, json_array_size(value), array, count) &&
           acm__json_each(r, value, fill, &f);
}

static bool fill_member(acm__json *r, acm__str key, const json_t *value, void *to)
{
    filling *f = to;
    char *element = f->next;
    f->next += f->size;
    acm__str name = acm__str_copy(r->arena, key.at, key.len);
    return name.at ? f->read_member(r, name, value, element) : acm__json_nomem(r);
}

bool acm__json_map(acm__json *r, const json_t *value, size_t size, void *array, uint32_t *count,
                   acm__json_read_member *read)
{
    filling f = {.size = size, .read_member = read};
    return begin_filling(r, &f, json_object_size(value), array, count) &&
           acm__json_each_member(r, value, fill_member, &f);
}

bool acm__json_lent(acm__json *r, const json_t *value, acm__str *out)
{
    *out = (acm__str){json_string_value(value), (uint32_t)json_string_length(value)};
    return out->at ? true : acm__json_fail(r, "must be a text");
}

bool acm__json_any_text(acm__json *r, const json_t *value, void *to)
{
    acm__str text, *out = to;
    if (!acm__json_lent(r, value, &text))
        return false;
    *out = acm__str_copy(r->arena, text.at, text.len);
    return out->at ? true : acm__json_nomem(r);
}

bool acm__json_text(acm__json *r, const json_t *value, void *to)
{
    if (!acm__json_any_text(r, value, to))
        return false;
    return ((acm__str *)to)->len ? true : acm__json_fail(r, "must not be empty");
}

bool acm__json_skip_text(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    return json_is_string(value) || acm__json_fail(r, "must be a text");
}

bool acm__json_name(acm__json *r, const json_t *value, void *to)
{
    char digits[24];
    acm__str *out = to;
    if (json_is_string(value))
        return acm__json_text(r, value, to);
    if (!json_is_integer(value) || json_integer_value(value) < 0)
        return acm__json_fail(r, "must be a key, a name or a task number");
    int len = snprintf(digits, sizeof digits, "%lld", (long long)json_integer_value(value));
    *out = acm__str_copy(r->arena, digits, (size_t)len);
    return out->at || acm__json_nomem(r);
}

bool acm__json_boolean(acm__json *r, const json_t *value, bool *out)
{
    *out = json_is_true(value);
    return json_is_boolean(value) || acm__json_fail(r, "must be true or false");
}

bool acm__json_integer(acm__json *r, const json_t *value, int64_t least, int64_t most, int64_t *out)
{
    *out = json_integer_value(value);
    if (json_is_integer(value) && *out >= least && *out <= most)
        return true;
    return acm__json_fail(r, "must be a whole number from %lld to %lld", (long long)least,
                          (long long)most);
}

bool acm__json_count(acm__json *r, const json_t *value, void *to)
{
    int64_t number;
    if (!acm__json_integer(r, value, 0, UINT32_MAX, &number))
        return false;
    *(uint32_t *)to = (uint32_t)number;
    return true;
}

bool acm__json_word(acm__json *r, const json_t *value, const char *const *words, size_t count,
                    int32_t *out)
{
    const char *word = json_string_value(value);
    *out = 0;
    for (size_t i = 0; i < count; i++)
        if (word && words[i] && strcmp(words[i], word) == 0) {
            *out = (int32_t)i;
            return true;
        }
    return acm__json_take(r, acm__error_words(r->err, words, count));
}

/* The words of a list while they are collected. */
typedef struct bits {
    const char *const *words;
    size_t count;
    uint32_t *out;
} bits;

static bool read_bit(acm__json *r, const json_t *value, void *to)
{
    bits *b = to;
    int32_t bit;
    if (!acm__json_word(r, value, b->words, b->count, &bit))
        return false;
    if (*b->out >> bit & 1)
        return acm__json_take(r, acm__error(r->err, ACM_E_EXISTS, "stands there twice"));
    *b->out |= 1u << bit;
    return true;
}

bool acm__json_bits(acm__json *r, const json_t *value, const char *const *words, size_t count,
                    uint32_t *out)
{
    bits b = {words, count, out};
    *out = 0;
    return acm__json_each(r, value, read_bit, &b);
}
