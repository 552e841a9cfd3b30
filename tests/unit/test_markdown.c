#include "format/json/outline.h"
#include "format/markdown/dates.h"
#include "format/markdown/entities.h"
#include "format/markdown/markdown.h"
#include "format/markdown/values.h"

#include "support/memory.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

/* One page and the memory it lives in. */
typedef struct reading {
    test_memory memory;
    acm__arena arena;
    acm__page page;
} reading;

static void begin(reading *r)
{
    memset(&r->page, 0, sizeof r->page);
    acm_allocator allocator = test_memory_init(&r->memory);
    acm__arena_init(&r->arena, &allocator);
}

static void end(reading *r)
{
    acm__arena_dispose(&r->arena);
    assert_int_equal(r->memory.live, 0);
}

static acm__str str(const char *text)
{
    return (acm__str){text, (uint32_t)strlen(text)};
}

static acm_status read_text(reading *r, acm__str text, const char *tag, acm_error *err)
{
    const acm__language *language = tag ? acm__language_find(str(tag)) : NULL;
    return acm__markdown_read(&r->arena, text, language, str("page.md"), &r->page, err);
}

static void begin_text(reading *r, const char *text)
{
    begin(r);
    assert_ok(read_text(r, str(text), "en", NULL));
}

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

/* Pages beside what must be made of them */

static const struct {
    const char *language, *name;
} pages[] = {
    {"en", "broken-front-matter"},
    {"en", "characters"},
    {"en", "conflict"},
    {"en", "dates"},
    {"en", "front-matter"},
    {"en", "headings"},
    {"en", "labels"},
    {"en", "lists"},
    {"en", "open-front-matter"},
    {"en", "ordinary"},
    {"en", "tables"},
    {"de", "umzug-de"},
    {"es", "mudanza-es"},
    {"ja", "hikkoshi-jp"},
    {"pt", "mudanca-pr"},
    {"zh-hans", "banjia-sc"},
};

static char *read_data(size_t i, const char *extension, size_t *len)
{
    char path[512];
    snprintf(path, sizeof path, "%s/pages/%s/%s%s", ACM_TEST_DATA, pages[i].language, pages[i].name,
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

static void check_page(size_t i, const char *tag)
{
    static collected found;
    reading r;
    char file[64];
    size_t len, expected_len;
    char *text = read_data(i, ".md", &len), *expected = read_data(i, ".json", &expected_len);
    begin(&r);
    snprintf(file, sizeof file, "%s.md", pages[i].name);
    const acm__language *language = tag ? acm__language_find(str(tag)) : NULL;
    assert_ok(acm__markdown_read(&r.arena, (acm__str){text, (uint32_t)len}, language, str(file),
                                 &r.page, NULL));
    found.len = 0;
    acm_status status = acm__outline_page(&r.page, collect, &found, NULL);
    if (status != ACM_E_UNSUPPORTED) {
        assert_ok(status);
        assert_string_equal(found.at, expected);
    }
    end(&r);
    free(text);
    free(expected);
}

static void test_markdown__pages_give_their_outline(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++)
        check_page(i, pages[i].language);
}

static void test_markdown__languages_are_told_by_their_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++)
        check_page(i, NULL);
}

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
            begin(&r);
            snprintf(text, sizeof text, "# Title\n\n##  %.*s :\n\ntext\n", (int)word.len, word.at);
            assert_ok(read_text(&r, str(text), acm__language_tag(language), NULL));
            assert_int_equal(r.page.sections.count, 2);
            assert_int_equal(r.page.sections.at[1].kind, kind);
            end(&r);
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
            begin(&r);
            snprintf(text, sizeof text, "# T\n\n**%.*s**\xEF\xBC\x9A A/B\n", (int)word.len,
                     word.at);
            assert_ok(read_text(&r, str(text), acm__language_tag(language), NULL));
            const acm__page *page = &r.page;
            const acm__assignment *a = page->assignments.at;
            uint32_t count = kind == ACM__LABEL_PHASE             ? page->phase.count
                             : kind == ACM__LABEL_PRIMARY_ROLES   ? a->primary_roles.count
                             : kind == ACM__LABEL_SECONDARY_ROLES ? a->secondary_roles.count
                             : kind == ACM__LABEL_MOTIONS         ? a->motions.count
                             : kind == ACM__LABEL_APPLIES_TO      ? a->applies_to.count
                                                                  : 2;
            assert_int_equal(count, 2);
            end(&r);
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
    begin_text(&r, text);
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
    end(&r);
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
    begin_text(&r, "\xEF\xBB\xBF---\na: b: c\n---\n\n- one\n- ## Overview\n\n## Overview\n"
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
    end(&r);
}

static void test_markdown__steps_and_overview_have_their_text(void **state)
{
    reading r;
    (void)state;
    begin_text(
        &r,
        "## Overview\n\nOne\ntwo.\n\n- not this\n\n*Three.*\n\n## Approach\n\n### A\n\n"
        "Primary Role: x\n\nFirst.\n\n- one\n  - two\n\n  three\n\nStep Inputs\n\n- not this\n\n"
        "```\nnor this\n```\n\nLast.\n\n### B\n");
    assert_text(r.page.overview, "One two.\nThree.");
    assert_int_equal(r.page.overview_paragraphs, 2);
    assert_text(r.page.steps.at[0].body, "First.\none\ntwo\nthree\nLast.");
    assert_int_equal(r.page.steps.at[1].body.len, 0);
    end(&r);
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
        begin(&r);
        assert_ok(acm__markdown_read(&r.arena, str(""), acm__language_find(str(rows[i].language)),
                                     str(rows[i].file), &r.page, NULL));
        assert_text(r.page.stem, rows[i].stem);
        assert_text(r.page.file, rows[i].file);
        end(&r);
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
        begin_text(&r, rows[i].text);
        assert_int_equal(r.page.front_matter.count, rows[i].keys);
        const acm__fault *fault = r.page.faults.at;
        for (uint32_t k = 0; k < r.page.faults.count; k++)
            if (strcmp(acm_rule_name(r.page.faults.at[k].rule), "bad-front-matter") == 0)
                fault = &r.page.faults.at[k];
        if (rows[i].line)
            assert_stands_at(fault->place, rows[i].line, rows[i].column);
        else
            assert_string_equal(acm_rule_name(fault->rule), "no-title");
        end(&r);
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
        {"1/2/20240", ""},
        {"1/2/99999999999999", ""},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char iso[11];
        assert_int_equal(acm__date_read(str(rows[i][0]), iso), rows[i][1][0] != '\0');
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
        uint32_t n = acm__entity_decode(str(rows[i][0]), out);
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
        begin(&r);
        acm__values_split(&r.arena, &list, str(rows[i].text), rows[i].separators);
        for (uint32_t k = 0; k < list.count; k++)
            strcat(strcat(joined, list.at[k].at), "|");
        assert_string_equal(joined, rows[i].joined);
        end(&r);
    }
}

/* Bad input */

static void test_markdown__each_beginning_of_a_page_is_read(void **state)
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
            begin(&r);
            if (acm__utf8_check(copy, cut) == cut)
                assert_ok(read_text(&r, (acm__str){copy, (uint32_t)cut}, pages[i].language, NULL));
            end(&r);
            free(copy);
        }
        free(text);
    }
}

/* md4c 0.4.8 looks one byte behind a text that ends within a link's address. */
static void test_markdown__nothing_behind_the_page_is_read(void **state)
{
    (void)state;
    static const char text[] = "# Lists\n\n[Only a link](a)\n";
    reading r;
    begin(&r);
    assert_ok(read_text(&r, (acm__str){text, (uint32_t)strcspn(text, ")")}, "en", NULL));
    assert_int_equal(r.page.links.count, 0);
    end(&r);
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
        {"|a|\n|", "-|", "\n", 200000},
        {"", "a|b\n-|-\n\n", "", 20000},
        {"", "<<<<<<< a\n=======\n>>>>>>> b\n", "", 10000},
        {"Primary Role:", " x: y", "", 10000},
        {"", "Primary Role: x\n\n", "", 20000},
        {"## Approach\n", "### a\nb\n\n", "", 20000},
        {"---\n", "a: b: c\n", "---\n", 20000},
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
        begin(&r);
        assert_ok(read_text(&r, (acm__str){text, (uint32_t)len}, NULL, NULL));
        end(&r);
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
    begin(&r);
    assert_ok(read_text(&r, (acm__str){text, (uint32_t)(at - text)}, "en", NULL));
    assert_string_equal(acm_rule_name(r.page.faults.at[r.page.faults.count - 1].rule),
                        "too-many-cells");
    end(&r);
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
    begin(&r);
    assert_ok(read_text(&r, (acm__str){text, (uint32_t)(at - text)}, "en", NULL));
    uint32_t depth = 0;
    for (const acm__entries *e = &r.page.key_inputs; e->count; e = &e->at[0].items)
        depth++;
    assert_int_equal(depth, 64);
    assert_string_equal(acm_rule_name(r.page.faults.at[r.page.faults.count - 1].rule), "too-deep");
    end(&r);
    free(text);
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
        begin(&r);
        test_memory_fail(&r.memory, n, ever_after);
        acm_status status = read_text(&r, (acm__str){text, (uint32_t)len}, pages[i].language, &err);
        failed = r.memory.failed;
        assert_status(status, failed ? ACM_E_NOMEM : ACM_OK);
        assert_int_equal(err.status, status);
        end(&r);
    }
    free(text);
}

static void test_markdown__running_out_of_memory_is_an_error(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        sweep(i, false);
        sweep(i, true);
    }
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
    (void)state;
    begin_text(&r, "# T\n");
    for (int pieces = 0; pieces < 3; pieces++) {
        int left = pieces;
        acm_error_init(&err);
        acm_status status = acm__outline_page(&r.page, refuse, &left, &err);
        if (status == ACM_E_UNSUPPORTED)
            break;
        assert_status(status, ACM_E_CALLBACK);
        assert_int_equal(err.value, 42);
    }
    end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_markdown__pages_give_their_outline),
        cmocka_unit_test(test_markdown__languages_are_told_by_their_words),
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
        cmocka_unit_test(test_markdown__each_beginning_of_a_page_is_read),
        cmocka_unit_test(test_markdown__nothing_behind_the_page_is_read),
        cmocka_unit_test(test_markdown__hostile_pages_are_read),
        cmocka_unit_test(test_markdown__short_rows_of_wide_tables_cost_little),
        cmocka_unit_test(test_markdown__deep_lists_become_flat),
        cmocka_unit_test(test_markdown__running_out_of_memory_is_an_error),
        cmocka_unit_test(test_markdown__a_sink_stops_the_outline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
