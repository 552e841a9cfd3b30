/* Pages beside what must be made of them: tests/data/pages. */
#include "format/json/outline.h"

#include "unit/reading.h"

#include <stdio.h>
#include <stdlib.h>

static const struct {
    const char *folder, *language, *name;
} pages[] = {
    {"en", "en", "broken-front-matter"},
    {"en", "en", "characters"},
    {"en", "en", "conflict"},
    {"en", "en", "dates"},
    {"en", "en", "front-matter"},
    {"en", "en", "headings"},
    {"en", "en", "labels"},
    {"en", "en", "lists"},
    {"en", "en", "open-front-matter"},
    {"en", "en", "ordinary"},
    {"en", "en", "tables"},
    {"de", "de", "umzug-de"},
    {"es", "es", "mudanza-es"},
    {"ja", "ja", "hikkoshi-jp"},
    {"pt", "pt", "mudanca-pr"},
    {"zh-hans", "zh-hans", "banjia-sc"},
    {"faults", "en", "byte-order-marks"},
    {"faults", "en", "doubled-pipes"},
    {"faults", "en", "html"},
    {"faults", "en", "invisible-characters"},
    {"faults", "en", "lost-pipes"},
    {"faults", "en", "markup-in-cells"},
    {"faults", "en", "mixed-lists"},
    {"faults", "en", "neighbours-of-tables"},
    {"faults", "en", "no-approach"},
    {"faults", "en", "sections-out-of-order"},
    {"faults", "en", "tabs"},
    {"faults", "en", "truncated"},
    {"faults", "en", "two-approaches"},
    {"faults", "en", "two-rows"},
    {"faults", "en", "unclosed-emphasis"},
};

static char *read_data(size_t i, const char *extension, size_t *len)
{
    char path[512];
    snprintf(path, sizeof path, "%s/pages/%s/%s%s", ACM_TEST_DATA, pages[i].folder, pages[i].name,
             extension);
    return test_read_file(path, len);
}

typedef struct collected {
    char at[1 << 15];
    size_t len;
} collected;

static int32_t collect(void *user, const char *text, size_t len)
{
    collected *to = user;
    assert_true(to->len + len < sizeof to->at);
    memcpy(to->at + to->len, text, len);
    to->len += len;
    to->at[to->len] = '\0';
    return 0;
}

static void read_page(reading *r, size_t i, acm__str text, const char *tag)
{
    char file[64];
    reading_begin(r);
    snprintf(file, sizeof file, "%s.md", pages[i].name);
    assert_ok(reading_text(r, text, tag, file, NULL));
}

/* The text is that of page i, perhaps with other line ends. */
static void check_outline(size_t i, acm__str text, const char *tag)
{
    static collected found;
    reading r;
    size_t len;
    char *expected = read_data(i, ".json", &len);
    read_page(&r, i, text, tag);
    found.len = 0;
    acm_status status = acm__outline_page(&r.page, collect, &found, NULL);
    if (status != ACM_E_UNSUPPORTED) {
        assert_ok(status);
        assert_string_equal(found.at, expected);
    }
    reading_end(&r);
    free(expected);
}

static void test_pages__give_their_outline(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        size_t len;
        char *text = read_data(i, ".md", &len);
        check_outline(i, (acm__str){text, (uint32_t)len}, pages[i].language);
        free(text);
    }
}

static void check_findings(size_t i)
{
    static char found[1 << 13];
    reading r;
    size_t len, expected_len, at = 0;
    char *text = read_data(i, ".md", &len), *expected = read_data(i, ".txt", &expected_len);
    read_page(&r, i, (acm__str){text, (uint32_t)len}, pages[i].language);
    found[0] = '\0';
    for (uint32_t k = 0; k < r.page.faults.count; k++) {
        const acm__fault *fault = &r.page.faults.at[k];
        at += (size_t)snprintf(found + at, sizeof found - at, "%u:%u %s: %s\n", fault->place.line,
                               fault->place.column, acm_rule_name(fault->rule), fault->detail.at);
        assert_true(at < sizeof found);
    }
    assert_string_equal(found, expected);
    reading_end(&r);
    free(text);
    free(expected);
}

static void test_pages__have_their_findings(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++)
        if (strcmp(pages[i].folder, "faults") == 0)
            check_findings(i);
}

static void test_pages__languages_are_told_by_their_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        size_t len;
        char *text = read_data(i, ".md", &len);
        check_outline(i, (acm__str){text, (uint32_t)len}, NULL);
        free(text);
    }
}

static void test_pages__suffixes_tell_the_language_where_words_do_not(void **state)
{
    static const struct {
        const char *file, *text, *language;
    } rows[] = {{"page.md", "# x\n", "en"},
                {"page-de.md", "# x\n", "de"},
                {"page-JP.md", "## Overview\n", "ja"},
                {"page-pr.md", "## Objetivos\n", "pt"},
                {"page-es.md", "## Objetivos\n", "es"},
                {"page.md", "## Objetivos\n", "es"},
                {"page-de.md", "## Objetivos\n", "es"},
                {"page-en.md", "# x\n", "en"},
                {"-sc.md", "# x\n", "en"},
                {"page-xx.md", "# x\n", "en"}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        reading r;
        reading_begin(&r);
        assert_ok(reading_text(&r, reading_str(rows[i].text), NULL, rows[i].file, NULL));
        assert_string_equal(r.page.language.at, rows[i].language);
        reading_end(&r);
    }
}

/* Copies a text with other line ends. */
static acm__str with_ends(char *to, acm__str text, const char *end)
{
    char *at = to;
    for (uint32_t i = 0; i < text.len; i++)
        if (text.at[i] == '\n')
            at = strcpy(at, end) + strlen(end);
        else if (text.at[i] != '\r')
            *at++ = text.at[i];
    return (acm__str){to, (uint32_t)(at - to)};
}

static void test_pages__line_ends_do_not_matter(void **state)
{
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        size_t len;
        char *text = read_data(i, ".md", &len), *copy = malloc(2 * len + 1);
        assert_non_null(copy);
        for (size_t k = 0; k < COUNT_OF(ends); k++)
            check_outline(i, with_ends(copy, (acm__str){text, (uint32_t)len}, ends[k]),
                          pages[i].language);
        while (len > 0 && text[len - 1] == '\n')
            len--;
        check_outline(i, (acm__str){text, (uint32_t)len}, pages[i].language);
        free(text);
        free(copy);
    }
}

static void test_pages__each_beginning_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        size_t len;
        char *text = read_data(i, ".md", &len);
        for (size_t cut = 0; cut <= len; cut++) {
            reading r;
            char *copy = malloc(cut + 1); /* of its own, so that reading past its end is found */
            assert_non_null(copy);
            memcpy(copy, text, cut);
            if (acm__utf8_check(copy, cut) == cut) {
                read_page(&r, i, (acm__str){copy, (uint32_t)cut}, pages[i].language);
                reading_end(&r);
            }
            free(copy);
        }
        free(text);
    }
}

/* The n-th allocation fails, once or ever after, from the first to the one that is not needed any more. */
static void sweep(size_t i, bool ever_after)
{
    size_t len;
    char *text = read_data(i, ".md", &len);
    reading r;
    bool failed = true;
    for (size_t n = 0; failed; n++) {
        acm_error err;
        acm_error_init(&err);
        reading_begin(&r);
        test_memory_fail(&r.memory, n, ever_after);
        acm_status status =
            reading_text(&r, (acm__str){text, (uint32_t)len}, pages[i].language, "page.md", &err);
        failed = r.memory.failed;
        assert_status(status, failed ? ACM_E_NOMEM : ACM_OK);
        assert_int_equal(err.status, status);
        reading_end(&r);
    }
    free(text);
}

static void test_pages__running_out_of_memory_is_an_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        sweep(i, false);
        sweep(i, true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pages__give_their_outline),
        cmocka_unit_test(test_pages__have_their_findings),
        cmocka_unit_test(test_pages__languages_are_told_by_their_words),
        cmocka_unit_test(test_pages__suffixes_tell_the_language_where_words_do_not),
        cmocka_unit_test(test_pages__line_ends_do_not_matter),
        cmocka_unit_test(test_pages__each_beginning_is_read),
        cmocka_unit_test(test_pages__running_out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
