/* What the engine says in all languages: what a new file in lib/engine/sentences must hold to. */
#include "support/test.h"

#include "engine/sentences.h"
#include "model/vocabulary.h"

/* Entries that stand for no value of their group. */
static bool is_gap(uint32_t entry)
{
    return entry == ACM__ENTRY_BLOCKER || entry == ACM__ENTRY_TRANSITION ||
           entry == ACM__ENTRY_COMMAND;
}

static bool is_word(uint32_t entry)
{
    return (entry >= ACM__ENTRY_STATE && entry < ACM__ENTRY_COMMAND) ||
           entry == ACM__ENTRY_OF_FORM(SOMEBODY) || entry == ACM__ENTRY_OF_FORM(EVERYTHING);
}

static uint32_t bytes_of(const acm__sentence *s)
{
    uint32_t bytes = 0;
    for (size_t i = 0; i <= ACM__SENTENCE_SLOTS; i++)
        bytes += s->texts[i];
    return bytes;
}

static acm__str text_of(const acm__wording *w, uint32_t entry)
{
    const acm__sentence *s = &w->sentences[entry];
    return (acm__str){w->texts + s->at, bytes_of(s)};
}

/* How often a slot stands in a sentence. */
static uint32_t count_of(const acm__sentence *s, uint32_t slot)
{
    uint32_t count = 0;
    for (size_t i = 0; i < ACM__SENTENCE_SLOTS; i++)
        count += s->slots[i] == slot;
    return count;
}

static uint32_t occurrences(acm__str text, const char *what)
{
    uint32_t count = 0, len = (uint32_t)strlen(what);
    for (uint32_t i = 0; i + len <= text.len; i++)
        count += memcmp(text.at + i, what, len) == 0;
    return count;
}

/* Calls `check` for each entry of each language. */
static void each_entry(void (*check)(const acm__wording *w, uint32_t entry))
{
    const acm__wording *w;
    for (size_t i = 0; (w = acm__wording_at(i)) != NULL; i++)
        for (uint32_t entry = 0; entry < ACM__ENTRY_COUNT; entry++)
            if (!is_gap(entry))
                check(w, entry);
}

static void test_sentences__english_is_first_and_each_language_has_its_own(void **state)
{
    (void)state;
    const acm__language *language;
    const acm__wording *w;
    for (size_t i = 0; (language = acm__language_at(i)) != NULL; i++) {
        w = acm__wording_find(acm__language_tag(language));
        assert_string_equal(w->tag, acm__language_tag(language));
    }
    assert_string_equal(acm__wording_at(0)->tag, "en");
    assert_ptr_equal(acm__wording_find("ZH-Hans"), acm__wording_find("zh-hans"));
    assert_ptr_equal(acm__wording_find("xx"), acm__wording_at(0));
    assert_ptr_equal(acm__wording_find(""), acm__wording_at(0));
    assert_ptr_equal(acm__wording_find(NULL), acm__wording_at(0));
}

static void check_slots(const acm__wording *w, uint32_t entry)
{
    const acm__sentence *s = &w->sentences[entry], *english = &acm__wording_at(0)->sentences[entry];
    if (!bytes_of(s))
        fail_msg("%s: entry %u is missing", w->tag, entry);
    for (uint32_t slot = 1; slot < ACM__SLOT_COUNT; slot++)
        if (count_of(s, slot) != count_of(english, slot))
            fail_msg("%s: '%s' has other slots than the English '%s'", w->tag, text_of(w, entry).at,
                     text_of(acm__wording_at(0), entry).at);
    if (is_word(entry) && s->slots[0])
        fail_msg("%s: the word '%s' has slots", w->tag, text_of(w, entry).at);
}

static void test_sentences__each_entry_is_there_with_every_slot(void **state)
{
    (void)state;
    each_entry(check_slots);
}

static void check_writing(const acm__wording *w, uint32_t entry)
{
    static const char *const pairs[][2] = {{"“", "”"}, {"«", "»"}, {"「", "」"}, {"„", "“"}};
    acm__str text = text_of(w, entry);
    bool english = w == acm__wording_at(0);
    if (acm__utf8_check(text.at, text.len) != text.len || text.at[text.len])
        fail_msg("%s: '%s' is not UTF-8", w->tag, text.at);
    if (occurrences(text, ".") || occurrences(text, "。"))
        fail_msg("%s: '%s' has a full stop", w->tag, text.at);
    if (!english && occurrences(text, "\""))
        fail_msg("%s: '%s' has the quotation marks of another language", w->tag, text.at);
    for (size_t i = 0; i < COUNT_OF(pairs); i++) {
        bool german = strcmp(w->tag, "de") == 0;
        if (german == (i == 3) && occurrences(text, pairs[i][0]) != occurrences(text, pairs[i][1]))
            fail_msg("%s: a quotation mark of '%s' has no other half", w->tag, text.at);
    }
    if (!english && acm__str_equal(text, text_of(acm__wording_at(0), entry)))
        fail_msg("%s: '%s' is English", w->tag, text.at);
}

static void test_sentences__are_written_as_the_language_has_it(void **state)
{
    (void)state;
    each_entry(check_writing);
}

static void put_slot(acm__speech *speech, acm__slot slot, const void *user)
{
    const char *const *names = user;
    acm__speech_put(speech, (acm__str){names[slot], (uint32_t)strlen(names[slot])});
}

static void test_sentences__slots_are_filled_in_order(void **state)
{
    (void)state;
    static const char *const names[ACM__SLOT_COUNT] = {
        [ACM__SLOT_SUBJECT] = "Plan", [ACM__SLOT_ROLE] = "Manager", [ACM__SLOT_ACTOR] = "Ben"};
    char text[100];
    acm__speech speech;
    acm__speech_begin(&speech, text, sizeof text);
    acm__speech_sentence(&speech, acm__wording_find("en"), ACM__ENTRY_OF_BLOCKER(ROLE), put_slot,
                         names);
    assert_int_equal(acm__speech_end(&speech), strlen(text) + 1);
    assert_string_equal(text, "\"Plan\" is for the Manager; Ben does not have that role");
    acm__speech_begin(&speech, text, sizeof text);
    acm__speech_sentence(&speech, acm__wording_find("de"), ACM__ENTRY_OF_COMMAND(COMPLETE),
                         put_slot, names);
    acm__speech_put(&speech, ACM__STR(": "));
    acm__speech_word(&speech, acm__wording_find("de"), ACM__ENTRY_OF_STATE(COMPLETED));
    acm__speech_end(&speech);
    assert_string_equal(text, "Ben schließt „Plan“ ab: abgeschlossen");
}

static void test_sentences__speech_counts_what_finds_no_room(void **state)
{
    (void)state;
    char text[8];
    acm__speech speech;
    for (size_t capacity = 0; capacity <= sizeof text; capacity++) {
        memset(text, 'x', sizeof text);
        acm__speech_begin(&speech, capacity ? text : NULL, capacity);
        acm__speech_put(&speech, ACM__STR("aé"));
        acm__speech_put(&speech, ACM__STR(""));
        acm__speech_put(&speech, ACM__STR("b"));
        acm__speech_put(&speech, ACM__STR("é"));
        assert_int_equal(acm__speech_end(&speech), 7);
        static const char *const cut[] = {NULL, "", "a", "a", "aé", "aéb", "aéb", "aébé", "aébé"};
        if (capacity)
            assert_string_equal(text, cut[capacity]);
        for (size_t i = capacity; i < sizeof text; i++)
            assert_int_equal(text[i], 'x');
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sentences__english_is_first_and_each_language_has_its_own),
        cmocka_unit_test(test_sentences__each_entry_is_there_with_every_slot),
        cmocka_unit_test(test_sentences__are_written_as_the_language_has_it),
        cmocka_unit_test(test_sentences__slots_are_filled_in_order),
        cmocka_unit_test(test_sentences__speech_counts_what_finds_no_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
