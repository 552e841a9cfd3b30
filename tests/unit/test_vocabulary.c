/* The words of all languages: what a new file in lib/model/vocabulary must hold to. */
#include "support/test.h"

#include "model/vocabulary.h"

static acm__str str_of(const char *text)
{
    return (acm__str){text, (uint32_t)strlen(text)};
}

/* Calls `check` for each word of each language. */
static void each_word(void (*check)(const acm__language *, acm__vocabulary_section, acm__str,
                                    int32_t))
{
    const acm__language *language;
    for (size_t i = 0; (language = acm__language_at(i)) != NULL; i++)
        for (int section = 0; section < ACM__SECTION_COUNT; section++) {
            acm__str word;
            int32_t kind;
            for (size_t k = 0;
                 (word = acm__vocabulary_at(language, (acm__vocabulary_section)section, k, &kind))
                     .at;
                 k++)
                check(language, (acm__vocabulary_section)section, word, kind);
        }
}

static bool is_marker(acm__vocabulary_section section)
{
    return section == ACM__OPTIONAL_MARKER || section == ACM__RESTRICTED_MARKER ||
           section == ACM__STEM_SUFFIX;
}

static void check_found(const acm__language *language, acm__vocabulary_section section,
                        acm__str word, int32_t kind)
{
    int32_t found = acm__vocabulary_find(language, section, word);
    if (!is_marker(section) && found != kind)
        fail_msg("%s: '%s' finds kind %d, not %d", acm__language_tag(language), word.at, found,
                 kind);
}

static void test_vocabulary__each_word_is_found(void **state)
{
    (void)state;
    each_word(check_found);
}

static void check_plain(const acm__language *language, acm__vocabulary_section section,
                        acm__str word, int32_t kind)
{
    acm_allocator allocator;
    acm__arena arena;
    (void)kind;
    acm_allocator_init(&allocator);
    acm__arena_init(&arena, &allocator);
    acm__str plain = acm__plain(&arena, word.at, word.len), trimmed = acm__name_trim(word);
    if (!acm__str_equal(plain, word) || (!is_marker(section) && trimmed.len != word.len))
        fail_msg("%s: '%s' is not written as names are compared", acm__language_tag(language),
                 word.at);
    acm__arena_dispose(&arena);
}

static void test_vocabulary__words_are_written_as_names_are_compared(void **state)
{
    (void)state;
    each_word(check_plain);
}

static void test_vocabulary__words_stand_in_the_order_of_kinds(void **state)
{
    (void)state;
    const acm__language *language;
    for (size_t i = 0; (language = acm__language_at(i)) != NULL; i++) {
        int32_t kind, last = 0;
        for (int section = 0; section < ACM__SECTION_COUNT; section++) {
            acm__str word;
            for (size_t k = 0;
                 (word = acm__vocabulary_at(language, (acm__vocabulary_section)section, k, &kind))
                     .at;
                 k++) {
                if (kind < last)
                    fail_msg("%s: '%s' stands too late", acm__language_tag(language), word.at);
                if (kind > last)
                    assert_true(acm__str_equal(acm__vocabulary_word(language, kind), word));
                last = kind;
            }
        }
    }
    assert_null(acm__vocabulary_word(acm__language_find(str_of("es")), ACM__KIND_COUNT).at);
    assert_null(acm__vocabulary_word(NULL, ACM__ROLE_FASTTRACK_MANAGER).at);
}

static void test_vocabulary__english_is_first_and_every_tag_is_found(void **state)
{
    (void)state;
    const acm__language *language;
    size_t count = 0;
    assert_string_equal(acm__language_tag(acm__language_at(0)), "en");
    for (; (language = acm__language_at(count)) != NULL; count++)
        assert_ptr_equal(acm__language_find(str_of(acm__language_tag(language))), language);
    assert_true(count >= 6); /* a further one is a further file */
    assert_ptr_equal(acm__language_find(str_of("ZH-Hans")), acm__language_find(str_of("zh-hans")));
    assert_null(acm__language_find(str_of("xx")));
}

static void test_vocabulary__names_match_without_case_and_marks(void **state)
{
    (void)state;
    const acm__language *german = acm__language_find(str_of("de"));
    assert_int_equal(acm__vocabulary_find(german, ACM__LABEL, str_of("GILT FÜR:")),
                     ACM__LABEL_APPLIES_TO);
    assert_int_equal(acm__vocabulary_find(german, ACM__LABEL, str_of("applies to")),
                     ACM__LABEL_APPLIES_TO);
    assert_int_equal(acm__vocabulary_find(NULL, ACM__LABEL, str_of("Gilt für")), ACM__KIND_NONE);
    assert_int_equal(acm__vocabulary_find_any(ACM__ROLE, str_of("FastTrack 经理")),
                     ACM__ROLE_FASTTRACK_MANAGER);
    assert_int_equal(acm__vocabulary_find(german, ACM__LABEL, str_of("")), ACM__KIND_NONE);
}

static void test_vocabulary__heads_are_measured_in_the_text(void **state)
{
    (void)state;
    int32_t kind;
    const acm__language *chinese = acm__language_find(str_of("zh-hans"));
    assert_int_equal(
        acm__vocabulary_head(chinese, ACM__OPTIONAL_MARKER, str_of("必要时，客户参加"), &kind), 9);
    assert_int_equal(
        acm__vocabulary_head(chinese, ACM__OPTIONAL_MARKER, str_of("IF REQUIRED, x"), &kind), 11);
    assert_int_equal(acm__vocabulary_head(chinese, ACM__OPTIONAL_MARKER, str_of("不必要"), &kind),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vocabulary__each_word_is_found),
        cmocka_unit_test(test_vocabulary__words_are_written_as_names_are_compared),
        cmocka_unit_test(test_vocabulary__words_stand_in_the_order_of_kinds),
        cmocka_unit_test(test_vocabulary__english_is_first_and_every_tag_is_found),
        cmocka_unit_test(test_vocabulary__names_match_without_case_and_marks),
        cmocka_unit_test(test_vocabulary__heads_are_measured_in_the_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
