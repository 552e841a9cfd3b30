#include "support/memory.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

#define PAGES ACM_TEST_DATA "/pages/"

static acm_page_options named(const char *file)
{
    acm_page_options options;
    acm_page_options_init(&options);
    options.file = file;
    return options;
}

static acm_playbook *read_page(const char *name, const acm_mapping_options *mapping,
                               acm_diagnostics **diagnostics)
{
    char path[1024] = PAGES;
    acm_playbook *playbook;
    acm_error err;
    size_t len;
    strncat(path, name, sizeof path - sizeof PAGES);
    char *text = test_read_file(path, &len);
    acm_page_options options = named(path);
    options.mapping = mapping;
    acm_error_init(&err);
    assert_ok(acm_playbook_read_page(text, len, &options, &playbook, diagnostics, &err));
    free(text);
    return playbook;
}

static acm_item item_of(const acm_playbook *playbook, const char *key)
{
    acm_item items[64];
    acm_id id;
    size_t count;
    assert_ok(acm_playbook_find(playbook, key, ACM_NTS, &id, NULL));
    assert_ok(acm_playbook_items(playbook, items, sizeof *items, COUNT_OF(items), &count));
    assert_in_range(id, 1, count);
    return items[id - 1];
}

static void test_page__options_init(void **state)
{
    (void)state;
    acm_page_options page, no_page = {.struct_size = sizeof page};
    acm_mapping_options mapping, no_mapping = {.struct_size = sizeof mapping};
    memset(&page, 0xAA, sizeof page);
    memset(&mapping, 0xAA, sizeof mapping);
    acm_page_options_init(&page);
    acm_mapping_options_init(&mapping);
    assert_memory_equal(&page, &no_page, sizeof page);
    assert_memory_equal(&mapping, &no_mapping, sizeof mapping);
    acm_page_options_init(NULL);
    acm_mapping_options_init(NULL);
}

static void test_page__becomes_items(void **state)
{
    (void)state;
    acm_playbook *playbook = read_page("move-the-mail.md", NULL, NULL);
    static const struct {
        const char *key;
        acm_item_kind kind;
        acm_item_part part;
        uint32_t required, manual, line;
    } rows[] = {
        {"move-the-mail", ACM_ITEM_STAGE, ACM_PART_PROCESS, 0, 0, 6},
        {"move-the-mail/step-1", ACM_ITEM_STAGE, ACM_PART_STEP, 0, 0, 28},
        {"move-the-mail/5001", ACM_ITEM_TASK, ACM_PART_TASK, 1, 0, 45},
        {"move-the-mail/5002", ACM_ITEM_TASK, ACM_PART_TASK, 0, 1, 46},
        {"move-the-mail/step-2", ACM_ITEM_TASK, ACM_PART_STEP, 0, 1, 48},
        {"move-the-mail/outcomes", ACM_ITEM_MILESTONE, ACM_PART_OUTCOMES, 1, 0, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_item item = item_of(playbook, rows[i].key);
        assert_int_equal(item.kind, rows[i].kind);
        assert_int_equal(item.part, rows[i].part);
        if (item.kind == ACM_ITEM_TASK) {
            assert_int_equal((item.flags & ACM_ITEM_REQUIRED) != 0, rows[i].required);
            assert_int_equal((item.flags & ACM_ITEM_MANUAL) != 0, rows[i].manual);
        }
        if (rows[i].line)
            assert_int_equal(item.line, rows[i].line);
    }
    assert_int_equal(item_of(playbook, "5002").number, 5002);
    acm_playbook_free(playbook);
}

static void test_page__conditions(void **state)
{
    (void)state;
    acm_playbook *playbook = read_page("move-the-mail.md", NULL, NULL);
    static const struct {
        const char *key, *text;
        uint32_t flags, line;
    } rows[] = {
        {"move-the-mail/in-1", "The customer owns licences", 0, 21},
        {"move-the-mail/in-2", "The administrators are named", 0, 22},
        {"move-the-mail/in-3", "If applicable: the partner has signed", ACM_CONDITION_OPTIONAL, 24},
        {"move-the-mail/step-1/in-1", "An inventory exists", 0, 39},
        {"move-the-mail/out-1", "All mailboxes answer", 0, 56},
    };
    acm_condition c[16];
    size_t count;
    assert_ok(acm_playbook_conditions(playbook, 0, c, sizeof *c, COUNT_OF(c), &count));
    assert_int_equal(count, COUNT_OF(rows));
    for (size_t i = 0; i < count; i++) {
        acm_id id;
        size_t at = 0;
        assert_ok(acm_playbook_find(playbook, rows[i].key, ACM_NTS, &id, NULL));
        while (c[at].id != id)
            assert_true(++at < count);
        assert_int_equal(c[at].flags, rows[i].flags);
        assert_int_equal(c[at].line, rows[i].line);
        assert_string_equal(acm_playbook_text(playbook, id, ACM_TEXT_NAME, NULL, NULL, NULL),
                            rows[i].text);
    }
    acm_id second;
    assert_ok(acm_playbook_find(playbook, "move-the-mail/in-2", ACM_NTS, &second, NULL));
    assert_string_equal(acm_playbook_text(playbook, second, ACM_TEXT_DETAIL, NULL, NULL, NULL),
                        "one at each site");
    acm_playbook_free(playbook);
}

static void test_page__roles_and_services(void **state)
{
    (void)state;
    acm_playbook *playbook = read_page("move-the-mail.md", NULL, NULL);
    acm_ref refs[4];
    size_t count;
    acm_id task = item_of(playbook, "5002").id, role, service;
    assert_ok(acm_playbook_find(playbook, "role:fasttrack_engineer", ACM_NTS, &role, NULL));
    assert_ok(acm_playbook_find(playbook, "service:exchange", ACM_NTS, &service, NULL));
    assert_ok(acm_playbook_refs(playbook, task, ACM_REF_PERFORMER, refs, sizeof *refs, 4, &count));
    assert_int_equal(count, 1);
    assert_int_equal(refs[0].target, role);
    assert_ok(acm_playbook_refs(playbook, task, ACM_REF_SERVICE, refs, sizeof *refs, 4, &count));
    assert_int_equal(count, 1);
    assert_int_equal(refs[0].target, service);
    acm_playbook_free(playbook);
}

static void test_page__texts(void **state)
{
    (void)state;
    acm_playbook *playbook = read_page("move-the-mail.md", NULL, NULL);
    acm_id process = item_of(playbook, "move-the-mail").id;
    assert_string_equal(acm_playbook_text(playbook, process, ACM_TEXT_NAME, NULL, NULL, NULL),
                        "Move the Mail");
    assert_string_equal(acm_playbook_text(playbook, process, ACM_TEXT_OVERVIEW, NULL, NULL, NULL),
                        "Mailboxes go from the old server to the new service.");
    assert_string_equal(acm_playbook_text(playbook, process, ACM_TEXT_OBJECTIVES, NULL, NULL, NULL),
                        "Every mailbox is moved.\nNobody loses a message.");
    acm_playbook_free(playbook);
}

static void test_page__mapping_options(void **state)
{
    (void)state;
    acm_mapping_options mapping;
    acm_mapping_options_init(&mapping);
    mapping.bare_steps = ACM_BARE_STEPS_REQUIRED;
    mapping.auto_complete = 1;
    acm_playbook *playbook = read_page("move-the-mail.md", &mapping, NULL);
    assert_true(item_of(playbook, "move-the-mail/step-2").flags & ACM_ITEM_REQUIRED);
    assert_true(item_of(playbook, "move-the-mail").flags & ACM_ITEM_AUTO_COMPLETE);
    acm_playbook_free(playbook);

    mapping.bare_steps = ACM_BARE_STEPS_IGNORE;
    playbook = read_page("move-the-mail.md", &mapping, NULL);
    acm_id id;
    assert_status(acm_playbook_find(playbook, "move-the-mail/step-2", ACM_NTS, &id, NULL),
                  ACM_E_NOTFOUND);
    acm_playbook_free(playbook);
}

static void test_page__faults_are_findings(void **state)
{
    (void)state;
    acm_diagnostics *diagnostics;
    acm_playbook *playbook = read_page("faulty.md", NULL, &diagnostics);
    size_t count = acm_diagnostics_count(diagnostics);
    uint32_t line = 0, lines_found = 0;
    for (size_t i = 0; i < count; i++) {
        acm_diagnostic d;
        size_t len;
        assert_ok(acm_diagnostics_get(diagnostics, i, &d, sizeof d));
        assert_true(d.line >= line);
        assert_in_range(d.severity, ACM_SEVERITY_NOTE, ACM_SEVERITY_ERROR);
        assert_string_equal(acm_diagnostics_rule(diagnostics, i), acm_rule_name(d.rule));
        assert_int_equal(d.severity, acm_rule_severity(d.rule));
        const char *file = acm_diagnostics_file(diagnostics, i, &len);
        assert_int_equal(len, strlen(file));
        assert_string_equal(strrchr(file, '/'), "/faulty.md");
        const char *text = acm_diagnostics_text(diagnostics, i, &len);
        assert_int_equal(strlen(text), len);
        line = d.line;
        lines_found |= 1u << d.line;
    }
    assert_true(lines_found & 1u << 7);
    assert_true(lines_found & 1u << 13);
    assert_true(lines_found & 1u << 14);
    acm_playbook_free(playbook);

    acm_diagnostic wide[2], d;
    memset(wide, 0xAA, sizeof wide);
    assert_ok(acm_diagnostics_get(diagnostics, 0, wide, sizeof wide));
    assert_int_equal(wide[1].offset, 0);
    assert_status(acm_diagnostics_get(diagnostics, 0, &d, sizeof d - 1), ACM_E_VERSION);
    assert_status(acm_diagnostics_get(diagnostics, count, &d, sizeof d), ACM_E_NOTFOUND);
    assert_status(acm_diagnostics_get(NULL, 0, &d, sizeof d), ACM_E_INVALID);
    assert_status(acm_diagnostics_get(diagnostics, 0, NULL, sizeof d), ACM_E_INVALID);
    assert_null(acm_diagnostics_rule(diagnostics, count));
    assert_null(acm_diagnostics_rule(NULL, 0));
    assert_null(acm_diagnostics_text(diagnostics, count, NULL));
    assert_null(acm_diagnostics_text(NULL, 0, NULL));
    assert_null(acm_diagnostics_file(diagnostics, count, NULL));
    assert_null(acm_diagnostics_file(NULL, 0, NULL));
    assert_int_equal(acm_diagnostics_count(NULL), 0);
    acm_diagnostics_free(diagnostics);
    acm_diagnostics_free(NULL);
}

static void test_page__rules_have_names_of_their_own(void **state)
{
    (void)state;
    size_t count = 0;
    for (; acm_rule_name(count); count++) {
        assert_true(strlen(acm_rule_summary(count)) > 0);
        assert_in_range(acm_rule_severity(count), ACM_SEVERITY_NOTE, ACM_SEVERITY_ERROR);
        for (size_t i = 0; i < count; i++)
            assert_string_not_equal(acm_rule_name(i), acm_rule_name(count));
    }
    assert_true(count > 20);
    assert_null(acm_rule_summary(count));
    assert_int_equal(acm_rule_severity(count), 0);
}

static void test_page__broken_utf8_is_located(void **state)
{
    (void)state;
    static const char text[] = "# Äpfel\n\nBirnen \xFF und";
    acm_playbook *playbook;
    acm_diagnostics *diagnostics;
    acm_error err;
    assert_refused(acm_playbook_read_page(text, ACM_NTS, NULL, &playbook, &diagnostics, &err),
                   ACM_E_ENCODING, &err);
    assert_int_equal(err.line, 3);
    assert_int_equal(err.column, 8);
    assert_int_equal(err.offset, 17);
    assert_null(playbook);
    assert_null(diagnostics);
    assert_refused(acm_playbook_read_page("# A\0B", 5, NULL, &playbook, NULL, &err), ACM_E_ENCODING,
                   &err);
    assert_int_equal(err.offset, 3);
    assert_refused(acm_playbook_read_page("\xEF\xBB\xBF# \xFF", 6, NULL, &playbook, NULL, &err),
                   ACM_E_ENCODING, &err);
    assert_int_equal(err.column, 3); /* the mark takes no column, as in findings */
    assert_int_equal(err.offset, 5);
}

static void test_page__unknown_languages_are_quoted_in_whole_characters(void **state)
{
    (void)state;
    char tag[256] = "a";
    acm_page_options options;
    acm_playbook *playbook;
    acm_error err;
    for (size_t i = 0; i < 120; i++)
        strcat(tag, "\xC3\xA9");
    acm_page_options_init(&options);
    options.language = tag;
    assert_refused(acm_playbook_read_page("# A\n", ACM_NTS, &options, &playbook, NULL, &err),
                   ACM_E_NOTFOUND, &err);
    assert_string_equal(err.message + strlen(err.message) - 3, "\xC3\xA9'");
    options.language = NOT_UTF8;
    assert_refused(acm_playbook_read_page("# A\n", ACM_NTS, &options, &playbook, NULL, &err),
                   ACM_E_NOTFOUND, &err);
}

static void test_page__anything_that_is_text_is_read(void **state)
{
    (void)state;
    static const char *const pages[] = {"",      "\xEF\xBB\xBF", "\n", "---",
                                        "---\n", "# A",          "|",  "\xEF\xBB\xBF# A\r\n"};
    for (size_t i = 0; i < COUNT_OF(pages); i++) {
        acm_playbook *playbook;
        assert_ok(acm_playbook_read_page(pages[i], ACM_NTS, NULL, &playbook, NULL, NULL));
        acm_playbook_free(playbook);
    }
}

static void test_page__options_are_checked(void **state)
{
    (void)state;
    acm_playbook *playbook;
    acm_error err;
    acm_mapping_options bad_mapping = {.struct_size = 4};
    acm_mapping_options no_ordering = {.struct_size = sizeof no_ordering, .ordering = 3};
    acm_mapping_options no_steps = {.struct_size = sizeof no_steps, .bare_steps = -1};
    acm_allocator bad_allocator = {0};
    const struct {
        acm_page_options options;
        acm_status expected;
    } rows[] = {
        {{.struct_size = 4}, ACM_E_VERSION},
        {{.struct_size = sizeof(acm_page_options), .language = "tlh"}, ACM_E_NOTFOUND},
        {{.struct_size = sizeof(acm_page_options), .max_bytes = 3}, ACM_E_LIMIT},
        {{.struct_size = sizeof(acm_page_options), .file = NOT_UTF8}, ACM_E_ENCODING},
        {{.struct_size = sizeof(acm_page_options), .mapping = &bad_mapping}, ACM_E_VERSION},
        {{.struct_size = sizeof(acm_page_options), .mapping = &no_ordering}, ACM_E_INVALID},
        {{.struct_size = sizeof(acm_page_options), .mapping = &no_steps}, ACM_E_INVALID},
        {{.struct_size = sizeof(acm_page_options), .allocator = &bad_allocator}, ACM_E_VERSION},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        assert_refused(acm_playbook_read_page("# A\n", 4, &rows[i].options, &playbook, NULL, &err),
                       rows[i].expected, &err);
        assert_null(playbook);
    }
    assert_refused(acm_playbook_read_page(NULL, 4, NULL, &playbook, NULL, &err), ACM_E_INVALID,
                   &err);
    assert_refused(acm_playbook_read_page("# A\n", 4, NULL, NULL, NULL, &err), ACM_E_INVALID, &err);
}

static void test_page__stem_and_language_come_from_the_path(void **state)
{
    (void)state;
    static const char page[] = "# Titel\n\n## Ansatz\n\n### Schritt\n\nTun.\n";
    acm_page_options options = named("playbook/de/enable-mail.md");
    acm_playbook *playbook;
    acm_id id;
    assert_ok(acm_playbook_read_page(page, ACM_NTS, &options, &playbook, NULL, NULL));
    assert_string_equal(acm_playbook_language(playbook, 0), "de");
    acm_playbook_free(playbook);
    options.language = "en";
    assert_ok(acm_playbook_read_page("# T\n\n## Approach\n\n### Step\n\nDo.\n", ACM_NTS, &options,
                                     &playbook, NULL, NULL));
    assert_string_equal(acm_playbook_language(playbook, 0), "en");
    assert_ok(acm_playbook_find(playbook, "enable-mail/step-1", ACM_NTS, &id, NULL));
    acm_playbook_free(playbook);
}

static void test_page__allocator_is_used(void **state)
{
    (void)state;
    test_memory memory;
    acm_allocator allocator = test_memory_init(&memory);
    acm_page_options options = named("a.md");
    acm_playbook *playbook;
    acm_diagnostics *diagnostics;
    options.allocator = &allocator;
    assert_ok(acm_playbook_read_page("# A\n", 4, &options, &playbook, &diagnostics, NULL));
    assert_true(memory.live > 0);
    acm_diagnostics_free(diagnostics);
    acm_playbook_free(playbook);
    assert_int_equal(memory.live, 0);
}

typedef struct collector {
    char text[16384];
    size_t len, stop_at;
} collector;

static int32_t collect(void *user, const char *text, size_t len)
{
    collector *c = user;
    if (c->len + len > c->stop_at)
        return 7;
    memcpy(c->text + c->len, text, len);
    c->len += len;
    c->text[c->len] = '\0';
    return 0;
}

static void test_page__outline_is_a_line_of_json(void **state)
{
    (void)state;
    static collector c;
    c = (collector){.stop_at = sizeof c.text - 1};
    acm_playbook *playbook = read_page("move-the-mail.md", NULL, NULL);
    assert_ok(acm_playbook_outline(playbook, collect, &c, NULL));
    assert_int_equal(c.text[0], '{');
    assert_string_equal(c.text + c.len - 2, "}\n");
    assert_ptr_equal(strchr(c.text, '\n'), c.text + c.len - 1);
    assert_non_null(strstr(c.text, "\"title\":\"Move the Mail\""));
    assert_non_null(strstr(c.text, "5001"));
    acm_playbook_free(playbook);
}

static void test_page__outline_stops_when_told(void **state)
{
    (void)state;
    static collector c;
    acm_error err;
    c = (collector){.stop_at = 50};
    acm_playbook *playbook = read_page("move-the-mail.md", NULL, NULL);
    assert_refused(acm_playbook_outline(playbook, collect, &c, &err), ACM_E_CALLBACK, &err);
    assert_int_equal(err.value, 7);
    acm_playbook_free(playbook);
}

/* Counts pieces that are empty or begin within a character. */
static int32_t count_torn(void *user, const char *text, size_t len)
{
    *(size_t *)user += !len || ((unsigned char)text[0] & 0xC0) == 0x80;
    return 0;
}

/* One byte more before them moves the characters of three bytes to each place where a piece could end. */
static void test_page__sinks_get_whole_characters(void **state)
{
    (void)state;
    static char text[20000], file[16000];
    for (size_t lead = 0; lead < 3; lead++) {
        acm_playbook *playbook;
        acm_diagnostics *diagnostics;
        size_t torn = 0, len = lead;
        memset(file, 'a', lead);
        for (size_t i = 0; i < 5000; i++, len += 3)
            memcpy(file + len, "\u3042", 3);
        memcpy(file + len, ".md", 4);
        snprintf(text, sizeof text, "# %s\n\n<<<<<<< HEAD\n", file);
        acm_page_options options = named(file);
        assert_ok(acm_playbook_read_page(text, ACM_NTS, &options, &playbook, &diagnostics, NULL));
        assert_true(acm_diagnostics_count(diagnostics) > 0);
        assert_ok(acm_playbook_outline(playbook, count_torn, &torn, NULL));
        assert_ok(acm_playbook_write_json(playbook, 0, count_torn, &torn, NULL));
        assert_ok(acm_playbook_write_cmmn(playbook, 0, count_torn, &torn, NULL));
        for (acm_report_format format = ACM_REPORT_TEXT; format <= ACM_REPORT_SARIF; format++)
            assert_ok(acm_diagnostics_write(diagnostics, format, count_torn, &torn, NULL));
        assert_int_equal(torn, 0);
        acm_diagnostics_free(diagnostics);
        acm_playbook_free(playbook);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_page__options_init),
        cmocka_unit_test(test_page__becomes_items),
        cmocka_unit_test(test_page__conditions),
        cmocka_unit_test(test_page__roles_and_services),
        cmocka_unit_test(test_page__texts),
        cmocka_unit_test(test_page__mapping_options),
        cmocka_unit_test(test_page__faults_are_findings),
        cmocka_unit_test(test_page__rules_have_names_of_their_own),
        cmocka_unit_test(test_page__broken_utf8_is_located),
        cmocka_unit_test(test_page__unknown_languages_are_quoted_in_whole_characters),
        cmocka_unit_test(test_page__anything_that_is_text_is_read),
        cmocka_unit_test(test_page__options_are_checked),
        cmocka_unit_test(test_page__stem_and_language_come_from_the_path),
        cmocka_unit_test(test_page__allocator_is_used),
        cmocka_unit_test(test_page__outline_is_a_line_of_json),
        cmocka_unit_test(test_page__outline_stops_when_told),
        cmocka_unit_test(test_page__sinks_get_whole_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
