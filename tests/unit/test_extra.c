/* Facts and claims in the block that a case keeps: the same ones give the same block. */
#include "engine/extra.h"

#include "support/small.h"

#include <stdio.h>

enum {
    CHANGES = 5
};

static acm__str str(const char *text)
{
    return (acm__str){text, (uint32_t)strlen(text)};
}

static acm__change fact(const char *name, acm_value_kind kind, int64_t integer, const char *text)
{
    return (acm__change){.name = str(name),
                         .kind = kind,
                         .integer = integer,
                         .real = (double)integer,
                         .text = str(text)};
}

/* Gives *extra a changed block. */
static void change(const acm_playbook *p, acm__extra **extra, const acm__change *what)
{
    acm__extra *changed = acm__extra_with(p, *extra, what);
    assert_non_null(changed);
    acm__free(&p->arena.allocator, *extra);
    *extra = changed;
}

static void put(void *to, acm__str text)
{
    char *end = (char *)to + strlen(to);
    memcpy(end, text.at, text.len);
    end[text.len] = '\0';
}

static const char *show(const acm__extra *extra, char *out)
{
    acm__str name;
    acm__value value;
    acm__claim claim;
    *out = '\0';
    for (uint32_t i = 0; acm__extra_nth_fact(extra, i, &name, &value); i++) {
        put(out, name);
        put(out, ACM__STR("="));
        acm__value_write(value, put, out);
        put(out, ACM__STR(" "));
    }
    for (uint32_t i = 0; acm__extra_nth_claim(extra, i, &claim); i++)
        snprintf(out + strlen(out), 32, "%u:%u ", claim.item, claim.performer);
    return out;
}

static void test_extra__order_of_changes_does_not_matter(void **state)
{
    const acm_playbook *p = ((small *)*state)->playbook;
    const acm__change changes[CHANGES] = {fact("b", ACM_VALUE_SET, 7, "y\nx"),
                                          fact("ab", ACM_VALUE_STRING, 7, "text"),
                                          fact("a", ACM_VALUE_TIME, 0, "left over"),
                                          {.claim = {5, 1}},
                                          {.claim = {3, 2}}};
    char shown[512];
    for (uint32_t order = 0; order < 3125;
         order++) { /* 5 to the 5th: every order, and repetitions */
        acm__extra *extra = NULL;
        uint32_t seen = 0, rest = order;
        for (uint32_t i = 0; i < CHANGES; i++, rest /= CHANGES) {
            change(p, &extra, &changes[rest % CHANGES]);
            seen |= 1u << rest % CHANGES;
        }
        if (seen == (1u << CHANGES) - 1)
            assert_string_equal(show(extra, shown),
                                "a=1970-01-01T00:00Z ab='text' b={'x', 'y'} 3:2 5:1 ");
        acm__free(&p->arena.allocator, extra);
    }
}

static void test_extra__changes(void **state)
{
    const acm_playbook *p = ((small *)*state)->playbook;
    const struct {
        acm__change change;
        const char *shown;
    } rows[] = {
        {fact("m", ACM_VALUE_INTEGER, 5, ""), "m=5 "},
        {fact("m", ACM_VALUE_SET, 5, "b\na\nb\nab\na"), "m={'a', 'ab', 'b'} "},
        {fact("n", ACM_VALUE_SET, 0, ""), "m={'a', 'ab', 'b'} n={} "},
        {fact("k", ACM_VALUE_SET, 0, "x y"), "k={'x y'} m={'a', 'ab', 'b'} n={} "},
        {fact("n", ACM_VALUE_BOOLEAN, 8, "true"), "k={'x y'} m={'a', 'ab', 'b'} n=true "},
        {fact("m", ACM_VALUE_NULL, 8, "z"), "k={'x y'} m=null n=true "},
        {{.name = str("k"), .remove = true}, "m=null n=true "},
        {{.name = str("k"), .remove = true}, "m=null n=true "},
        {{.name = str("n"), .kind = ACM_VALUE_DOUBLE, .real = -0.0}, "m=null n=0.0 "},
        {{.claim = {7, 1}}, "m=null n=0.0 7:1 "},
        {{.claim = {7, 2}}, "m=null n=0.0 7:2 "},
        {{.claim = {9, 2}}, "m=null n=0.0 7:2 9:2 "},
        {{.claim = {7, 0}}, "m=null n=0.0 9:2 "},
    };
    acm__extra *extra = NULL;
    char shown[512];
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        change(p, &extra, &rows[i].change);
        assert_string_equal(show(extra, shown), rows[i].shown);
        acm__extra *copy = acm__extra_dup(p, extra);
        assert_string_equal(show(copy, shown), rows[i].shown);
        acm__free(&p->arena.allocator, copy);
    }
    acm__free(&p->arena.allocator, extra);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_extra__order_of_changes_does_not_matter, small_setup,
                                        small_teardown),
        cmocka_unit_test_setup_teardown(test_extra__changes, small_setup, small_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
