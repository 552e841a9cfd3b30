#include "support/same.h"

#include <stdlib.h>

enum {
    EDITIONS_MAX = 16
};

/* Texts in languages that a playbook has, that the vocabulary has, and that nobody has. */
static const char *const languages[] = {NULL, "en", "de", "es", "ja", "pt", "zh-hans", "xx", "tlh"};

static void same_text(const char *a, size_t a_len, const char *b, size_t b_len)
{
    assert_int_equal(a == NULL, b == NULL);
    assert_int_equal(a_len, b_len);
    if (a)
        assert_memory_equal(a, b, a_len + 1);
}

static void *array(size_t count, size_t size)
{
    void *at = calloc(count + 1, size);
    assert_non_null(at);
    return at;
}

static void same_texts(const acm_playbook *a, const acm_playbook *b, acm_id id)
{
    size_t a_len, b_len;
    const char *a_used, *b_used, *a_text, *b_text;
    for (acm_text_field field = 0; field <= ACM_TEXT_NEXT_STEPS + 1; field++)
        for (size_t i = 0; i < COUNT_OF(languages); i++) {
            a_text = acm_playbook_text(a, id, field, languages[i], &a_used, &a_len);
            b_text = acm_playbook_text(b, id, field, languages[i], &b_used, &b_len);
            same_text(a_text, a_len, b_text, b_len);
            assert_int_equal(a_used == NULL, b_used == NULL);
            if (a_used)
                assert_string_equal(a_used, b_used);
        }
}

static void same_controls(const acm_playbook *a, const acm_playbook *b, acm_id id)
{
    size_t a_len, b_len;
    int64_t a_time, b_time;
    for (acm_control c = 0; c <= ACM_CONTROL_TYPE + 1; c++) {
        const char *x = acm_playbook_control(a, id, c, &a_len);
        const char *y = acm_playbook_control(b, id, c, &b_len);
        same_text(x, a_len, y, b_len);
    }
    assert_int_equal(acm_playbook_due(a, id, &a_time), acm_playbook_due(b, id, &b_time));
    assert_true(a_time == b_time);
}

static void same_places(const acm_playbook *a, const acm_playbook *b, acm_id id)
{
    for (size_t edition = 0; edition < EDITIONS_MAX; edition++) {
        acm_place x = {0}, y = {0};
        acm_status status = acm_playbook_place(a, id, edition, &x, sizeof x);
        assert_status(acm_playbook_place(b, id, edition, &y, sizeof y), status);
        assert_memory_equal(&x, &y, sizeof x);
    }
}

/* Every id there is, and some that are none. */
static void same_things(const acm_playbook *a, const acm_playbook *b, bool places, acm_id end)
{
    for (acm_id id = 0; id <= end; id++) {
        size_t a_len, b_len;
        const char *key = acm_playbook_key(a, id, &a_len);
        const char *other = acm_playbook_key(b, id, &b_len);
        same_text(key, a_len, other, b_len);
        same_texts(a, b, id);
        same_controls(a, b, id);
        if (places)
            same_places(a, b, id);
        acm_id found;
        if (key)
            assert_ok(acm_playbook_find(b, key, ACM_NTS, &found, NULL));
    }
}

typedef acm_status get_records(const acm_playbook *p, void *out, size_t capacity, size_t *count);

static acm_status get_items(const acm_playbook *p, void *out, size_t capacity, size_t *count)
{
    return acm_playbook_items(p, out, sizeof(acm_item), capacity, count);
}

static acm_status get_conditions(const acm_playbook *p, void *out, size_t capacity, size_t *count)
{
    return acm_playbook_conditions(p, 0, out, sizeof(acm_condition), capacity, count);
}

static acm_status get_refs(const acm_playbook *p, void *out, size_t capacity, size_t *count)
{
    return acm_playbook_refs(p, 0, 0, out, sizeof(acm_ref), capacity, count);
}

static acm_status get_numbers(const acm_playbook *p, void *out, size_t capacity, size_t *count)
{
    return acm_playbook_numbers(p, out, sizeof(acm_numbered), capacity, count);
}

static acm_status get_pages(const acm_playbook *p, void *out, size_t capacity, size_t *count)
{
    return acm_playbook_pages(p, out, sizeof(acm_page), capacity, count);
}

/* Items and conditions without their places. */
static void clear_items(void *records, size_t count)
{
    acm_item *items = records;
    for (size_t i = 0; i < count; i++)
        items[i].line = items[i].column = 0;
}

static void clear_conditions(void *records, size_t count)
{
    acm_condition *conditions = records;
    for (size_t i = 0; i < count; i++)
        conditions[i].line = conditions[i].column = 0;
}

typedef struct record_kind {
    get_records *get;
    size_t size;
    void (*clear)(void *records, size_t count); /* of places; NULL: there are none */
} record_kind;

static const record_kind record_kinds[] = {
    {get_items, sizeof(acm_item), clear_items},
    {get_conditions, sizeof(acm_condition), clear_conditions},
    {get_refs, sizeof(acm_ref), NULL},
    {get_numbers, sizeof(acm_numbered), NULL},
    {get_pages, sizeof(acm_page), NULL},
};

static size_t same_records(const acm_playbook *a, const acm_playbook *b, const record_kind *kind,
                           bool places)
{
    size_t count, other;
    assert_ok(kind->get(a, NULL, 0, &count));
    assert_ok(kind->get(b, NULL, 0, &other));
    assert_int_equal(count, other);
    char *x = array(count, kind->size), *y = array(count, kind->size);
    assert_ok(kind->get(a, x, count, &count));
    assert_ok(kind->get(b, y, count, &other));
    if (kind->clear && !places) {
        kind->clear(x, count);
        kind->clear(y, count);
    }
    for (size_t i = 0; i < count; i++)
        assert_memory_equal(x + i * kind->size, y + i * kind->size, kind->size);
    free(x);
    free(y);
    return count;
}

/* Gives the highest id. */
static acm_id same_terms(const acm_playbook *a, const acm_playbook *b)
{
    acm_id highest = 0;
    for (acm_term_kind kind = ACM_TERM_ROLE; kind <= ACM_TERM_PHASE; kind++) {
        size_t count, other;
        assert_ok(acm_playbook_terms(a, kind, NULL, 0, &count));
        acm_id *x = array(count, sizeof *x), *y = array(count, sizeof *y);
        assert_ok(acm_playbook_terms(a, kind, x, count, &count));
        assert_ok(acm_playbook_terms(b, kind, y, count, &other));
        assert_int_equal(count, other);
        assert_memory_equal(x, y, count * sizeof *x);
        for (size_t i = 0; i < count; i++)
            highest = x[i] > highest ? x[i] : highest;
        free(x);
        free(y);
    }
    return highest;
}

static void same_pages(const acm_playbook *a, const acm_playbook *b, size_t count, bool places)
{
    static const char *const keys[] = {"title",    "description", "author",    "ms.date",
                                       "ms.topic", "ft.audience", "ms.author", "none"};
    size_t a_len, b_len;
    for (size_t i = 0; i <= count; i++) {
        for (acm_page_field field = 0; field <= ACM_PAGE_OVERVIEW + 1; field++) {
            const char *x = acm_playbook_page_text(a, i, field, &a_len);
            const char *y = acm_playbook_page_text(b, i, field, &b_len);
            if (places || field != ACM_PAGE_PATH)
                same_text(x, a_len, y, b_len);
        }
        for (size_t k = 0; k < COUNT_OF(keys); k++) {
            const char *x = acm_playbook_page_value(a, i, keys[k], &a_len);
            const char *y = acm_playbook_page_value(b, i, keys[k], &b_len);
            same_text(x, a_len, y, b_len);
        }
    }
}

void assert_same_playbook(const acm_playbook *a, const acm_playbook *b, bool places)
{
    size_t counts[COUNT_OF(record_kinds)];
    assert_int_equal(acm_playbook_semantics(a), acm_playbook_semantics(b));
    for (size_t i = 0; i < EDITIONS_MAX; i++) {
        const char *x = acm_playbook_language(a, i), *y = acm_playbook_language(b, i);
        same_text(x, x ? strlen(x) : 0, y, y ? strlen(y) : 0);
    }
    for (size_t i = 0; i < COUNT_OF(record_kinds); i++)
        counts[i] = same_records(a, b, &record_kinds[i], places);
    acm_id terms = same_terms(a, b), end = (acm_id)(counts[0] + counts[1]);
    same_things(a, b, places, (terms > end ? terms : end) + 1);
    same_pages(a, b, counts[4], places);
}
