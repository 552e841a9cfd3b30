/* Folders of pages as one playbook: order, phases, editions, files that cannot be read. */
#include "support/folder.h"

#include <stdio.h>

/* Keys of all items in order, two blanks a level, separated by newlines. */
static const char *tree(const acm_playbook *p)
{
    static char text[4096];
    acm_item items[64];
    size_t count, used = 0;
    assert_ok(acm_playbook_items(p, items, sizeof *items, COUNT_OF(items), &count));
    assert_in_range(count, 1, COUNT_OF(items));
    for (size_t i = 0; i < count; i++)
        used +=
            (size_t)snprintf(text + used, sizeof text - used, "%*s%s\n", (int)items[i].depth * 2,
                             "", acm_playbook_key(p, items[i].id, NULL));
    return text;
}

static void test_folder__phases_hold_processes_in_order(void **state)
{
    (void)state;
    folder f;
    folder_begin(&f);
    folder_add(&f, "book/migrate-calls.md", folder_calls);
    folder_add(&f, "book/assess-calls.md", folder_calls);
    folder_add(&f, "book/zeal.md", folder_calls);
    folder_add(&f, "book/enable-mail.md", folder_mail);
    folder_add(&f, "book/index.md", folder_index);
    assert_ok(folder_read(&f));
    assert_string_equal(tree(f.playbook), "playbook\n"
                                          "  assess\n"
                                          "    assess-calls\n"
                                          "      assess-calls/step-1\n"
                                          "        assess-calls/21\n"
                                          "  enable\n"
                                          "    enable-mail\n"
                                          "      enable-mail/step-1\n"
                                          "        enable-mail/11\n"
                                          "        enable-mail/12\n"
                                          "  migrate\n"
                                          "    migrate-calls\n"
                                          "      migrate-calls/step-1\n"
                                          "        migrate-calls/21\n"
                                          "  zeal\n"
                                          "    zeal/step-1\n"
                                          "      zeal/21\n");
    assert_string_equal(folder_text(f.playbook, "playbook", ACM_TEXT_NAME, NULL, "en"), "The book");
    assert_string_equal(folder_text(f.playbook, "assess", ACM_TEXT_NAME, NULL, "en"), "Assess");
    assert_string_equal(folder_findings(&f), "");
    folder_end(&f);
}

static void test_folder__contents_give_order_and_phases(void **state)
{
    (void)state;
    folder f;
    folder_begin(&f);
    folder_add(
        &f, "en/toc.yml",
        "- href: sub/\n- href: sub/toc.yml\n- name: Migrate phase\n  items:\n  - name: Zeal\n    "
        "href: zeal.md\n"
        "- name: Other\n  items:\n  - {name: Mail, href: ./mail.md}\n  - name: Site\n"
        "    href: https://example.com/x.md\n  - name: Gone\n    href: gone.md\n"
        "  - name: Mail again\n    href: mail.md\n");
    folder_add(&f, "en/mail.md", folder_mail);
    folder_add(&f, "en/zeal.md", folder_calls);
    folder_add(&f, "en/sub/toc.yml", "- name: None\n");
    folder_add(&f, "en/assess-calls.md", folder_calls);
    assert_ok(folder_read(&f));
    assert_string_equal(tree(f.playbook), "playbook\n"
                                          "  migrate\n"
                                          "    zeal\n"
                                          "      zeal/step-1\n"
                                          "        zeal/21\n"
                                          "  enable\n"
                                          "    mail\n"
                                          "      mail/step-1\n"
                                          "        mail/11\n"
                                          "        mail/12\n"
                                          "  assess\n"
                                          "    assess-calls\n"
                                          "      assess-calls/step-1\n"
                                          "        assess-calls/21\n");
    assert_string_equal(folder_findings(&f), "toc-entry@en/toc.yml:13 toc-again@en/toc.yml:15");
    folder_end(&f);
}

static void test_folder__the_language_given_first_owns_the_structure(void **state)
{
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        folder f;
        folder_begin(&f);
        folder_add(&f, turn ? "en/enable-mail.md" : "es/enable-mail-es.md", "# Mail\n");
        folder_add(&f, turn ? "es/enable-mail-es.md" : "en/enable-mail.md", "# Mail\n");
        assert_ok(folder_read(&f));
        assert_string_equal(acm_playbook_language(f.playbook, 0), turn ? "en" : "es");
        folder_end(&f);
    }
}

static void test_folder__order_of_files_changes_nothing(void **state)
{
    (void)state;
    const char *const files[][2] = {
        {"es/enable-mail-es.md", "# Correo\n"},
        {"de/enable-mail-de.md", "# Post\n"},
        {"en/toc.yml", "- href: assess-calls.md\n- href: none.md\n"},
        {"en/sub/toc.yml", "- href: ../enable-mail.md\n- href: ../assess-calls.md\n"},
        {"en/assess-calls.md", folder_calls},
        {"en/enable-mail.md", folder_mail},
    };
    char lines[2][1024];
    for (size_t turn = 0; turn < 2; turn++) {
        folder f;
        folder_begin(&f);
        f.options.language = "en";
        for (size_t i = 0; i < COUNT_OF(files); i++) {
            const char *const *file = files[turn ? COUNT_OF(files) - 1 - i : i];
            folder_add(&f, file[0], file[1]);
        }
        assert_ok(folder_read(&f));
        snprintf(lines[turn], sizeof lines[turn], "%s%s%s %s %s", tree(f.playbook),
                 folder_findings(&f), acm_playbook_language(f.playbook, 0),
                 acm_playbook_language(f.playbook, 1), acm_playbook_language(f.playbook, 2));
        folder_end(&f);
    }
    assert_string_equal(lines[0], lines[1]);
    assert_non_null(strstr(lines[0], "toc-again@en/toc.yml:1"));
    assert_non_null(strstr(lines[0], "en de es"));
}

static void test_folder__contents_may_begin_with_a_mark(void **state)
{
    (void)state;
    folder f;
    folder_begin(&f);
    folder_add(&f, "toc.yml", "\xef\xbb\xbf- name: Migrate\r\n  items:\r\n  - href: mails.md\r\n");
    folder_add(&f, "mails.md", "# Mails\n\n## Approach\n\n" STEP("Move") TABLE ROW("11", "T", "M"));
    assert_ok(folder_read(&f));
    assert_string_equal(folder_findings(&f), "");
    assert_int_equal(folder_item(f.playbook, "migrate").part, ACM_PART_PHASE);
    folder_end(&f);
}

static void test_folder__contents_name_phases_in_their_language(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"Assess", "assess"},
        {"Assess Phase", "assess"},
        {"\xE8\xAF\x84\xE4\xBC\xB0\xE9\x98\xB6\xE6\xAE\xB5", "assess"},
        {"Assessments", NULL},
        {"Other", NULL}};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        folder f;
        char toc[128];
        acm_id id;
        folder_begin(&f);
        snprintf(toc, sizeof toc, "- name: %s\n  items:\n  - href: zeal.md\n", names[i][0]);
        folder_add(&f, i == 2 ? "zh-hans/toc.yml" : "en/toc.yml", toc);
        folder_add(&f, i == 2 ? "zh-hans/zeal.md" : "en/zeal.md", folder_calls);
        assert_ok(folder_read(&f));
        assert_status(acm_playbook_find(f.playbook, "assess", ACM_NTS, &id, NULL),
                      names[i][1] ? ACM_OK : ACM_E_NOTFOUND);
        folder_end(&f);
    }
}

static void test_folder__broken_contents_are_a_finding(void **state)
{
    (void)state;
    static const char *const broken[] = {"- name: A\n  href: mail.md\n- name: [\n",
                                         "- name: A\n  href: mail.md\n\tx: y\n",
                                         "a: b: c\n",
                                         "- - - - a\n",
                                         "\xFF\n",
                                         "- name: *nowhere\n  href: mail.md\n"};
    for (size_t i = 0; i < COUNT_OF(broken); i++) {
        folder f;
        folder_begin(&f);
        folder_add(&f, "en/mail.md", folder_mail);
        folder_add(&f, "en/toc.yml", broken[i]);
        assert_ok(folder_read(&f));
        assert_int_equal(folder_item(f.playbook, "mail/11").number, 11);
        folder_end(&f);
    }
}

static void test_folder__processes_wait_for_a_person_or_for_inputs(void **state)
{
    (void)state;
    folder f;
    folder_begin(&f);
    folder_add(&f, "a.md",
               "# A\n\n## Key Inputs\n\n- Ready\n\n## Approach\n\n" STEP("S")
                   TABLE ROW("1", "T", "M"));
    folder_add(&f, "b.md", folder_calls);
    assert_ok(folder_read(&f));
    assert_int_equal(folder_item(f.playbook, "a").flags, 0);
    assert_int_equal(folder_item(f.playbook, "b").flags, ACM_ITEM_MANUAL);
    folder_end(&f);
}

static void test_folder__ordered_phases_wait_for_the_one_before(void **state)
{
    (void)state;
    acm_mapping_options mapping;
    acm_mapping_options_init(&mapping);
    mapping.ordering = ACM_ORDERING_PHASES;
    for (int ordered = 0; ordered < 2; ordered++) {
        folder f;
        acm_case *c;
        folder_begin(&f);
        f.options.mapping = ordered ? &mapping : NULL;
        folder_add(&f, "assess-calls.md", folder_calls);
        folder_add(&f, "enable-mail.md", folder_mail);
        assert_ok(folder_read(&f));
        assert_ok(acm_case_new(f.playbook, NULL, NULL, NULL, &c, &f.err));
        assert_int_equal(acm_case_item_state(c, folder_item(f.playbook, "assess").id),
                         ACM_STATE_ACTIVE);
        assert_int_equal(acm_case_item_state(c, folder_item(f.playbook, "enable").id),
                         ordered ? ACM_STATE_AVAILABLE : ACM_STATE_ACTIVE);
        acm_case_free(c);
        folder_end(&f);
    }
}

static void test_folder__one_page_runs_alone(void **state)
{
    (void)state;
    folder f;
    acm_case *c;
    acm_case_options options;
    folder_begin(&f);
    folder_add(&f, "assess-calls.md", folder_calls);
    folder_add(&f, "enable-mail.md", folder_mail);
    assert_ok(folder_read(&f));
    acm_case_options_init(&options);
    assert_ok(acm_playbook_find(f.playbook, "enable-mail", ACM_NTS, &options.plan, NULL));
    options.roles = ACM_ROLES_RECORD;
    assert_ok(acm_case_new(f.playbook, NULL, NULL, &options, &c, &f.err));
    assert_int_equal(acm_case_item_state(c, folder_item(f.playbook, "assess").id), ACM_STATE_NONE);
    acm_command done = {.kind = ACM_COMMAND_COMPLETE,
                        .item = folder_item(f.playbook, "enable-mail/11").id};
    assert_ok(acm_case_post(c, &done, sizeof done, 1, NULL, 0, NULL, &f.err));
    done.item = folder_item(f.playbook, "enable-mail/step-1").id;
    assert_ok(acm_case_post(c, &done, sizeof done, 1, NULL, 0, NULL, &f.err));
    assert_int_equal(acm_case_state(c), ACM_STATE_COMPLETED);
    acm_case_free(c);
    folder_end(&f);
}

static void test_folder__next_steps_refer_to_processes(void **state)
{
    (void)state;
    folder f;
    acm_ref refs[4];
    size_t count;
    folder_begin(&f);
    folder_add(&f, "mail.md",
               "# Mail\n\nSee [zeal](zeal.md).\n\n## Approach\n\n" STEP("Move") TABLE ROW(
                   "11", "T", "M") "\n## Next Steps\n\n- [Calls](assess-calls.md#ring)\n- "
                                   "[Nowhere](gone.md)\n- [Site](https://x.y/zeal.md)\n"
                                   "\n## Overview\n\n[zeal](zeal.md)\n");
    folder_add(&f, "zeal.md", folder_calls);
    folder_add(&f, "assess-calls.md", folder_calls);
    assert_ok(folder_read(&f));
    assert_ok(acm_playbook_refs(f.playbook, 0, ACM_REF_NEXT, refs, sizeof *refs, 4, &count));
    assert_int_equal(count, 1);
    assert_int_equal(refs[0].item, folder_item(f.playbook, "mail").id);
    assert_int_equal(refs[0].target, folder_item(f.playbook, "assess-calls").id);
    folder_end(&f);
}

static void test_folder__numbers_have_all_their_places(void **state)
{
    (void)state;
    folder f;
    acm_numbered n[8], one[1];
    acm_place place;
    size_t count;
    folder_begin(&f);
    folder_add(&f, "zeal.md", folder_calls);
    folder_add(&f, "assess-calls.md", folder_calls);
    folder_add(&f, "mail.md", folder_mail);
    assert_ok(folder_read(&f));
    assert_ok(acm_playbook_numbers(f.playbook, n, sizeof *n, COUNT_OF(n), &count));
    assert_int_equal(count, 4);
    assert_int_equal(n[0].number, 11);
    assert_int_equal(n[2].number, 21);
    assert_int_equal(n[3].number, 21);
    assert_int_equal(n[2].item, folder_item(f.playbook, "assess-calls/21").id);
    assert_ok(acm_playbook_numbers(f.playbook, one, sizeof *one, 1, &count));
    assert_int_equal(count, 4);
    assert_status(acm_playbook_numbers(f.playbook, n, sizeof *n - 1, 8, &count), ACM_E_VERSION);
    assert_status(acm_playbook_numbers(NULL, n, sizeof *n, 8, &count), ACM_E_INVALID);
    assert_ok(acm_playbook_place(f.playbook, n[3].item, 0, &place, sizeof place));
    assert_string_equal(acm_playbook_page_text(f.playbook, place.page, ACM_PAGE_PATH, NULL),
                        "zeal.md");
    assert_int_equal(place.line, 11);
    acm_id id;
    assert_refused(acm_playbook_find(f.playbook, "21", 2, &id, &f.err), ACM_E_AMBIGUOUS, &f.err);
    folder_end(&f);
}

/* What cannot be read */

static void test_folder__a_page_that_is_not_utf8_is_left_out(void **state)
{
    (void)state;
    folder f;
    folder_begin(&f);
    folder_add(&f, "bad.md", "# A\n\nx" NOT_UTF8);
    folder_add(&f, "mail.md", folder_mail);
    assert_ok(folder_read(&f));
    assert_string_equal(folder_findings(&f), "not-utf8@bad.md:3");
    assert_int_equal(folder_item(f.playbook, "mail/11").number, 11);
    folder_end(&f);
}

static void test_folder__two_pages_with_one_stem_both_count(void **state)
{
    (void)state;
    folder f;
    folder_begin(&f);
    folder_add(&f, "a/mail.md", folder_mail);
    folder_add(&f, "b/mail.md", folder_mail);
    assert_ok(folder_read(&f));
    assert_int_equal(folder_item(f.playbook, "mail/11").number, 11);
    assert_int_equal(folder_item(f.playbook, "mail-2/11").number, 11);
    assert_string_equal(folder_findings(&f), "duplicate-page@b/mail.md:1");
    folder_end(&f);
}

static void test_folder__other_files_are_passed_over(void **state)
{
    (void)state;
    folder f;
    folder_begin(&f);
    folder_add(&f, "picture.png", "\x89PNG\xFF");
    folder_add(&f, "docfx.json", "{");
    folder_add(&f, "en/ReadMe.md", folder_mail);
    assert_refused(folder_read(&f), ACM_E_NOTFOUND, &f.err);
    folder_add(&f, "mail.markdown", folder_mail);
    assert_ok(folder_read(&f));
    assert_string_equal(folder_findings(&f), "");
    folder_end(&f);
}

static int32_t stop_at_once(void *user, acm_source_file *file)
{
    (void)user, (void)file;
    return 77;
}

static int32_t without_path(void *user, acm_source_file *file)
{
    (void)user;
    file->bytes = "x";
    file->len = 1;
    return ACM_SOURCE_FILE;
}

static void test_folder__sources_may_fail(void **state)
{
    (void)state;
    folder f;
    acm_source source;
    folder_begin(&f);
    acm_source_init(&source);
    assert_refused(acm_playbook_read_pages(&source, NULL, &f.playbook, NULL, &f.err), ACM_E_INVALID,
                   &f.err);
    source.next = stop_at_once;
    assert_refused(acm_playbook_read_pages(&source, NULL, &f.playbook, &f.found, &f.err),
                   ACM_E_CALLBACK, &f.err);
    assert_int_equal(f.err.value, 77);
    source.next = without_path;
    assert_refused(acm_playbook_read_pages(&source, NULL, &f.playbook, &f.found, &f.err),
                   ACM_E_INVALID, &f.err);
    assert_null(f.playbook);
    source.struct_size--;
    assert_refused(acm_playbook_read_pages(&source, NULL, &f.playbook, NULL, &f.err), ACM_E_VERSION,
                   &f.err);
    assert_refused(acm_playbook_read_pages(NULL, NULL, &f.playbook, NULL, &f.err), ACM_E_INVALID,
                   &f.err);
    assert_refused(acm_playbook_read_pages(&source, NULL, NULL, NULL, &f.err), ACM_E_INVALID,
                   &f.err);
    acm_source_init(NULL);
    acm_folder_options_init(NULL);
    acm_memory_source_init(NULL, NULL, 0);
}

static void test_folder__options_are_checked(void **state)
{
    (void)state;
    folder f;
    acm_mapping_options mapping;
    folder_begin(&f);
    folder_add(&f, "en/mail.md", folder_mail);
    folder_add(&f, "en/toc.yml", "- name: Mail\n");
    f.options.max_bytes = 8;
    assert_refused(folder_read(&f), ACM_E_LIMIT, &f.err);
    assert_string_equal(f.err.path, "en/toc.yml");
    f.count--;
    assert_ok(folder_read(&f));
    assert_string_equal(folder_findings(&f), "too-large@en/mail.md:0");
    folder_end(&f);
    f.options.max_bytes = 0;
    f.options.name = NOT_UTF8;
    assert_refused(folder_read(&f), ACM_E_ENCODING, &f.err);
    f.options.name = NULL;
    acm_mapping_options_init(&mapping);
    mapping.ordering = 9;
    f.options.mapping = &mapping;
    assert_refused(folder_read(&f), ACM_E_INVALID, &f.err);
    f.options.struct_size--;
    assert_refused(folder_read(&f), ACM_E_VERSION, &f.err);
    folder_begin(&f);
    folder_add(&f, NOT_UTF8 ".md", folder_mail);
    assert_refused(folder_read(&f), ACM_E_ENCODING, &f.err);
    folder_begin(&f);
    f.files[f.count++] = (acm_source_file){
        .path = "mail.md", .bytes = folder_mail, .len = strlen(folder_mail), .language = "xx"};
    assert_refused(folder_read(&f), ACM_E_NOTFOUND, &f.err);
}

/* Pages */

static void test_folder__pages_are_records(void **state)
{
    (void)state;
    folder f;
    acm_page pages[4];
    size_t count, len;
    folder_begin(&f);
    folder_add(&f, "de/enable-mail-de.md", folder_mail_de);
    folder_add(&f, "en/index.md",
               "---\nms.date: 01/02/2021\n---\n# The book\n\n## Overview\n\nRead.\n");
    folder_add(&f, "en/enable-mail.md", folder_mail);
    f.options.language = "en";
    assert_ok(folder_read(&f));
    const acm_playbook *p = f.playbook;
    assert_ok(acm_playbook_pages(p, pages, sizeof *pages, COUNT_OF(pages), &count));
    assert_int_equal(count, 3);
    assert_int_equal(pages[0].item, folder_item(p, "enable-mail").id);
    assert_int_equal(pages[0].base, 0);
    assert_int_equal(pages[1].item, 0);
    assert_int_equal(pages[2].edition, 1);
    assert_int_equal(pages[2].base, 0);
    assert_int_equal(pages[2].item, pages[0].item);
    assert_string_equal(acm_playbook_page_text(p, 2, ACM_PAGE_STEM, &len), "enable-mail");
    assert_int_equal(len, strlen("enable-mail"));
    assert_string_equal(acm_playbook_page_text(p, 2, ACM_PAGE_PATH, NULL), "de/enable-mail-de.md");
    assert_string_equal(acm_playbook_page_text(p, 1, ACM_PAGE_TITLE, NULL), "The book");
    assert_string_equal(acm_playbook_page_text(p, 1, ACM_PAGE_OVERVIEW, NULL), "Read.");
    assert_string_equal(acm_playbook_page_value(p, 1, "ms.date", &len), "01/02/2021");
    assert_int_equal(len, 10);
    assert_null(acm_playbook_page_text(p, 1, 99, &len));
    assert_null(acm_playbook_page_text(p, 3, ACM_PAGE_PATH, &len));
    assert_null(acm_playbook_page_text(NULL, 0, ACM_PAGE_PATH, NULL));
    assert_null(acm_playbook_page_value(p, 0, "ms.date", &len));
    assert_null(acm_playbook_page_value(p, 1, NULL, NULL));
    assert_null(acm_playbook_page_value(NULL, 1, "ms.date", NULL));
    assert_status(acm_playbook_pages(p, pages, sizeof *pages - 1, 4, &count), ACM_E_VERSION);
    assert_status(acm_playbook_pages(NULL, pages, sizeof *pages, 4, &count), ACM_E_INVALID);
    acm_place place;
    assert_status(acm_playbook_place(p, 1, 0, &place, sizeof place), ACM_E_NOTFOUND);
    assert_status(acm_playbook_place(p, 2, 9, &place, sizeof place), ACM_E_NOTFOUND);
    assert_status(acm_playbook_place(p, 9999, 0, &place, sizeof place), ACM_E_NOTFOUND);
    assert_status(acm_playbook_place(p, 2, 0, &place, sizeof place - 1), ACM_E_VERSION);
    assert_status(acm_playbook_place(p, 2, 0, NULL, sizeof place), ACM_E_INVALID);
    assert_status(acm_playbook_place(NULL, 2, 0, &place, sizeof place), ACM_E_INVALID);
    folder_end(&f);
}

static void test_folder__terms_are_found_by_any_name(void **state)
{
    (void)state;
    static const char *const names[] = {"FE", "FastTrack Engineer", "fasttrack_engineer",
                                        " fasttrack engineer ", "role:fasttrack_engineer"};
    folder f;
    acm_id term, engineer;
    folder_begin(&f);
    folder_add(&f, "en/mail.md", folder_mail);
    assert_ok(folder_read(&f));
    assert_ok(acm_playbook_find(f.playbook, "role:fasttrack_engineer", ACM_NTS, &engineer, NULL));
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        assert_ok(acm_playbook_term(f.playbook, ACM_TERM_ROLE, names[i], ACM_NTS, &term, &f.err));
        assert_int_equal(term, engineer);
    }
    assert_ok(acm_playbook_term(f.playbook, ACM_TERM_PHASE, "Aktivierung", ACM_NTS, &term, &f.err));
    assert_string_equal(acm_playbook_key(f.playbook, term, NULL), "phase:enable");
    assert_refused(acm_playbook_term(f.playbook, ACM_TERM_SERVICE, "FE", 2, &term, &f.err),
                   ACM_E_NOTFOUND, &f.err);
    assert_int_equal(term, 0);
    assert_refused(acm_playbook_term(f.playbook, ACM_TERM_SERVICE, "role:fasttrack_engineer",
                                     ACM_NTS, &term, &f.err),
                   ACM_E_NOTFOUND, &f.err);
    assert_refused(acm_playbook_term(f.playbook, ACM_TERM_ROLE, NOT_UTF8, ACM_NTS, &term, &f.err),
                   ACM_E_NOTFOUND, &f.err);
    assert_refused(acm_playbook_term(f.playbook, 0, "FE", 2, &term, &f.err), ACM_E_INVALID, &f.err);
    assert_refused(acm_playbook_term(f.playbook, ACM_TERM_ROLE, "FE", 2, NULL, &f.err),
                   ACM_E_INVALID, &f.err);
    assert_refused(acm_playbook_term(NULL, ACM_TERM_ROLE, "FE", 2, &term, &f.err), ACM_E_INVALID,
                   &f.err);
    folder_end(&f);
}

static int32_t count_lines(void *user, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++)
        *(size_t *)user += text[i] == '\n';
    return 0;
}

static void test_folder__outline_has_a_line_a_page(void **state)
{
    (void)state;
    folder f;
    size_t lines = 0;
    folder_begin(&f);
    folder_add(&f, "mail.md", folder_mail);
    folder_add(&f, "index.md", folder_index);
    assert_ok(folder_read(&f));
    assert_ok(acm_playbook_outline(f.playbook, count_lines, &lines, &f.err));
    assert_int_equal(lines, 2);
    folder_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_folder__phases_hold_processes_in_order),
        cmocka_unit_test(test_folder__contents_give_order_and_phases),
        cmocka_unit_test(test_folder__the_language_given_first_owns_the_structure),
        cmocka_unit_test(test_folder__order_of_files_changes_nothing),
        cmocka_unit_test(test_folder__contents_may_begin_with_a_mark),
        cmocka_unit_test(test_folder__contents_name_phases_in_their_language),
        cmocka_unit_test(test_folder__broken_contents_are_a_finding),
        cmocka_unit_test(test_folder__processes_wait_for_a_person_or_for_inputs),
        cmocka_unit_test(test_folder__ordered_phases_wait_for_the_one_before),
        cmocka_unit_test(test_folder__one_page_runs_alone),
        cmocka_unit_test(test_folder__next_steps_refer_to_processes),
        cmocka_unit_test(test_folder__numbers_have_all_their_places),
        cmocka_unit_test(test_folder__a_page_that_is_not_utf8_is_left_out),
        cmocka_unit_test(test_folder__two_pages_with_one_stem_both_count),
        cmocka_unit_test(test_folder__other_files_are_passed_over),
        cmocka_unit_test(test_folder__sources_may_fail),
        cmocka_unit_test(test_folder__options_are_checked),
        cmocka_unit_test(test_folder__pages_are_records),
        cmocka_unit_test(test_folder__terms_are_found_by_any_name),
        cmocka_unit_test(test_folder__outline_has_a_line_a_page),
    };
    return cmocka_run_group_tests_name("folder", tests, NULL, NULL);
}
