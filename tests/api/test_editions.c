/* Language editions of one playbook: what they contribute, and how pages, steps, tasks and conditions align. */
#include "support/folder.h"

#include <stdio.h>

static void test_editions__editions_give_texts_alone(void **state)
{
    (void)state;
    folder f;
    acm_place place;
    folder_begin(&f);
    folder_add(&f, "en/enable-mail.md", folder_mail);
    folder_add(&f, "en/index.md", folder_index);
    folder_add(&f, "de/enable-mail-de.md", folder_mail_de);
    folder_add(&f, "de/extra-de.md", "# Mehr\n");
    assert_ok(folder_read(&f));
    assert_string_equal(acm_playbook_language(f.playbook, 0), "en");
    assert_string_equal(acm_playbook_language(f.playbook, 1), "de");
    assert_string_equal(folder_text(f.playbook, "enable-mail", ACM_TEXT_NAME, "de", "de"), "Post");
    assert_string_equal(folder_text(f.playbook, "enable", ACM_TEXT_NAME, "de", "de"),
                        "Aktivierung");
    assert_string_equal(folder_text(f.playbook, "enable-mail/step-1", ACM_TEXT_NAME, "de", "de"),
                        "Umziehen");
    assert_string_equal(folder_text(f.playbook, "enable-mail/step-1", ACM_TEXT_BODY, "de", "de"),
                        "So geht es.");
    assert_string_equal(folder_text(f.playbook, "enable-mail", ACM_TEXT_OVERVIEW, "de", "de"),
                        "Von Post.");
    assert_string_equal(folder_text(f.playbook, "11", ACM_TEXT_NAME, "de", "de"),
                        "K\xC3\xA4sten umziehen");
    assert_string_equal(folder_text(f.playbook, "12", ACM_TEXT_NAME, "de", "en"), "Tell people");
    assert_string_equal(folder_text(f.playbook, "12", ACM_TEXT_NAME, "ja", "en"), "Tell people");
    assert_string_equal(folder_findings(&f),
                        "page-missing@en/index.md:1 task-missing@de/enable-mail-de.md:11 "
                        "page-extra@de/extra-de.md:1");
    assert_ok(
        acm_playbook_place(f.playbook, folder_item(f.playbook, "11").id, 1, &place, sizeof place));
    assert_string_equal(acm_playbook_page_text(f.playbook, place.page, ACM_PAGE_FILE, NULL),
                        "enable-mail-de.md");
    assert_int_equal(place.line, 19);
    assert_status(
        acm_playbook_place(f.playbook, folder_item(f.playbook, "12").id, 1, &place, sizeof place),
        ACM_E_NOTFOUND);
    folder_end(&f);
}

static void test_editions__the_language_asked_for_owns_the_structure(void **state)
{
    (void)state;
    folder f;
    folder_begin(&f);
    f.options.language = "de";
    f.options.name = "Ein Buch";
    folder_add(&f, "en/enable-mail.md", folder_mail);
    folder_add(&f, "de/enable-mail-de.md", folder_mail_de);
    assert_ok(folder_read(&f));
    assert_string_equal(acm_playbook_language(f.playbook, 0), "de");
    assert_string_equal(folder_text(f.playbook, "playbook", ACM_TEXT_NAME, NULL, "de"), "Ein Buch");
    assert_string_equal(folder_findings(&f), "task-extra@en/enable-mail.md:14");
    folder_end(&f);
    folder_begin(&f);
    f.options.language = "ja";
    folder_add(&f, "en/enable-mail.md", folder_mail);
    assert_refused(folder_read(&f), ACM_E_NOTFOUND, &f.err);
    f.options.language = "xx";
    assert_refused(folder_read(&f), ACM_E_NOTFOUND, &f.err);
    assert_null(f.playbook);
    assert_null(f.found);
}

/* Reads two editions of one page, English all; findings as a list. */
static const char *drift(const char *first, const char *second)
{
    folder f;
    folder_begin(&f);
    folder_add(&f, "en/p.md", first);
    folder_add(&f, "de/p-de.md", second);
    assert_ok(folder_read(&f));
    const char *found = folder_findings(&f);
    folder_end(&f);
    return found;
}

#define PAGE(steps) "# P\n\n## Approach\n\n" steps

static void test_editions__steps_align_by_numbers(void **state)
{
    (void)state;
    const char *three = PAGE(STEP("A") TABLE ROW("1", "T", "M") "\n" STEP("B")
                                 TABLE ROW("2", "T", "M") "\n" STEP("C") TABLE ROW("3", "T", "M"));
    const char *without_b =
        PAGE(STEP("A") TABLE ROW("1", "T", "M") "\n" STEP("C") TABLE ROW("3", "T", "M"));
    const char *moved = PAGE(STEP("A") TABLE ROW("1", "T", "M") ROW("2", "T", "M") "\n" STEP("C")
                                 TABLE ROW("3", "T", "M"));
    assert_string_equal(drift(three, three), "");
    assert_string_equal(drift(three, without_b),
                        "step-missing@de/p-de.md:5 task-missing@de/p-de.md:5");
    assert_string_equal(drift(without_b, three),
                        "step-extra@de/p-de.md:13 task-extra@de/p-de.md:19");
    const char *swapped = PAGE(STEP("A") TABLE ROW("1", "T", "M") "\n" STEP("C") TABLE ROW(
        "3", "T", "M") "\n" STEP("B") TABLE ROW("2", "T", "M"));
    assert_string_equal(drift(three, swapped), "step-moved@de/p-de.md:21");
    assert_string_equal(drift(three, moved), "step-missing@de/p-de.md:5 task-moved@de/p-de.md:12");
}

static void test_editions__steps_without_tasks_align_by_level_and_owners(void **state)
{
    (void)state;
    const char *first = PAGE("### A\n\nPrimary Role: **FE**\n\n#### B\n\nPrimary Role: **FM**\n\n"
                             "### C\n\nPrimary Role: **SME**\n");
    const char *second = PAGE("### X\n\nPrimary Role: **FE**\n\n### Z\n\nPrimary Role: **SME**\n");
    assert_string_equal(drift(first, second), "step-missing@de/p-de.md:5");
    assert_string_equal(drift(second, first), "step-extra@de/p-de.md:9");
}

static void test_editions__conditions_align_by_order(void **state)
{
    (void)state;
    const char *first =
        "# P\n\n## Key Inputs\n\n- One\n- None\n- Two\n- Three\n\n## Approach\n\n" STEP("A")
            TABLE ROW("1", "T", "M");
    const char *second =
        "# P\n\n## Key Inputs\n\n- Eins\n- (Gegebenenfalls) Zwei\n\n## Approach\n\n" STEP("A")
            TABLE ROW("1", "T", "M");
    assert_string_equal(drift(first, second),
                        "condition-missing@de/p-de.md:1 edition-flag@de/p-de.md:6");
}

#define INPUTS(list)                                                                               \
    "# P\n\n## Key Inputs\n\n" list "\n## Approach\n\n" STEP("A") TABLE ROW("1", "T", "M")

static void test_editions__a_condition_in_the_middle_may_be_missing(void **state)
{
    (void)state;
    const char *first =
        INPUTS("- One\n- Exchange is set up\n- (If applicable) Labels\n- 150 seats\n");
    const char *second = INPUTS("- Eins\n- (Gegebenenfalls) Etiketten\n- 150 Plaetze\n");
    folder f;
    folder_begin(&f);
    folder_add(&f, "en/p.md", first);
    folder_add(&f, "de/p-de.md", second);
    assert_ok(folder_read(&f));
    assert_string_equal(folder_findings(&f), "condition-missing@de/p-de.md:1");
    assert_non_null(strstr(acm_diagnostics_text(f.found, 0, NULL), "Exchange is set up"));
    assert_string_equal(folder_text(f.playbook, "p/in-4", ACM_TEXT_NAME, "de", "de"),
                        "150 Plaetze");
    assert_string_equal(folder_text(f.playbook, "p/in-2", ACM_TEXT_NAME, "de", "en"),
                        "Exchange is set up");
    folder_end(&f);
    assert_string_equal(drift(INPUTS("- One\n- (If applicable) Labels\n- 150 seats\n"),
                              INPUTS("- Eins\n- Exchange ist da\n- (Gegebenenfalls) Etiketten\n"
                                     "- 150 Plaetze\n")),
                        "condition-extra@de/p-de.md:6");
}

static void test_editions__other_flags_roles_and_services_are_drift(void **state)
{
    (void)state;
    const char *first = PAGE(STEP("A") TABLE ROW("1", "T", "M"));
    const char *second =
        PAGE("### A\n\nPrimary Role: **FM**\n\n" TABLE "| 1 | T | O | FM, FE | Exchange |\n");
    assert_string_equal(drift(first, second),
                        "edition-roles@de/p-de.md:5 edition-flag@de/p-de.md:11 "
                        "edition-roles@de/p-de.md:11 edition-services@de/p-de.md:11");
    const char *unknown =
        PAGE("### A\n\nPrimary Role: **Nobody**\n\n" TABLE "| 1 | T | M | FE | Teams |\n");
    assert_string_equal(drift(first, unknown), "unknown-role@de/p-de.md:7");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_editions__editions_give_texts_alone),
        cmocka_unit_test(test_editions__the_language_asked_for_owns_the_structure),
        cmocka_unit_test(test_editions__steps_align_by_numbers),
        cmocka_unit_test(test_editions__steps_without_tasks_align_by_level_and_owners),
        cmocka_unit_test(test_editions__conditions_align_by_order),
        cmocka_unit_test(test_editions__a_condition_in_the_middle_may_be_missing),
        cmocka_unit_test(test_editions__other_flags_roles_and_services_are_drift),
    };
    return cmocka_run_group_tests_name("editions", tests, NULL, NULL);
}
