#include "support/pages.h"
#include "support/rich.h"
#include "support/same.h"
#include "support/sink.h"
#include "support/small.h"

#include <stdlib.h>

static char *write_text(const acm_playbook *playbook, uint32_t flags)
{
    written w = {.text = NULL};
    acm_error err;
    acm_error_init(&err);
    assert_ok(acm_playbook_write_json(playbook, flags, written_keep, &w, &err));
    assert_int_equal(w.text[w.len - 1], '\n');
    return w.text;
}

static acm_playbook *read_text(const char *json)
{
    acm_playbook *playbook;
    acm_error err;
    acm_error_init(&err);
    if (acm_playbook_read_json(json, ACM_NTS, NULL, &playbook, &err) != ACM_OK)
        fail_msg("%u:%u, %s: %s", (unsigned)err.line, (unsigned)err.column, err.path, err.message);
    return playbook;
}

/* What is written, read and written again is the same, with and without places and lines. */
static void assert_round_trip(const acm_playbook *playbook)
{
    for (uint32_t flags = 0; flags <= (ACM_JSON_INDENT | ACM_JSON_NO_PLACES); flags++) {
        char *json = write_text(playbook, flags);
        acm_playbook *back = read_text(json);
        assert_same_playbook(playbook, back, !(flags & ACM_JSON_NO_PLACES));
        char *again = write_text(back, flags);
        assert_string_equal(json, again);
        assert_int_equal(strchr(json, '\n') == json + strlen(json) - 1, !(flags & ACM_JSON_INDENT));
        acm_playbook_free(back);
        free(json);
        free(again);
    }
}

static acm_playbook *make_small(void)
{
    acm_playbook *playbook;
    assert_ok(small_playbook(NULL, &playbook, NULL));
    return playbook;
}

static acm_playbook *make_rich(void)
{
    acm_playbook *playbook;
    acm_error err;
    acm_error_init(&err);
    if (rich_playbook(NULL, &playbook, &err) != ACM_OK)
        fail_msg("%s: %s", err.path, err.message);
    return playbook;
}

static void test_json__round_trip(void **state)
{
    (void)state;
    acm_playbook *(*const makers[])(void) = {make_small, make_rich, pages_playbook};
    for (size_t i = 0; i < COUNT_OF(makers); i++) {
        acm_playbook *playbook = makers[i]();
        assert_round_trip(playbook);
        acm_playbook_free(playbook);
    }
}

/* A whole case runs on what was read back as on what was written. */
static void test_json__runs(void **state)
{
    small *s = *state;
    char *json = write_text(s->playbook, 0);
    acm_playbook *back = read_text(json);
    acm_playbook_free(s->playbook);
    acm_case_free(s->c);
    s->playbook = back;
    assert_ok(acm_case_new(back, s->roster, s->log, NULL, &s->c, NULL));
    small_reach_build(s);
    small_do(s, "build/200", s->ben);
    assert_ok(small_post(s, ACM_COMMAND_CONFIRM, "build/out-1", s->ana));
    assert_int_equal(acm_case_state(s->c), ACM_STATE_COMPLETED);
    free(json);
}

static void test_json__is_written_so(void **state)
{
    (void)state;
    acm_playbook *playbook = make_rich();
    assert_golden(write_text(playbook, ACM_JSON_INDENT), ACM_TEST_DATA "/golden/rich-indent.json");
    assert_golden(write_text(playbook, ACM_JSON_NO_PLACES),
                  ACM_TEST_DATA "/golden/rich-no-places.json");
    acm_playbook_free(playbook);
}

/* A task with texts that are given in one order or the other. */
static acm_playbook *make_texts(bool backwards)
{
    static const char *const tags[] = {"en", "de", "fr"};
    acm_builder *b;
    acm_id root, task;
    acm_playbook *playbook;
    assert_ok(acm_builder_new(NULL, "en", NULL, &b, &root, NULL));
    assert_ok(acm_builder_text(b, root, ACM_TEXT_NAME, "de", "Wurzel", ACM_NTS, NULL));
    assert_ok(acm_builder_text(b, root, ACM_TEXT_NAME, "fr", "racine", ACM_NTS, NULL));
    assert_ok(acm_builder_add(b, root, ACM_ITEM_TASK, 0, "task", NULL, -1, &task, NULL));
    for (int i = 0; i < 9; i++) {
        int k = backwards ? 8 - i : i;
        assert_ok(
            acm_builder_text(b, task, ACM_TEXT_NAME + k / 3, tags[k % 3], "text", ACM_NTS, NULL));
    }
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    return playbook;
}

static void test_json__order_of_texts_does_not_matter(void **state)
{
    (void)state;
    acm_playbook *a = make_texts(false), *b = make_texts(true);
    char *x = write_text(a, 0), *y = write_text(b, 0);
    assert_string_equal(x, y);
    free(x);
    free(y);
    acm_playbook_free(a);
    acm_playbook_free(b);
}

#define PAGE                                                                                       \
    "# Move\n\n## Approach\n\n### Pack\n\nPrimary Role: **FastTrack Manager**\n\n#### FTOP "       \
    "Tasks\n\n"                                                                                    \
    "| Task ID | Task Name | (M)andatory / (O)ptional |\n|---|---|---|\n| 12 | Boxes | M |\n"

static acm_playbook *read_page(const char *text, const char *file)
{
    acm_page_options options;
    acm_playbook *playbook;
    acm_page_options_init(&options);
    options.file = file;
    options.language = "en";
    assert_ok(acm_playbook_read_page(text, ACM_NTS, &options, &playbook, NULL, NULL));
    return playbook;
}

static void revision_of(const char *text, const char *file, char out[ACM_REVISION_SIZE])
{
    acm_playbook *playbook = read_page(text, file);
    assert_ok(acm_playbook_revision(playbook, out, ACM_REVISION_SIZE, NULL));
    acm_playbook_free(playbook);
}

static void test_json__revision(void **state)
{
    (void)state;
    char one[ACM_REVISION_SIZE], other[ACM_REVISION_SIZE];
    revision_of(PAGE, "en/move.md", one);
    assert_int_equal(strlen(one), ACM_REVISION_SIZE - 1);
    assert_memory_equal(one, "sha256:", 7);
    assert_int_equal(strspn(one + 7, "0123456789abcdef"), 64);
    revision_of("\n\n" PAGE, "elsewhere/move.md", other);
    assert_string_equal(one, other);
    revision_of(PAGE "| 13 | Lorry | O |\n", "en/move.md", other);
    assert_string_not_equal(one, other);
}

static void test_json__revision_refuses(void **state)
{
    (void)state;
    char out[ACM_REVISION_SIZE] = "untouched";
    acm_error err;
    acm_playbook *playbook = make_small();
    assert_refused(acm_playbook_revision(playbook, out, sizeof out - 1, &err), ACM_E_BUFFER, &err);
    assert_refused(acm_playbook_revision(NULL, out, sizeof out, &err), ACM_E_INVALID, &err);
    assert_refused(acm_playbook_revision(playbook, NULL, sizeof out, &err), ACM_E_INVALID, &err);
    assert_string_equal(out, "untouched");
    acm_playbook_free(playbook);
}

static void test_json__sink_stops(void **state)
{
    (void)state;
    written w = {.refuse = 42};
    acm_error err;
    acm_playbook *playbook = pages_playbook();
    assert_refused(acm_playbook_write_json(playbook, 0, written_keep, &w, &err), ACM_E_CALLBACK,
                   &err);
    assert_int_equal(err.value, 42);
    assert_int_equal(w.pieces, 1);
    free(w.text);
    acm_playbook_free(playbook);
}

static void test_json__nothing_given(void **state)
{
    (void)state;
    acm_error err;
    acm_json_options options = {0};
    acm_playbook *playbook = make_small(), *none = playbook;
    acm_json_options_init(NULL);
    assert_refused(acm_playbook_write_json(NULL, 0, written_keep, NULL, &err), ACM_E_INVALID, &err);
    assert_refused(acm_playbook_write_json(playbook, 0, NULL, NULL, &err), ACM_E_INVALID, &err);
    assert_refused(acm_playbook_write_json(playbook, 4, written_keep, NULL, &err), ACM_E_INVALID,
                   &err);
    assert_refused(acm_playbook_read_json(NULL, 0, NULL, &none, &err), ACM_E_INVALID, &err);
    assert_null(none);
    assert_refused(acm_playbook_read_json("{}", ACM_NTS, NULL, NULL, &err), ACM_E_INVALID, &err);
    assert_refused(acm_playbook_read_json("{}", ACM_NTS, &options, &none, &err), ACM_E_VERSION,
                   &err);
    acm_playbook_free(playbook);
}

static void test_json__limits(void **state)
{
    (void)state;
    acm_json_options options;
    acm_error err;
    acm_playbook *given = make_small(), *playbook;
    char *json = write_text(given, 0), deep[70];
    acm_json_options_init(&options);
    options.max_bytes = (uint32_t)strlen(json) - 1;
    assert_refused(acm_playbook_read_json(json, ACM_NTS, &options, &playbook, &err), ACM_E_LIMIT,
                   &err);
    options.max_bytes++;
    options.max_depth = 6;
    assert_refused(acm_playbook_read_json(json, ACM_NTS, &options, &playbook, &err), ACM_E_LIMIT,
                   &err);
    options.max_depth++;
    assert_ok(acm_playbook_read_json(json, ACM_NTS, &options, &playbook, &err));
    acm_playbook_free(playbook);
    memset(deep, '[', sizeof deep);
    assert_refused(acm_playbook_read_json(deep, sizeof deep, NULL, &playbook, &err), ACM_E_LIMIT,
                   &err);
    assert_int_equal(err.offset, 64);
    assert_int_equal(err.column, 65);
    free(json);
    acm_playbook_free(given);
}

static void test_json__has_no_outline(void **state)
{
    (void)state;
    written w = {.text = NULL};
    acm_playbook *playbook = read_page(PAGE, "move.md");
    char *json = write_text(playbook, 0);
    acm_playbook *back = read_text(json);
    assert_ok(acm_playbook_outline(back, written_keep, &w, NULL));
    assert_int_equal(w.pieces, 0);
    free(json);
    acm_playbook_free(back);
    acm_playbook_free(playbook);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json__round_trip),
        cmocka_unit_test_setup_teardown(test_json__runs, small_setup, small_teardown),
        cmocka_unit_test(test_json__is_written_so),
        cmocka_unit_test(test_json__order_of_texts_does_not_matter),
        cmocka_unit_test(test_json__revision),
        cmocka_unit_test(test_json__revision_refuses),
        cmocka_unit_test(test_json__sink_stops),
        cmocka_unit_test(test_json__nothing_given),
        cmocka_unit_test(test_json__limits),
        cmocka_unit_test(test_json__has_no_outline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
