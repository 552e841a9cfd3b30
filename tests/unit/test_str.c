/* Text as it is compared and shown: plain text, UTF-8, names without regard to case. */
#include "support/test.h"

#include "base/str.h"

static acm__str str(const char *text)
{
    return (acm__str){text, (uint32_t)strlen(text)};
}

static uint32_t next(uint32_t *state)
{
    *state = *state * 1664525u + 1013904223u;
    return *state >> 8;
}

/* Pieces of text, and what they become: NULL = white space, "" = nothing. */
static const struct {
    const char *text, *plain;
} pieces[] = {
    {"a", "a"},           {"!", "!"},
    {" ", NULL},          {"\n", NULL},
    {"\u00A0", NULL},     {"\u3000", NULL},
    {"\u200B", ""},       {"\uFEFF", ""},
    {"\u4E2D", "\u4E2D"}, {"e\u0301", "\u00E9"},
    {"Z", "Z"},           {"words", "words"},
};

/* Long runs of ASCII take a short way, eight bytes at a time: every piece must come at every place of it. */
static void test_str__plain_text(void **state)
{
    (void)state;
    acm_allocator allocator;
    acm_allocator_init(&allocator);
    for (uint32_t seed = 1; seed <= 3000; seed++) {
        char text[160] = "", expected[160] = "";
        uint32_t random = seed, count = next(&random) % 24;
        bool gap = false;
        for (uint32_t i = 0; i < count; i++) {
            uint32_t k = next(&random) % COUNT_OF(pieces);
            strcat(text, pieces[k].text);
            gap = gap || !pieces[k].plain;
            if (!pieces[k].plain || !*pieces[k].plain)
                continue;
            if (gap && *expected)
                strcat(expected, " ");
            strcat(expected, pieces[k].plain);
            gap = false;
        }
        acm__arena arena;
        acm__arena_init(&arena, &allocator);
        acm__str plain = acm__plain(&arena, text, strlen(text));
        assert_string_equal(plain.at, expected);
        assert_int_equal(plain.len, strlen(expected));
        acm__arena_dispose(&arena);
    }
}

static void test_str__plain_text_has_no_nul(void **state)
{
    (void)state;
    acm_allocator allocator;
    acm__arena arena;
    acm_allocator_init(&allocator);
    acm__arena_init(&arena, &allocator);
    acm__str plain = acm__plain(&arena, "a\0b\0", 4);
    assert_int_equal(plain.len, 2);
    assert_string_equal(plain.at, "ab");
    acm__arena_dispose(&arena);
}

static void test_str__names_without_regard_to_case(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = {
        {"", "", true},         {"", "a", false},
        {"Abc", "aBC", true},   {"abc", "abcd", false},
        {"ä", "Ä", true},       {"STRASSE", "straße", true},
        {"aß", "ass", true},    {"ß", "s", false},
        {"中文", "中文", true}, {"中", "文", false},
        {"a中", "a文", false},  {"K", "\u212A", true},
        {"é", "e", false},      {"x\u00E9", "x\u00E8", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        if (acm__name_equal(str(rows[i].a), str(rows[i].b)) != rows[i].equal ||
            acm__name_equal(str(rows[i].b), str(rows[i].a)) != rows[i].equal)
            fail_msg("'%s' and '%s'", rows[i].a, rows[i].b);
        if (rows[i].equal)
            assert_int_equal(acm__name_hash(str(rows[i].a)), acm__name_hash(str(rows[i].b)));
    }
}

static void test_str__tags_are_equal_as_names_are(void **state)
{
    (void)state;
    static const struct {
        const char *a, *b;
        bool equal;
    } rows[] = {
        {"", "", true},
        {"en", "en", true},
        {"en", "EN", true},
        {"en", "e", false},
        {"en", "en-gb", false},
        {"zh-hans", "zh-HANS", true},
        {"zh-hans", "zh_hans", false},
        {"@", "`", false},
        {"é", "É", true},
        {"é", "è", false},
        {"é", "\xC3", false},
        {NOT_UTF8, NOT_UTF8, true},
        {NOT_UTF8, "AB\xC3(", false},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        if (acm__tag_equal(rows[i].a, rows[i].b) != rows[i].equal ||
            acm__tag_equal(rows[i].b, rows[i].a) != rows[i].equal)
            fail_msg("'%s' and '%s'", rows[i].a, rows[i].b);
}

static void test_str__heads_of_names(void **state)
{
    (void)state;
    assert_int_equal(acm__name_head(str("If Required, x"), str("if required")), 11);
    /* "STRAS" would end within the two letters that one folds to. */
    assert_int_equal(acm__name_head(str("straße"), str("STRAS")), 0);
    assert_int_equal(acm__name_head(str("straße x"), str("STRASSE")), 7);
    assert_int_equal(acm__name_head(str("short"), str("shorter")), 0);
    assert_int_equal(acm__name_head(str("必要时，"), str("必要时")), 9);
}

static void test_str__order_by_bytes(void **state)
{
    (void)state;
    static const char *const rows[] = {"", "A", "a", "ab", "b", "\xC3\xA4"};
    for (int i = 0; i < (int)COUNT_OF(rows); i++)
        for (int k = 0; k < (int)COUNT_OF(rows); k++) {
            int order = acm__str_compare(str(rows[i]), str(rows[k]));
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
        }
}

static void test_str__utf8_is_checked(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t len, good;
    } rows[] = {
        {"plain", 5, 5},
        {"12345678\0x", 10, 8},
        {"\xC3\xA4", 2, 2},
        {"a\xC0\x80", 3, 1},
        {"a\xED\xA0\x80", 4, 1},
        {"\xE4\xB8", 2, 0},
        {"\xE4\xB8\xAD", 3, 3},
        {"\xF4\x90\x80\x80", 4, 0},
        {"\xF0\x9F\x98\x80", 4, 4},
        {"1234567\xFFxxxx", 12, 7},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(acm__utf8_check(rows[i].text, rows[i].len), rows[i].good);
    assert_int_equal(acm__utf8_cut("a\xE4\xB8\xAD", 3), 1);
    assert_int_equal(acm__utf8_cut("a\xE4\xB8\xAD", 4), 4);
}

static void test_str__width_in_cells(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t cells;
    } rows[] = {
        {"", 0},        {"abc", 3},    {"\u4E2D\u6587", 4}, {"\uFF21", 2},       {"\u00E9", 1},
        {"e\u0301", 1}, {"\u2713", 1}, {"\U00020000", 2},   {"\xEF\xBD\xB1", 1}, {"\uAC00", 2}};
    for (size_t i = 0; i < COUNT_OF(rows); i++)
        assert_int_equal(acm__utf8_width(rows[i].text, strlen(rows[i].text)), rows[i].cells);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_str__plain_text),
        cmocka_unit_test(test_str__width_in_cells),
        cmocka_unit_test(test_str__plain_text_has_no_nul),
        cmocka_unit_test(test_str__names_without_regard_to_case),
        cmocka_unit_test(test_str__tags_are_equal_as_names_are),
        cmocka_unit_test(test_str__heads_of_names),
        cmocka_unit_test(test_str__order_by_bytes),
        cmocka_unit_test(test_str__utf8_is_checked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
