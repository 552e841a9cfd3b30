#include "format/json/outline.h"
#include "format/markdown/dates.h"
#include "format/markdown/entities.h"
#include "format/markdown/values.h"

#include "unit/reading.h"

#include <stdio.h>
#include <stdlib.h>

static void assert_text(acm__str found, const char *expected)
{
    assert_string_equal(found.at, expected);
    assert_int_equal(found.len, strlen(expected));
}

static void assert_stands_at(acm__place place, uint32_t line, uint32_t column)
{
    if (place.line != line || place.column != column)
        fail_msg("%u:%u, not %u:%u", place.line, place.column, line, column);
}

/* Words */

static void test_markdown__each_heading_word_of_each_language_is_known(void **state)
{
    const acm__language *language;
    acm__str word;
    int32_t kind;
    (void)state;
    for (size_t k = 0; (language = acm__language_at(k)) != NULL; k++)
        for (size_t n = 0; (word = acm__vocabulary_at(language, ACM__HEADING, n, &kind)).at; n++) {
            reading r;
            char text[256];
            reading_begin(&r);
            snprintf(text, sizeof text, "# Title\n\n##  %.*s :\n\ntext\n", (int)word.len, word.at);
            assert_ok(
                reading_text(&r, reading_str(text), acm__language_tag(language), "page.md", NULL));
            assert_int_equal(r.page.sections.count, 2);
            assert_int_equal(r.page.sections.at[1].kind, kind);
            reading_end(&r);
        }
}

static void test_markdown__each_label_word_of_each_language_is_known(void **state)
{
    const acm__language *language;
    acm__str word;
    int32_t kind;
    (void)state;
    for (size_t k = 0; (language = acm__language_at(k)) != NULL; k++)
        for (size_t n = 0; (word = acm__vocabulary_at(language, ACM__LABEL, n, &kind)).at; n++) {
            reading r;
            char text[256];
            reading_begin(&r);
            snprintf(text, sizeof text, "# T\n\n**%.*s**\xEF\xBC\x9A A/B\n", (int)word.len,
                     word.at);
            assert_ok(
                reading_text(&r, reading_str(text), acm__language_tag(language), "page.md", NULL));
            const acm__page *page = &r.page;
            const acm__assignment *a = page->assignments.at;
            uint32_t count = kind == ACM__LABEL_PHASE             ? page->phase.count
                             : kind == ACM__LABEL_PRIMARY_ROLES   ? a->primary_roles.count
                             : kind == ACM__LABEL_SECONDARY_ROLES ? a->secondary_roles.count
                             : kind == ACM__LABEL_MOTIONS         ? a->motions.count
                             : kind == ACM__LABEL_APPLIES_TO      ? a->applies_to.count
                                                                  : 2;
            assert_int_equal(count, 2);
            reading_end(&r);
        }
}

/* Places and texts that the outline does not show */

static void test_markdown__places_are_those_of_the_file(void **state)
{
    static const char text[] = "\xEF\xBB\xBF---\n"
                               "key: value\n"
                               "---\n"
                               "# \xC3\x9C\n"
                               "\n"
                               "## Approach\n"
                               "### *Step*\n"
                               "Primary Role: x\n"
                               "\n"
                               "text\n"
                               "| Task ID | (M)andatory / (O)ptional |\n"
                               "|-|-|\n"
                               "|| [1](a) | M |\n"
                               "| 2 | M || 3 | O |\n"
                               "\n"
                               "## Key Inputs\n"
                               "- \xE4\xB8\xAD[![b](c) d](e)\n"
                               "  > **f**\n"
                               "\n"
                               "Setext\n"
                               "---\n"
                               "###\n"
                               "|Date|Who Changed|\n"
                               "|-|-|\n"
                               "| 1.1 | g |\n";
    reading r;
    (void)state;
    reading_english(&r, text);
    const acm__page *page = &r.page;
    assert_stands_at(page->title_place, 4, 1);
    assert_stands_at(page->sections.at[1].place, 6, 1);
    assert_stands_at(page->steps.at[0].place, 7, 1);
    assert_stands_at(page->steps.at[0].assignments.at[0].place, 8, 1);
    assert_stands_at(page->steps.at[0].tasks.at[0].place, 13, 4);
    assert_stands_at(page->steps.at[0].tasks.at[1].place, 14, 3);
    assert_stands_at(page->steps.at[0].tasks.at[2].place, 14, 12);
    assert_stands_at(page->links.at[0].place, 13, 4);
    assert_stands_at(page->links.at[1].place, 17, 4);
    assert_stands_at(page->key_inputs.at[0].place, 17, 3);
    assert_stands_at(page->sections.at[4].place, 20, 1);
    assert_stands_at(page->sections.at[5].place, 22, 1);
    assert_stands_at(page->revisions.at[0].place, 25, 3);
    reading_end(&r);
}

static void test_markdown__faults_come_in_order_of_place(void **state)
{
    static const struct {
        const char *rule;
        uint32_t line, column;
    } expected[] = {{"bom", 1, 1},
                    {"bad-front-matter", 2, 5},
                    {"no-title", 1, 1},
                    {"heading-in-list", 6, 3},
                    {"duplicate-section", 8, 1},
                    {"delimiter-count", 10, 1},
                    {"conflict-marker", 11, 1},
                    {"bad-date", 12, 3}};
    reading r;
    (void)state;
    reading_english(&r, "\xEF\xBB\xBF---\na: b: c\n---\n\n- one\n- ## Overview\n\n## Overview\n"
                        "|Date|Who Changed|\n|-|\n<<<<<<< a\n| x | y |\n");
    assert_int_equal(r.page.faults.count, COUNT_OF(expected));
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        bool found = false;
        for (uint32_t k = 0; k < r.page.faults.count; k++) {
            const acm__fault *fault = &r.page.faults.at[k];
            if (strcmp(acm_rule_name(fault->rule), expected[i].rule) == 0) {
                assert_stands_at(fault->place, expected[i].line, expected[i].column);
                found = true;
            }
            assert_true(k == 0 || r.page.faults.at[k - 1].place.offset <= fault->place.offset);
        }
        assert_true(found);
    }
    reading_end(&r);
}

static void test_markdown__steps_and_overview_have_their_text(void **state)
{
    reading r;
    (void)state;
    reading_english(
        &r,
        "## Overview\n\nOne\ntwo.\n\n- not this\n\n*Three.*\n\n## Approach\n\n### A\n\n"
        "Primary Role: x\n\nFirst.\n\n- one\n  - two\n\n  three\n\nStep Inputs\n\n- not this\n\n"
        "```\nnor this\n```\n\nLast.\n\n### B\n");
    assert_text(r.page.overview, "One two.\nThree.");
    assert_int_equal(r.page.overview_paragraphs, 2);
    assert_text(r.page.steps.at[0].body, "First.\none\ntwo\nthree\nLast.");
    assert_int_equal(r.page.steps.at[1].body.len, 0);
    reading_end(&r);
}

static void test_markdown__stems_lose_extension_and_language(void **state)
{
    static const struct {
        const char *language, *file, *stem;
    } rows[] = {{"en", "page.md", "page"},
                {"en", "a.b.md", "a.b"},
                {"en", "page", "page"},
                {"zh-hans", "page-sc.md", "page"},
                {"en", "page-sc.md", "page-sc"},
                {"ja", "page-JP.md", "page"},
                {"en", ".md", ".md"},
                {"de", "-de", "-de"},
                {"de", "", ""}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        reading r;
        reading_begin(&r);
        assert_ok(acm__markdown_read(&r.arena, reading_str(""),
                                     acm__language_find(reading_str(rows[i].language)),
                                     reading_str(rows[i].file), &r.page, NULL));
        assert_text(r.page.stem, rows[i].stem);
        assert_text(r.page.file, rows[i].file);
        reading_end(&r);
    }
}

static void test_markdown__broken_front_matter_is_located(void **state)
{
    static const struct {
        const char *text;
        uint32_t line, column, keys;
    } rows[] = {
        {"---\na: 1\nb: \"x\nc: 2\n---\n", 3, 4, 3},
        {"---\na: 1\n\tb: 2\nc: 3\n---\n", 3, 1, 2},
        {"---\na: 1\nb: @x\nc: 3\n---\n", 3, 4, 3},
        {"---\na: \xC3\xA9: 1\n---\n", 2, 5, 1},
        {"---\na: \x01\nb: 1\n---\n", 2, 4, 2},
        {"---\n- a\n- b: 1\n---\n", 0, 0, 0},
        {"---\n---\n", 0, 0, 0},
        {"---\na: 1\n", 1, 1, 1},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        reading r;
        reading_english(&r, rows[i].text);
        assert_int_equal(r.page.front_matter.count, rows[i].keys);
        const acm__fault *fault = r.page.faults.at;
        for (uint32_t k = 0; k < r.page.faults.count; k++)
            if (strcmp(acm_rule_name(r.page.faults.at[k].rule), "bad-front-matter") == 0)
                fault = &r.page.faults.at[k];
        if (rows[i].line)
            assert_stands_at(fault->place, rows[i].line, rows[i].column);
        else
            assert_string_equal(acm_rule_name(fault->rule), "no-title");
        reading_end(&r);
    }
}

/* Parts */

static void test_markdown__dates_are_those_of_the_calendar(void **state)
{
    static const char *const rows[][2] = {
        {"1/2/2024", "2024-01-02"},
        {"12/31/1999", "1999-12-31"},
        {"2/29/2000", "2000-02-29"},
        {"2/29/1900", ""},
        {"0/1/2024", ""},
        {"1/0/2024", ""},
        {"4/31/2024", ""},
        {"1.2.2024", "2024-02-01"},
        {"1.13.2024", ""},
        {"2024-1-2", "2024-01-02"},
        {"1-2-2024", ""},
        {"1/2.2024", ""},
        {"1/2/2024 ", ""},
        {"1/2/", ""},
        {"1/2", ""},
        {"", ""},
        {"001/2/2024", ""},
        {"2/30/2020", ""},
        {"13/45/2020", ""},
        {"2021-02-29", ""},
        {"29.2.2024", "2024-02-29"},
        {"2020/10/1", ""},
        {"1/2/20240", ""},
        {"1/2/99999999999999", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char iso[11];
        assert_int_equal(acm__date_read(reading_str(rows[i][0]), iso), rows[i][1][0] != '\0');
        assert_string_equal(iso, rows[i][1]);
    }
}

static void test_markdown__references_become_characters(void **state)
{
    static const char *const rows[][2] = {
        {"&amp;", "&"},
        {"&AMP;", "&"},
        {"&Aacute;", "\xC3\x81"},
        {"&zwnj;", "\xE2\x80\x8C"},
        {"&amq;", ""},
        {"&a;", ""},
        {"&NotEqualTilde;", "\xE2\x89\x82\xCC\xB8"},
        {"&#65;", "A"},
        {"&#xe9;", "\xC3\xA9"},
        {"&#X1F642;", "\xF0\x9F\x99\x82"},
        {"&#0;", "\xEF\xBF\xBD"},
        {"&#xD800;", "\xEF\xBF\xBD"},
        {"&#1114112;", "\xEF\xBF\xBD"},
        {"&CounterClockwiseContourIntegral;", "\xE2\x88\xB3"},
        {"&CounterClockwiseContourIntegrals;", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char out[ACM__ENTITY_MAX];
        uint32_t n = acm__entity_decode(reading_str(rows[i][0]), out);
        assert_int_equal(n, strlen(rows[i][1]));
        assert_memory_equal(out, rows[i][1], n);
    }
}

static void test_markdown__values_are_split(void **state)
{
    static const struct {
        const char *text;
        acm__separators separators;
        const char *joined;
    } rows[] = {
        {"a / b;c, d", ACM__SEPARATORS_ALL, "a|b|c|d|"},
        {"a / b;c, d", ACM__SEPARATORS_SLASH, "a|b;c, d|"},
        {"\xE4\xB8\x80\xE3\x80\x81\xE4\xBA\x8C\xEF\xBC\x8C\xE4\xB8\x89\xEF\xBC\x9B\xE5\x9B\x9B",
         ACM__SEPARATORS_ALL, "\xE4\xB8\x80|\xE4\xBA\x8C|\xE4\xB8\x89|\xE5\x9B\x9B|"},
        {"a (b / c) / d", ACM__SEPARATORS_ALL, "a (b / c)|d|"},
        {"a (b / c", ACM__SEPARATORS_ALL, "a (b / c|"},
        {"a) / b", ACM__SEPARATORS_ALL, "a)|b|"},
        {"\xEF\xBC\x88"
         "a/b\xEF\xBC\x89/c",
         ACM__SEPARATORS_SLASH,
         "\xEF\xBC\x88"
         "a/b\xEF\xBC\x89|c|"},
        {"**a** / *", ACM__SEPARATORS_ALL, "a|"},
        {"-", ACM__SEPARATORS_ALL, ""},
        {" / ,", ACM__SEPARATORS_ALL, ""},
        {"", ACM__SEPARATORS_ALL, ""},
        {"a-b/-", ACM__SEPARATORS_SLASH, "a-b|"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        reading r;
        acm__strs list = {0};
        char joined[128] = "";
        reading_begin(&r);
        acm__values_split(&r.arena, &list, reading_str(rows[i].text), rows[i].separators);
        for (uint32_t k = 0; k < list.count; k++)
            strcat(strcat(joined, list.at[k].at), "|");
        assert_string_equal(joined, rows[i].joined);
        reading_end(&r);
    }
}

/* Bad input */

/* md4c 0.4.8 looks one byte behind a text that ends within a link's address. */
static void test_markdown__nothing_behind_the_page_is_read(void **state)
{
    (void)state;
    static const char text[] = "# Lists\n\n[Only a link](a)\n";
    reading r;
    reading_begin(&r);
    assert_ok(
        reading_text(&r, (acm__str){text, (uint32_t)strcspn(text, ")")}, "en", "page.md", NULL));
    assert_int_equal(r.page.links.count, 0);
    reading_end(&r);
}

static void test_markdown__hostile_pages_are_read(void **state)
{
    static const struct {
        const char *head, *piece, *tail;
        size_t count;
    } rows[] = {
        {"", "*", "", 200000},
        {"", "**a ", "", 50000},
        {"a**b", "c* ", "", 50000},
        {"", "**a_b*:*\n\n", "", 20000},
        {"", "\\***a", "", 50000},
        {"", "[", "", 200000},
        {"", "[a](", "", 50000},
        {"", "![[](", "", 50000},
        {"", "[a](<b", "", 50000},
        {"", "`", " ``", 200000},
        {"", "`a``", "", 50000},
        {"", "<a ", "", 50000},
        {"", "&", "", 200000},
        {"", "&amp;", "", 50000},
        {"", "\\", "", 200000},
        {"", "\xE4\xB8\xAD", "", 100000},
        {"", "a ", "", 200000},
        {"", "> ", "a", 200000},
        {"", "- ", "a", 200000},
        {"", "* ", "a\nb", 200000},
        {"", "#\n", "", 50000},
        {"- ", "# a\n- ", "", 50000},
        {"", "a\n=\n", "", 50000},
        {"", "\r", "a", 200000},
        {"", "a\r", "", 100000},
        {"", "\n", "", 200000},
        {"|a|b|\n|-|-|\n", "|", "\n", 200000},
        {"|a|b|\n|-|-|\n", "||\n", "", 50000},
        {"|a|b|\n|-|-|\n|1|2|", "|3|4|", "\n", 10000},
        {"|a|b|\n|-|-|\n", "\\|", "\n", 100000},
        {"|a|b|\n|-|-|\n|1|2|", " |3|4|", "\n", 10000},
        {"|a|b|\n|-|-|\n|1|2", "|3|4", "\n", 20000},
        {"|a|b|\n|-|-|\n", "|1||2|\n", "", 20000},
        {"|a|b|\n|-|-|\n", "||a\n", "", 20000},
        {"|a|b|\n|-|-|\n", "# a\n|1|2|\n", "", 20000},
        {"|a|b|\n|-|-|\n", "|**x|*y:*z|\n", "", 10000},
        {"|a|\n|", "-|", "\n", 200000},
        {"", "a|b\n-|-\n\n", "", 20000},
        {"", "<<<<<<< a\n=======\n>>>>>>> b\n", "", 10000},
        {"Primary Role:", " x: y", "", 10000},
        {"", "Primary Role: x\n\n", "", 20000},
        {"## Approach\n", "### a\nb\n\n", "", 20000},
        {"---\n", "a: b: c\n", "---\n", 20000},
        {"---\r", "k: v\r", "", 50000},
        {"---\n", "[", "\n---\n", 50000},
        {"---\n", "k: v\n", "---\n", 20000},
        {"- a\n", "\xE2\x80\x8B", "", 50000},
        {"# a", "\xCC\x81", "", 50000},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        size_t head = strlen(rows[i].head), piece = strlen(rows[i].piece);
        size_t body = head + piece * rows[i].count, len = body + strlen(rows[i].tail);
        char *text = malloc(len + 1);
        assert_non_null(text);
        memcpy(text, rows[i].head, head);
        for (size_t k = 0; k < rows[i].count; k++)
            memcpy(text + head + k * piece, rows[i].piece, piece);
        memcpy(text + body, rows[i].tail, len - body);
        reading r;
        reading_begin(&r);
        assert_ok(reading_text(&r, (acm__str){text, (uint32_t)len}, NULL, "page.md", NULL));
        reading_end(&r);
        free(text);
    }
}

static void test_markdown__short_rows_of_wide_tables_cost_little(void **state)
{
    enum {
        COLUMNS = 20000,
        ROWS = 2000
    };
    char *text = malloc(4 * COLUMNS + 2 * ROWS + 16), *at = text;
    reading r;
    (void)state;
    assert_non_null(text);
    for (int line = 0; line < 2; line++) {
        for (int i = 0; i < COLUMNS; i++)
            at = strcpy(at, line ? "|-" : "|a") + 2;
        *at++ = '\n';
    }
    for (int i = 0; i < ROWS; i++)
        at = strcpy(at, "b\n") + 2;
    reading_begin(&r);
    assert_ok(reading_text(&r, (acm__str){text, (uint32_t)(at - text)}, "en", "page.md", NULL));
    assert_string_equal(acm_rule_name(r.page.faults.at[r.page.faults.count - 1].rule),
                        "too-many-cells");
    reading_end(&r);
    free(text);
}

static void test_markdown__deep_lists_become_flat(void **state)
{
    char *text = malloc(200 * 210), *at = text;
    reading r;
    (void)state;
    assert_non_null(text);
    at = strcpy(at, "## Key Inputs\n") + 14;
    for (int depth = 0; depth < 90; depth++)
        at += sprintf(at, "%*s- a\n", depth * 2, "");
    reading_begin(&r);
    assert_ok(reading_text(&r, (acm__str){text, (uint32_t)(at - text)}, "en", "page.md", NULL));
    uint32_t depth = 0;
    for (const acm__entries *e = &r.page.key_inputs; e->count; e = &e->at[0].items)
        depth++;
    assert_int_equal(depth, 64);
    assert_string_equal(acm_rule_name(r.page.faults.at[r.page.faults.count - 1].rule), "too-deep");
    reading_end(&r);
    free(text);
}

/* The sink of an outline */

static int32_t refuse(void *user, const char *text, size_t len)
{
    (void)text;
    (void)len;
    return (*(int *)user)-- > 0 ? 0 : 42;
}

static void test_markdown__a_sink_stops_the_outline(void **state)
{
    reading r;
    acm_error err;
    char page[10000] = "# T";
    (void)state;
    memset(page + 3, 'T', sizeof page - 4); /* more than two pieces */
    reading_english(&r, page);
    for (int pieces = 0; pieces < 3; pieces++) {
        int left = pieces;
        acm_error_init(&err);
        acm_status status = acm__outline_page(&r.page, refuse, &left, &err);
        if (status == ACM_E_UNSUPPORTED)
            break;
        assert_status(status, ACM_E_CALLBACK);
        assert_int_equal(err.value, 42);
    }
    reading_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markdown__each_heading_word_of_each_language_is_known),
        cmocka_unit_test(test_markdown__each_label_word_of_each_language_is_known),
        cmocka_unit_test(test_markdown__places_are_those_of_the_file),
        cmocka_unit_test(test_markdown__faults_come_in_order_of_place),
        cmocka_unit_test(test_markdown__steps_and_overview_have_their_text),
        cmocka_unit_test(test_markdown__stems_lose_extension_and_language),
        cmocka_unit_test(test_markdown__broken_front_matter_is_located),
        cmocka_unit_test(test_markdown__dates_are_those_of_the_calendar),
        cmocka_unit_test(test_markdown__references_become_characters),
        cmocka_unit_test(test_markdown__values_are_split),
        cmocka_unit_test(test_markdown__nothing_behind_the_page_is_read),
        cmocka_unit_test(test_markdown__hostile_pages_are_read),
        cmocka_unit_test(test_markdown__short_rows_of_wide_tables_cost_little),
        cmocka_unit_test(test_markdown__deep_lists_become_flat),
        cmocka_unit_test(test_markdown__a_sink_stops_the_outline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
