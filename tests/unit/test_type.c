/* Which expressions are refused because they can never make sense, and what the others may come to. */
#include "expr/expr.h"

#include "support/memory.h"
#include "support/test.h"

enum {
    NUL = ACM__TYPE_NULL,
    BOOL = ACM__TYPE_BOOLEAN,
    NUM = ACM__TYPE_NUMBER,
    STR = ACM__TYPE_STRING,
    WORD = ACM__TYPE_TRUTH_WORD,
    SET = ACM__TYPE_SET,
    TIME = ACM__TYPE_TIME,
    SPAN = ACM__TYPE_SPAN,
    SOME = BOOL | NUM | STR | WORD | SET | TIME | SPAN
};

static acm__str str_of(const char *text)
{
    return (acm__str){text, (uint32_t)strlen(text)};
}

static const acm__expr *parse(acm__arena *arena, const char *text)
{
    const acm__expr *expr;
    if (acm__expr_parse(arena, str_of(text), &expr, NULL))
        fail_msg("%s does not parse", text);
    return expr;
}

static void test_type__kinds_of_values(void **state)
{
    static const struct {
        const char *text;
        uint32_t type;
    } rows[] = {
        {"null", NUL},
        {"true", BOOL},
        {"2.5", NUM},
        {"'a'", STR},
        {"'true'", WORD},
        {"\"false\"", WORD},
        {"services", SET},
        {"size", NUL | SOME},
        {"var:get(size)", NUL | SOME},
        {"state('1')", STR | NUL},
        {"done('1')", BOOL},
        {"cmmn:isStageCompletable()", BOOL},
        {"-3", NUM},
        {"-size", NUM | NUL},
        {"1 / 0", NUM | NUL},
        {"size + 1", NUM | TIME | NUL},
        {"size - other", NUM | TIME | NUL},
        {"size * other", NUM | NUL},
        {"1 + size", NUM | NUL},
        {"size + 'P1D'", TIME | NUL},
        {"size + 'P1D' - 1", TIME | NUL},
        {"size + 'P1D' - other", TIME | NUM | NUL},
        {"size + 'P1D' - (other - 'P1D')", NUM | NUL},
        {"'P1D'", SPAN},
        {"'P1'", STR},
        {"size + 'P1D' < '2026-03-31'", BOOL},
        {"state('1') == size + 'P1D'", BOOL},
        {"size + 'P1D' in ['2026-03-31', size]", BOOL},
        {"var:contains(size, 'a', other)", BOOL},
        {"var:ne(size, 3)", BOOL},
        {"var:isNotEmpty(size)", BOOL},
        {"not size", BOOL},
        {"empty state('1')", BOOL},
        {"size < 3", BOOL},
        {"size || other", BOOL},
        {"'teams' in services", BOOL},
        {"size in [1, 'a', null]", BOOL},
        {"3 in []", BOOL},
        {"size ? 1 : 'a'", NUM | STR},
        {"a ? 1 : b ? null : services", NUM | NUL | SET},
        {"(a ? 1 : 'x') == 2", BOOL},
        {"var:getOrDefault(size, 3)", SOME},
        {"var:getOrDefault(size, null)", NUL | SOME},
        {"var:exists(size)", BOOL},
        {"var:eq(size, 3)", BOOL},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_allocator allocator;
        acm__arena arena;
        uint32_t type;
        acm_allocator_init(&allocator);
        acm__arena_init(&arena, &allocator);
        assert_ok(acm__expr_type(parse(&arena, rows[i].text), str_of(rows[i].text), &type, NULL));
        if (type != rows[i].type)
            fail_msg("%s has the type %u, not %u", rows[i].text, type, rows[i].type);
        acm__arena_dispose(&arena);
    }
}

static void test_type__what_can_never_make_sense(void **state)
{
    static const struct {
        const char *text;
        uint32_t line, column, offset;
        const char *message;
    } rows[] = {
        {"'a' + true", 1, 5, 4, "\"+\" takes numbers, not a string"},
        {"1 + (2 - 'a')", 1, 8, 7, "\"-\" takes numbers, not a string"},
        {"3 * services", 1, 3, 2, "\"*\" takes numbers, not a set"},
        {"size % null", 1, 6, 5, "\"%\" takes numbers, not null"},
        {"-state('1') > 2", 1, 1, 0, "\"-\" takes numbers, not a string or null"},
        {"not 5", 1, 1, 0, "\"not\" takes true or false, not a number"},
        {"size && !services", 1, 9, 8, "\"!\" takes true or false, not a set"},
        {"'a' && b", 1, 5, 4, "\"&&\" takes true or false, not a string"},
        {"b or size + 1", 1, 3, 2, "\"or\" takes true or false, not a number or a time or null"},
        {"size + 'a'", 1, 6, 5, "\"+\" takes a number or a duration, not a string"},
        {"size + 'P1D' - null", 1, 14, 13, "\"-\" takes a number or a duration, not null"},
        {"size * 'P1D'", 1, 6, 5, "\"*\" takes numbers, not a string"},
        {"'P1D' + size", 1, 7, 6, "\"+\" takes numbers, not a string"},
        {"-(size + 'P1D')", 1, 1, 0, "\"-\" takes numbers, not a time or null"},
        {"size + 'P1D' == 5", 1, 14, 13, "a time or null and a number are never equal"},
        {"size + 'P1D' == 'P1D'", 1, 14, 13, "a time or null and a string are never equal"},
        {"size + 'P1D' < 5", 1, 14, 13, "a time or null and a number have no order"},
        {"size + 'P1D'", 1, 1, 0, "the whole is a time or null, never true or false"},
        {"'P1D' == 'a'", 1, 7, 6, "the two strings are never equal"},
        {"var:contains(size, 5)", 1, 20, 19, "strings and sets contain strings, not a number"},
        {"var:containsAny(size, 'a', services)", 1, 28, 27,
         "strings and sets contain strings, not a set"},
        {"var:lt(size, services)", 1, 22, 21, "anything and a set have no order"},
        {"state('1') ? 1 : 2", 1, 12, 11, "\"?\" takes true or false, not a string or null"},
        {"empty 5", 1, 1, 0, "\"empty\" takes a string or a set, not a number"},
        {"3 in 4", 1, 3, 2, "\"in\" takes a string on its left, not a number"},
        {"'a' in 'abc'", 1, 5, 4, "\"in\" takes a set or a list on its right, not a string"},
        {"size == 'x' &&\n 'é' == 3", 2, 6, 21, "a string and a number are never equal"},
        {"done('1') != 'completed'", 1, 11, 10, "true or false and a string are never equal"},
        {"services eq null", 1, 10, 9, "a set and null are never equal"},
        {"state('1') == 'true'", 1, 12, 11, "the two strings are never equal"},
        {"3 in [1, 'a', 2]", 1, 10, 9, "a number and a string are never equal"},
        {"services < 3", 1, 10, 9, "a set and a number have no order"},
        {"size < null", 1, 6, 5, "anything and null have no order"},
        {"'5' le 6", 1, 5, 4, "a string and a number have no order"},
        {"true > false", 1, 6, 5, "true or false and true or false have no order"},
        {"${ 'é' + 1 > 2 }", 1, 8, 8, "\"+\" takes numbers, not a string"},
        {"x ? 1 + 'a' : 2", 1, 7, 6, "\"+\" takes numbers, not a string"},
        {"5", 1, 1, 0, "the whole is a number, never true or false"},
        {"services", 1, 1, 0, "the whole is a set, never true or false"},
        {"x ? 1 : 'a'", 1, 1, 0, "the whole is a number or a string, never true or false"},
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_allocator allocator;
        acm__arena arena;
        const acm__expr *expr;
        acm_error err;
        acm_allocator_init(&allocator);
        acm__arena_init(&arena, &allocator);
        assert_refused(acm__expr_parse_condition(&arena, str_of(rows[i].text), &expr, &err),
                       ACM_E_MODEL, &err);
        assert_null(expr);
        assert_status(acm__expr_parse_condition(&arena, str_of(rows[i].text), &expr, NULL),
                      ACM_E_MODEL);
        if (err.line != rows[i].line || err.column != rows[i].column ||
            err.offset != rows[i].offset || strcmp(err.message, rows[i].message) != 0)
            fail_msg("%s at %u:%u, offset %u: %s", rows[i].text, err.line, err.column,
                     (unsigned)err.offset, err.message);
        acm__arena_dispose(&arena);
    }
}

static void test_type__conditions(void **state)
{
    static const char *const rows[] = {
        "true",
        "'true'",
        "wanted",
        "${wanted != null && wanted}",
        "var:getOrDefault('wanted', false)",
        "x ? 'true' : 5",
        "x ? null : done('1')",
        "missing < 5 && name == 'a' && 'teams' in services",
    };
    (void)state;
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_allocator allocator;
        acm__arena arena;
        const acm__expr *expr;
        acm_allocator_init(&allocator);
        acm__arena_init(&arena, &allocator);
        if (acm__expr_parse_condition(&arena, str_of(rows[i]), &expr, NULL))
            fail_msg("%s is refused", rows[i]);
        assert_non_null(expr);
        acm__arena_dispose(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_type__kinds_of_values),
        cmocka_unit_test(test_type__what_can_never_make_sense),
        cmocka_unit_test(test_type__conditions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
