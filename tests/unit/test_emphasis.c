/* Runs that were meant as emphasis and stay in the text. */
#include "unit/reading.h"

#include <stdio.h>

/* The columns of the findings in a paragraph, such as "1 14 ". */
static void check(const char *text, const char *columns)
{
    reading r;
    char found[64] = "";
    reading_english(&r, text);
    for (uint32_t i = 0; i < r.page.faults.count; i++)
        if (r.page.faults.at[i].rule == ACM__RULE_UNCLOSED_EMPHASIS)
            snprintf(found + strlen(found), sizeof found - strlen(found), "%u ",
                     r.page.faults.at[i].place.column);
    if (strcmp(found, columns) != 0)
        fail_msg("%s: found at %s, not at %s", text, found, columns);
    reading_end(&r);
}

static void test_emphasis__what_is_closed_is_fine(void **state)
{
    static const char *const rows[] = {
        "*a* **b** ***c*** _d_ __e__ *__f__* **g *h***",
        "a*b*c **d**e",
        "**a\nb**",
        "**a `*` b**",
        "[**a**](b) ![*c*](d)",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check(rows[i], "");
}

static void test_emphasis__what_was_not_meant_is_fine(void **state)
{
    static const char *const rows[] = {
        "2 * 3 ** 4 _ 5",
        "2*3",
        "price* and date*, and (all*)",
        "*for one year",
        "price* \n*for one year",
        "*.example.com and *.example.org",
        "*.* file.* *@example.com",
        "src/**/a /_layouts/ \\_x user@_host",
        "snake_case _a_b_",
        "\\*a \\**b \\_c",
        "`**a` `_b`",
        "```\n**a\n```",
        "    **a",
        "<https://example.com/**a>",
        "[a](**b)",
        "Name: ____ ****",
        "****a",
        "&#42;&#42;a",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check(rows[i], "");
}

static void test_emphasis__slips_are_found(void **state)
{
    static const struct {
        const char *text, *columns;
    } rows[] = {
        {"**Note: text", "1 "},
        {"**Primary role:* FM", "1 "},
        {"*Primary role:** FM", "15 "},
        {"a text** more", "7 "},
        {"__a_ b", "1 "},
        {"_a", "1 "},
        {"a_ b", "2 "},
        {"***a", "1 "},
        {"**a:**b", "1 "},
        {"*a:*b", "1 "},
        {"\xE4\xB8\xAD*\xE4\xB8\xAD\xEF\xBC\x89*\xE4\xB8\xAD", "2 "},
        {"\xE3\x80\x80**\xE4\xB8\xAD", "2 "},
        {"a **b and **c", "3 "},
        {"\\***a", "3 "},
        {"# **a", "3 "},
        {"- **a\n- b\n- **c", "3 3 "},
        {"> **a", "3 "},
        {"a|b\n-|-\n**c|d**\ne|_f", "1 6 3 "},
        {"[**a](b)", "2 "},
        {"a\n\n**b\n\n*c*", "1 "},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        check(rows[i].text, rows[i].columns);
}

static void test_emphasis__a_finding_quotes_the_line(void **state)
{
    reading r;
    (void)state;
    reading_english(&r, "# T\n\na **b `c` [d](e)\n*f*\n");
    assert_int_equal(r.page.faults.count, 1);
    assert_string_equal(r.page.faults.at[0].detail.at, "**b `c` [d](e)");
    assert_int_equal(r.page.faults.at[0].place.line, 3);
    reading_end(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_emphasis__what_is_closed_is_fine),
        cmocka_unit_test(test_emphasis__what_was_not_meant_is_fine),
        cmocka_unit_test(test_emphasis__slips_are_found),
        cmocka_unit_test(test_emphasis__a_finding_quotes_the_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
