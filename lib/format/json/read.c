#include "format/json/read.h"

#include "base/error.h"
#include "format/json/write.h"
#include "format/words.h"
#include "model/terms.h"

#include <string.h>

/* Names and texts */

bool acm__json_find(acm__json *r, const json_t *value, acm__object_type type, acm_id *out)
{
    static const char *const types[] = {[ACM__OBJECT_ITEM] = "item",
                                        [ACM__OBJECT_CONDITION] = "condition",
                                        [ACM__OBJECT_CRITERION] = "criterion",
                                        [ACM__OBJECT_TERM] = "term"};
    const acm_builder *b = acm__json_reading_of(r)->b;
    acm__str key;
    *out = 0;
    if (!acm__json_lent(r, value, &key))
        return false;
    *out = acm__builder_find(b, key);
    if (*out && acm__builder_index(b, *out, type) != UINT32_MAX)
        return true;
    return acm__json_take(r, acm__error(r->err, ACM_E_NOTFOUND, "no %s has the key '%.*s'",
                                        types[type], ACM__SHOWN(key)));
}

bool acm__json_edition(acm__json *r, acm__str tag, uint32_t *out)
{
    const acm__strs *editions = &acm__json_reading_of(r)->b->editions;
    for (*out = 0; *out < editions->count; ++*out)
        if (acm__str_equal(editions->at[*out], tag))
            return true;
    return acm__json_take_key(r, acm__error(r->err, ACM_E_NOTFOUND,
                                            "'%.*s' is not among the languages", ACM__SHOWN(tag)));
}

/* Which text is read. */
typedef struct text_of {
    acm_id id;
    acm_text_field field;
} text_of;

static bool read_text(acm__json *r, acm__str key, const json_t *value, void *to)
{
    const text_of *of = to;
    acm__str text;
    uint32_t edition;
    acm_builder *b = acm__json_reading_of(r)->b;
    if (!acm__json_edition(r, key, &edition) || !acm__json_any_text(r, value, &text))
        return false;
    return acm__json_take(r, acm_builder_text(b, of->id, of->field, b->editions.at[edition].at,
                                              text.at, text.len, r->err));
}

static bool read_field(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each_member(r, value, read_text, to);
}

bool acm__json_read_texts(acm__json *r, const json_t *object, acm_id id)
{
    for (acm_text_field field = ACM_TEXT_NAME; field <= ACM_TEXT_NEXT_STEPS; field++) {
        text_of of = {id, field};
        if (!acm__json_member(r, object, acm__words_texts[field], read_field, &of))
            return false;
    }
    return true;
}

/* The head */

static bool read_format(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    const char *format = json_string_value(value);
    return (format && strcmp(format, ACM__JSON_FORMAT) == 0) ||
           acm__json_fail(r, "must be \"%s\"", ACM__JSON_FORMAT);
}

static bool read_version(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    int64_t version;
    if (!acm__json_integer(r, value, 1, INT32_MAX, &version))
        return false;
    return version == ACM__JSON_VERSION ||
           acm__json_take(r,
                          acm__error(r->err, ACM_E_VERSION, "version %lld is not known, only %d is",
                                     (long long)version, ACM__JSON_VERSION));
}

static bool read_language(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    acm__str tag;
    acm_builder *b = acm__json_reading_of(r)->b;
    if (!acm__json_any_text(r, value, &tag))
        return false;
    if (tag.len > ACM__MAX_KEY)
        return acm__json_fail(r, "must not be longer than %d bytes", ACM__MAX_KEY);
    uint32_t index = acm__json_reading_of(r)->next++, edition = 0;
    if (index == 0)
        b->editions.at[0] = tag;
    else
        edition = acm__builder_edition(b, tag);
    if (edition == UINT32_MAX)
        return acm__json_nomem(r);
    return edition == index ||
           acm__json_take(r, acm__error(r->err, ACM_E_EXISTS, "stands there twice"));
}

static bool read_languages(acm__json *r, const json_t *value, void *to)
{
    if (json_is_array(value) && json_array_size(value) == 0)
        return acm__json_fail(r, "must not be empty");
    if (json_array_size(value) > ACM__MAX_EDITIONS)
        return acm__json_take(r,
                              acm__error(r->err, ACM_E_LIMIT, "more than %d", ACM__MAX_EDITIONS));
    acm__json_reading_of(r)->next = 0;
    return acm__json_each(r, value, read_language, to);
}

static bool read_semantics(acm__json *r, const json_t *value, void *to)
{
    (void)to;
    return acm__json_bits(r, value, acm__words_semantics, ACM__WORDS_SEMANTICS,
                          &acm__json_reading_of(r)->b->semantics);
}

/* Terms */

static bool read_term_key(acm__json *r, const json_t *value, void *to)
{
    acm__str key;
    return acm__json_text(r, value, &key) &&
           acm__json_take(r, acm__builder_term(acm__json_reading_of(r)->b, key, to, r->err));
}

static bool read_term(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"key", read_term_key, true, 0}, {"name", NULL, false, 0},
        {"detail", NULL, false, 0},      {"body", NULL, false, 0},
        {"overview", NULL, false, 0},    {"objectives", NULL, false, 0},
        {"next_steps", NULL, false, 0},
    };
    (void)to;
    acm_id id = 0;
    return acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), &id, NULL) &&
           acm__json_read_texts(r, value, id);
}

static bool read_terms(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, read_term, to);
}

/* The whole */

static bool blame_all(acm__json *r, const json_t *value, void *to);

/* Says where the item or condition stands whose key the error names. */
static bool blame(acm__json *r, const json_t *value, void *to)
{
    const char *key = json_string_value(json_object_get(value, "key"));
    size_t len = strlen(r->err->path); /* a long key may be cut off */
    if (len && strncmp(key, r->err->path, len) == 0)
        return acm__json_take(r, *(const acm_status *)to);
    return acm__json_member(r, value, "conditions", blame_all, to);
}

static bool blame_all(acm__json *r, const json_t *value, void *to)
{
    return acm__json_each(r, value, blame, to);
}

static bool finish(acm__json *r, const json_t *value)
{
    acm__json_reading *reading = acm__json_reading_of(r);
    acm_status status = acm__builder_finish(reading->b, true, &reading->playbook, r->err);
    bool filled = r->err && r->err->struct_size >= sizeof *r->err;
    if (status && filled && !acm__json_member(r, value, "items", blame_all, &status))
        return false;
    return acm__json_take(r, status);
}

/* What the form is comes before what it says: another version may have other keys. */
static bool read_head(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {{"format", read_format, true, 0},
                                             {"version", read_version, true, 0}};
    for (size_t i = 0; i < ACM__JSON_COUNT(fields); i++)
        if (!json_object_get(value, fields[i].key))
            return acm__json_fail(r, "needs \"%s\"", fields[i].key);
    return acm__json_members(r, value, fields, ACM__JSON_COUNT(fields), to);
}

static bool read_playbook(acm__json *r, const json_t *value, void *to)
{
    static const acm__json_field fields[] = {
        {"format", NULL, true, 0},
        {"version", NULL, true, 0},
        {"languages", read_languages, true, 0},
        {"semantics", read_semantics, false, 0},
        {"terms", read_terms, false, 0},
        {"items", acm__json_read_items, true, 0},
        {"pages", acm__json_read_pages, false, 0},
    };
    static const acm__json_field again[] = {
        {"pages", acm__json_read_bases, false, 0},    {"items", acm__json_read_details, false, 0},
        {"items", acm__json_read_criteria, false, 0}, {"items", acm__json_read_waits, false, 0},
        {"items", acm__json_read_blocking, false, 0},
    };
    if (!json_is_object(value))
        return acm__json_fail(r, "must be an object");
    return read_head(r, value, to) &&
           acm__json_object(r, value, fields, ACM__JSON_COUNT(fields), to, NULL) &&
           acm__json_members(r, value, again, ACM__JSON_COUNT(again), to) && finish(r, value);
}

acm_status acm__json_read_playbook(acm__str text, acm__json_limits limits,
                                   const acm_allocator *allocator, acm_playbook **playbook,
                                   acm_error *err)
{
    acm__json_reading reading = {.playbook = NULL};
    acm_status status = acm_builder_new(allocator, NULL, NULL, &reading.b, NULL, err);
    if (status)
        return status;
    reading.b->trusting = true;
    acm__json r = {.arena = &reading.b->arena, .user = &reading, .err = err, .text = text};
    status = acm__json_parse(&r, limits, read_playbook, &reading);
    acm_builder_free(reading.b);
    *playbook = reading.playbook;
    return status;
}
