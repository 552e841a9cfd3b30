#include "format/markdown/lines.h"
#include "format/markdown/rows.h"

#include "support/memory.h"
#include "support/test.h"

#include <stdlib.h>

/* The line pass over one text, alone. */
typedef struct mended {
    acm__arena arena;
    acm__page page;
    acm__reader reader;
    test_memory memory;
} mended;

static void begin(mended *m, const char *text)
{
    memset(m, 0, sizeof *m);
    acm_allocator allocator = test_memory_init(&m->memory);
    acm__arena_init(&m->arena, &allocator);
    acm__arena_init(&m->reader.scratch, &m->arena.allocator);
    m->reader.arena = &m->arena;
    m->reader.page = &m->page;
    m->reader.source.copy.allocator = &m->arena.allocator;
    m->reader.source.original = (acm__str){text, (uint32_t)strlen(text)};
    acm__lines_read(&m->reader, 0, 0);
}

static void end(mended *m)
{
    acm__buffer_dispose(&m->reader.source.copy);
    acm__arena_dispose(&m->reader.scratch);
    acm__arena_dispose(&m->arena);
    assert_int_equal(m->memory.live, 0);
}

/* Letters and digits stand for their line and column in the original, wherever they are in the mended text. */
static void check_places(mended *m)
{
    acm__source *source = &m->reader.source;
    for (uint32_t i = 0; i < source->text.len; i++) {
        char c = source->text.at[i];
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            assert_int_equal(source->original.at[acm__source_original(source, i)], c);
    }
}

static void check(const char *text, const char *expected, const char *rules)
{
    mended m;
    begin(&m, text);
    assert_int_equal(m.reader.source.text.len, strlen(expected));
    assert_memory_equal(m.reader.source.text.at, expected, strlen(expected));
    check_places(&m);
    char found[256] = "";
    for (uint32_t i = 0; i < m.page.faults.count; i++) {
        strcat(found, i ? " " : "");
        strcat(found, acm_rule_name(m.page.faults.at[i].rule));
    }
    assert_string_equal(found, rules);
    end(&m);
}

static void check_untouched(const char *text)
{
    mended m;
    begin(&m, text);
    assert_ptr_equal(m.reader.source.text.at, text);
    assert_int_equal(m.reader.source.text.len, strlen(text));
    assert_int_equal(m.page.faults.count, 0);
    end(&m);
}

static void test_lines__what_is_sound_is_not_copied(void **state)
{
    (void)state;
    check_untouched("");
    check_untouched("\n\n");
    check_untouched("text\n\n| a | b |\n|---|---|\n| 1 | 2 |\n| | |\n");
    check_untouched("- item\n\n  a | b\n  ---|:---:\n  1 | 2\n\ntext\r\nmore\r\n");
    check_untouched("heading\n=======\n\n> > > > > > > quoted\n");
    check_untouched("a || b\n");
}

static void test_lines__delimiter_rows_follow_their_header(void **state)
{
    (void)state;
    check("a|b\n-|:-:\n", "a|b\n|---|---|\n", "");
    check("|a|b|c|\n|---|---|\n|1|2|3|\n", "|a|b|c|\n|---|---|---|\n|1|2|3|\n", "delimiter-count");
    check("|a|\n|---|---|\n", "|a|\n|---|\n", "delimiter-count");
    check("> |a|b|\n> |-|\n", "> |a|b|\n> |---|---|\n", "delimiter-count");
    check("- |a|b|\n  |-|-|\n", "- |a|b|\n  |---|---|\n", "");
    check("|a|b|\r\n|-|-|\r\n", "|a|b|\r\n|---|---|\r\n", "");
    check("|a\\|b|c|\n|-|-|\n", "|a\\|b|c|\n|---|---|\n", "");
    check_untouched("a\n|-|-|\n");
    check_untouched("|a|b|\n\n|-|-|\n");
    check_untouched("|a|b|\n|-x|-|\n");
    check_untouched("|a|b|\n|---|---|\n|-|-|\n");
    check_untouched("> |a|b|\n|-|-|\n");
}

static void test_lines__tables_get_a_blank_line_before_them(void **state)
{
    (void)state;
    check("text\n|a|b|\n|---|---|\n", "text\n\n|a|b|\n|---|---|\n", "");
    check("> text\n> |a|b|\n> |---|---|\n", "> text\n>\n> |a|b|\n> |---|---|\n", "");
    check("- item\n  |a|b|\n  |---|---|\n", "- item\n\n  |a|b|\n  |---|---|\n", "");
    check("t\r\n|a|b|\r\n|---|---|\r\n", "t\r\n\n|a|b|\r\n|---|---|\r\n", "");
    check("t\r|a|b|\r|---|---|\r", "t\r\n\n|a|b|\r|---|---|\r", "");
    check("t\n|a|b|\n|-|\n\nt\n|c|d|\n|-|\n", "t\n\n|a|b|\n|---|---|\n\nt\n\n|c|d|\n|---|---|\n",
          "delimiter-count delimiter-count");
}

static void test_lines__code_is_left_alone(void **state)
{
    (void)state;
    check_untouched("```\n|a|b|\n|-|\n|| 1 | 2 |\n<<<<<<< x\n```\n");
    check_untouched("~~~ c\n|a|b|\n|-|\n```\n|a|b|\n|-|\n~~~~\n");
    check_untouched("    |a|b|\n    |-|-|\n");
    check_untouched("1. item\n\n       |a|b|\n       |-|-|\n");
    check_untouched("> ```\n> |a|b|\n> |-|-|\n");
    check("> ```\n\n|a|b|\n|-|-|\n", "> ```\n\n|a|b|\n|---|---|\n", "");
    check("- ```\n\n|a|b|\n|-|-|\n", "- ```\n\n|a|b|\n|---|---|\n", "");
    check("```\n```\n\n|a|b|\n|-|-|\n", "```\n```\n\n|a|b|\n|---|---|\n", "");
    check("``` a`\n\n|a|b|\n|-|-|\n", "``` a`\n\n|a|b|\n|---|---|\n", "");
}

#define TABLE            "|a|b|\n|---|---|\n"
#define TABLE_IN(prefix) "|a|b|\n" prefix "|---|---|\n"

static void test_lines__rows_are_mended(void **state)
{
    (void)state;
    check(TABLE "||1|2|\n", TABLE "|1|2|\n", "row-doubled-pipe");
    check(TABLE "||1|\n", TABLE "|1|\n", "row-doubled-pipe");
    check(TABLE "|1|2||3|4|\n", TABLE "|1|2|\n|3|4|\n", "two-rows-on-a-line");
    check(TABLE "|x|2||y|4|\n", TABLE "|x|2|\n|y|4|\n", "two-rows-on-a-line");
    check(TABLE "|1|2||3|\n", TABLE "|1|2|\n|3|\n", "two-rows-on-a-line");
    check(TABLE "||1|2||3|4||5|6|\n", TABLE "|1|2|\n|3|4|\n|5|6|\n",
          "row-doubled-pipe two-rows-on-a-line two-rows-on-a-line");
    check("> " TABLE "> |x|\n", "> " TABLE "> |x|\n", "");
    check("> |a|b|\n> |---|---|\n> |1|2||3|4|\n", "> |a|b|\n> |---|---|\n> |1|2|\n> |3|4|\n",
          "two-rows-on-a-line");
    check(TABLE "| |1|2|\n", TABLE "|1|2|\n", "row-doubled-pipe");
    check(TABLE "|1|2| | 3|4|\n", TABLE "|1|2| \n| 3|4|\n", "two-rows-on-a-line");
    check(TABLE "|1|2|3|4|\n", TABLE "|1|2\n|3|4|\n", "two-rows-on-a-line");
    check("||a|b|\n|---|---|\n", "|a|b|\n|---|---|\n", "row-doubled-pipe");
    check_untouched(TABLE "| |x|y|\n");
    check_untouched(TABLE "|1|2|3|4|5|6|\n");
    check_untouched(TABLE "|1|2|3|x|4|\n");
    check_untouched(TABLE "|1|2|x|4|\n");
    check_untouched(TABLE "|1||\n");
    check_untouched(TABLE "|1|2||\n");
    check_untouched(TABLE "|x|2||y|\n");
    check_untouched(TABLE "|1|\\||3|\n");
    check_untouched(TABLE "\n||1|2|\n");
}

static void test_lines__cells_without_a_blank_get_one(void **state)
{
    (void)state;
    check(TABLE "||x|\n", TABLE "| |x|\n", "");
    check(TABLE "|x||y|\n", TABLE "|x| |y|\n", "");
    check(TABLE "|1||||3|\n", TABLE "|1||\n| |3|\n", "two-rows-on-a-line");
    check_untouched(TABLE "|\\||x|\n");
    check("|a||c|\n|---|---|---|\n", "|a| |c|\n|---|---|---|\n", "");
    check("||b|\n|---|---|\n", "| |b|\n|---|---|\n", "");
}

static void test_lines__headings_and_fences_end_a_table(void **state)
{
    (void)state;
    check(TABLE "# x\n||1|2|\n", TABLE "\n# x\n||1|2|\n", "");
    check(TABLE "######\n|-|-|\n", TABLE "\n######\n|-|-|\n", "");
    check("> " TABLE_IN("> ") "> ## x\n", "> " TABLE_IN("> ") ">\n> ## x\n", "");
    check(TABLE "```\n||1|2|\n```\n", TABLE "\n```\n||1|2|\n```\n", "");
    check(TABLE "  ~~~\n", TABLE "\n  ~~~\n", "");
    check_untouched(TABLE "#x\n");
    check_untouched(TABLE "####### x\n");
    check_untouched(TABLE "    # x\n");
    check_untouched(TABLE "``\n");
}

static void test_lines__rows_that_were_made_are_known(void **state)
{
    mended m;
    (void)state;
    begin(&m, TABLE "||1|2|\n|3|4||5|6|\n");
    const acm__source *source = &m.reader.source;
    uint32_t first = sizeof TABLE - 1;
    assert_true(acm__source_mended(source, first, first + 5));
    assert_false(acm__source_mended(source, first + 6, first + 11));
    assert_true(acm__source_mended(source, first + 12, first + 17));
    end(&m);
}

static void test_lines__conflict_markers_go(void **state)
{
    (void)state;
    check("<<<<<<< x\na\n=======\nb\n>>>>>>> y\n", "\na\n\nb\n\n",
          "conflict-marker conflict-marker conflict-marker");
    check(TABLE "<<<<<<< x\n|1|\n||||||| z\n=======\n|2|\n>>>>>>>\n|3|\n", TABLE "|1|\n|2|\n|3|\n",
          "conflict-marker conflict-marker conflict-marker conflict-marker");
    check(">>>>>>> y\n", "\n", "conflict-marker");
    check("a\n>>>>>>> y\n=======\n", "a\n\n=======\n", "conflict-marker");
    check_untouched("<<<<<<<< x\n");
    check_untouched("<<<<<<<x\n");
    check_untouched(" <<<<<<< x\n");
    check_untouched(">>>>>>>\n");
}

/* count pieces and what stands around them; freed by the caller. */
static char *repeat(const char *head, const char *piece, size_t count, const char *tail)
{
    size_t len = strlen(piece);
    char *text = malloc(strlen(head) + count * len + strlen(tail) + 1);
    assert_non_null(text);
    char *at = text + strlen(strcpy(text, head));
    for (size_t i = 0; i < count; i++, at += len)
        memcpy(at, piece, len);
    strcpy(at, tail);
    return text;
}

static void test_lines__columns_are_bounded(void **state)
{
    (void)state;
    for (size_t columns = 255; columns <= 257; columns++) {
        mended m;
        char *header = repeat("|", "a|", columns, "\n|---|\n|b|\n"), *found;
        begin(&m, header);
        found = strstr(m.reader.source.text.at, "\n|") + 1;
        size_t cells = strcspn(found, "\n") / 4;
        assert_int_equal(cells, columns > 256 ? 256 : columns);
        assert_string_equal(acm_rule_name(m.page.faults.at[0].rule),
                            columns > 256 ? "too-many-columns" : "delimiter-count");
        end(&m);
        free(header);
    }
}

static void test_lines__rows_without_cells_end_a_wide_table(void **state)
{
    mended m;
    (void)state;
    char *text =
        repeat("|a|b|c|d|e|f|g|h|i|\n|---|---|---|---|---|---|---|---|---|\n", "x\n", 9000, "");
    begin(&m, text);
    assert_int_equal(m.page.faults.count, 1);
    assert_string_equal(acm_rule_name(m.page.faults.at[0].rule), "too-many-cells");
    assert_int_equal(m.page.faults.at[0].place.line, 2 + 65536 / 8 + 1);
    end(&m);
    free(text);
}

static void test_lines__a_wide_table_may_be_nested_too_deeply(void **state)
{
    mended m;
    (void)state;
    char *quotes = repeat("", ">", 101, ""), *row = repeat(quotes, "x", 1, "\n"),
         *header = repeat(quotes, "|a|b|c|d|e|f|g|h|i|\n", 1, quotes),
         *head = repeat(header, "|---|---|---|---|---|---|---|---|---|\n", 1, ""),
         *text = repeat(head, row, 9000, "");
    begin(&m, text);
    assert_false(m.reader.source.copy.failed);
    assert_string_equal(acm_rule_name(m.page.faults.at[0].rule), "too-deep");
    end(&m);
    free(quotes);
    free(row);
    free(header);
    free(head);
    free(text);
}

static void test_lines__nesting_is_bounded(void **state)
{
    static const char *const markers[] = {"> ", ">", "- ", "1. "};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(markers); i++) {
        mended m;
        char *text = repeat("", markers[i], 200000, "x\n"),
             *expected = repeat("", markers[i], 100, "x\n");
        begin(&m, text);
        assert_int_equal(m.reader.source.text.len, strlen(expected));
        assert_memory_equal(m.reader.source.text.at, expected, strlen(expected));
        assert_int_equal(m.page.faults.count, 1);
        assert_string_equal(acm_rule_name(m.page.faults.at[0].rule), "too-deep");
        end(&m);
        free(expected);
        strcpy(text + strlen(markers[i]) * 100, "\n");
        check_untouched(text);
        free(text);
    }
}

static void test_lines__places_count_lines_and_code_points(void **state)
{
    static const struct {
        const char *at;
        uint32_t line, column;
    } rows[] = {{"a", 1, 1}, {"b", 2, 3}, {"c", 3, 1}, {"d", 4, 1}, {"e", 6, 2}, {"f", 6, 4}};
    static const char text[] = "a\n\xC3\xA9 b\r\nc\rd\r\r\xE4\xB8\xAD"
                               "e\xF0\x9F\x99\x82"
                               "f";
    mended m;
    (void)state;
    begin(&m, text);
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 0; i < COUNT_OF(rows); i++) {
            size_t k = pass ? COUNT_OF(rows) - 1 - i : i; /* forwards, then backwards */
            uint32_t offset = (uint32_t)(strchr(text, rows[k].at[0]) - text);
            acm__place place = acm__source_place(&m.reader.source, offset);
            assert_int_equal(place.line, rows[k].line);
            assert_int_equal(place.column, rows[k].column);
        }
    end(&m);
}

static void test_lines__cells_are_counted(void **state)
{
    static const struct {
        const char *line;
        uint32_t cells;
    } rows[] = {{"", 0},       {"|", 0},       {"a", 1},           {"|a|", 1},     {"|a", 1},
                {"a|", 1},     {"a|b", 2},     {" | a | b | ", 2}, {"||", 1},      {"|||", 2},
                {"|a||b|", 3}, {"|a\\|b|", 1}, {"|a\\\\|b|", 2},   {"\\|a|b|", 2}, {"|a|b|\\|", 3}};
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm__str line = {rows[i].line, (uint32_t)strlen(rows[i].line)};
        assert_int_equal(acm__row_count(line), rows[i].cells);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines__what_is_sound_is_not_copied),
        cmocka_unit_test(test_lines__delimiter_rows_follow_their_header),
        cmocka_unit_test(test_lines__tables_get_a_blank_line_before_them),
        cmocka_unit_test(test_lines__code_is_left_alone),
        cmocka_unit_test(test_lines__rows_are_mended),
        cmocka_unit_test(test_lines__cells_without_a_blank_get_one),
        cmocka_unit_test(test_lines__headings_and_fences_end_a_table),
        cmocka_unit_test(test_lines__rows_that_were_made_are_known),
        cmocka_unit_test(test_lines__conflict_markers_go),
        cmocka_unit_test(test_lines__columns_are_bounded),
        cmocka_unit_test(test_lines__rows_without_cells_end_a_wide_table),
        cmocka_unit_test(test_lines__a_wide_table_may_be_nested_too_deeply),
        cmocka_unit_test(test_lines__nesting_is_bounded),
        cmocka_unit_test(test_lines__places_count_lines_and_code_points),
        cmocka_unit_test(test_lines__cells_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
