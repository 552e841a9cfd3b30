#include "support/journal.h"

#include "support/test.h"

#include <stdlib.h>

static void *make_room(void *at, size_t *capacity, size_t need, size_t size)
{
    if (need <= *capacity)
        return at;
    *capacity = need * 2;
    at = realloc(at, *capacity * size);
    assert_non_null(at);
    return at;
}

static uint32_t add_text(journal *j, const char *text)
{
    size_t len = strlen(text) + 1, start = j->text_len ? j->text_len : 1;
    j->text = make_room(j->text, &j->text_capacity, start + len, 1);
    j->text[0] = '\0';
    memcpy(j->text + start, text, len);
    j->text_len = start + len;
    return (uint32_t)start;
}

void journal_take(journal *j, acm_log *log)
{
    acm_event events[64];
    size_t n;
    do {
        assert_ok(acm_log_drain(log, events, sizeof *events, COUNT_OF(events), &n, NULL));
        for (size_t i = 0; i < n; i++) {
            const char *text = acm_log_text(log, &events[i]);
            if (text)
                events[i].detail = add_text(j, text);
            j->events = make_room(j->events, &j->capacity, j->count + 1, sizeof *j->events);
            j->events[j->count++] = events[i];
        }
    } while (n);
}

void journal_free(journal *j)
{
    free(j->events);
    free(j->text);
    *j = (journal){.count = 0};
}

void assert_same_journal(const journal *a, const journal *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++)
        if (memcmp(&a->events[i], &b->events[i], sizeof *a->events) != 0)
            fail_msg("event %zu: item %u kind %u is item %u kind %u", i, a->events[i].item,
                     a->events[i].kind, b->events[i].item, b->events[i].kind);
    assert_int_equal(a->text_len, b->text_len);
    if (a->text_len)
        assert_memory_equal(a->text, b->text, a->text_len);
}

acm_status journal_replay(const journal *j, acm_playbook *playbook, acm_roster *roster,
                          acm_log *log, const acm_case_options *options, acm_case **out,
                          acm_error *err)
{
    return acm_case_replay(playbook, roster, log, options, j->events, sizeof *j->events, j->count,
                           j->text, j->text_len, out, err);
}

snapshot take_snapshot(const acm_case *c)
{
    snapshot s = {.bytes = NULL};
    assert_status(acm_case_snapshot(c, NULL, 0, &s.len, NULL), ACM_E_BUFFER);
    s.bytes = malloc(s.len);
    assert_non_null(s.bytes);
    assert_ok(acm_case_snapshot(c, s.bytes, s.len, &s.len, NULL));
    return s;
}

void assert_snapshot(const acm_case *c, const snapshot *expected, const char *what)
{
    snapshot got = take_snapshot(c);
    size_t i = 0, most = got.len < expected->len ? got.len : expected->len;
    while (i < most && (got.bytes[i] == expected->bytes[i] || (i >= 12 && i < 32)))
        i++;
    if (got.len != expected->len || memcmp(got.bytes, expected->bytes, got.len) != 0)
        fail_msg("%s: snapshots of %zu and %zu bytes differ at %zu", what, expected->len, got.len,
                 i);
    free(got.bytes);
}
