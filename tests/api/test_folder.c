/* Folders of pages as one playbook: order, phases, editions, files that cannot be read. */
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

#define TABLE                                                                                      \
    "| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role | Services |\n"             \
    "| --- | --- | --- | --- | --- |\n"
#define ROW(id, name, flag) "| " id " | " name " | " flag " | FE | Teams |\n"
#define STEP(title)         "### " title "\n\nPrimary Role: **FE**\n\n"

#define TABLE_DE                                                                                   \
    "| Aufgaben-ID | Titel | (E) Erforderlich (O) Optional | FastTrack-Rolle | Dienste |\n"        \
    "| --- | --- | --- | --- | --- |\n"

enum {
    FILES_MAX = 16
};

/* A folder in memory. */
typedef struct folder {
    acm_source_file files[FILES_MAX];
    size_t count;
    acm_folder_options options;
    acm_playbook *playbook;
    acm_diagnostics *found;
    acm_error err;
} folder;

static void begin(folder *f)
{
    memset(f, 0, sizeof *f);
    acm_folder_options_init(&f->options);
    acm_error_init(&f->err);
}

static void add(folder *f, const char *path, const char *text)
{
    assert_true(f->count < FILES_MAX);
    f->files[f->count++] =
        (acm_source_file){.path = path, .bytes = text, .len = strlen(text), .language = NULL};
}

static acm_status read_folder(folder *f)
{
    acm_memory_source memory;
    acm_memory_source_init(&memory, f->files, f->count);
    return acm_playbook_read_pages(&memory.source, &f->options, &f->playbook, &f->found, &f->err);
}

static void end(folder *f)
{
    acm_playbook_free(f->playbook);
    acm_diagnostics_free(f->found);
}

/* All findings as "rule@file:line rule@file:line". */
static const char *findings(const folder *f)
{
    static char text[4096];
    size_t used = 0;
    text[0] = '\0';
    for (size_t i = 0; i < acm_diagnostics_count(f->found); i++) {
        acm_diagnostic d;
        assert_ok(acm_diagnostics_get(f->found, i, &d, sizeof d));
        used += (size_t)snprintf(text + used, sizeof text - used, "%s%s@%s:%u", i ? " " : "",
                                 acm_diagnostics_rule(f->found, i),
                                 acm_diagnostics_file(f->found, i, NULL), (unsigned)d.line);
        assert_true(used < sizeof text);
    }
    return text;
}

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

static acm_item item_of(const acm_playbook *p, const char *key)
{
    acm_item items[64];
    size_t count;
    acm_id id;
    assert_ok(acm_playbook_find(p, key, ACM_NTS, &id, NULL));
    assert_ok(acm_playbook_items(p, items, sizeof *items, COUNT_OF(items), &count));
    return items[id - 1];
}

static const char *text_of(const acm_playbook *p, const char *key, acm_text_field field,
                           const char *language, const char *used)
{
    acm_id id;
    const char *tag;
    assert_ok(acm_playbook_find(p, key, ACM_NTS, &id, NULL));
    const char *text = acm_playbook_text(p, id, field, language, &tag, NULL);
    assert_string_equal(tag, used);
    return text;
}

static const char *const mail = "# Mail\n\nPhase: **Enable**\n\n## Approach\n\n" STEP("Move")
    TABLE ROW("11", "Move boxes", "M") ROW("12", "Tell people", "O");
static const char *const calls =
    "# Calls\n\n## Approach\n\n" STEP("Ring") TABLE ROW("21", "Ring once", "M");
static const char *const index_page = "# The book\n\nRead it.\n";

static void test_folder__phases_hold_processes_in_order(void **state)
{
    (void)state;
    folder f;
    begin(&f);
    add(&f, "book/migrate-calls.md", calls);
    add(&f, "book/assess-calls.md", calls);
    add(&f, "book/zeal.md", calls);
    add(&f, "book/enable-mail.md", mail);
    add(&f, "book/index.md", index_page);
    assert_ok(read_folder(&f));
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
    assert_string_equal(text_of(f.playbook, "playbook", ACM_TEXT_NAME, NULL, "en"), "The book");
    assert_string_equal(text_of(f.playbook, "assess", ACM_TEXT_NAME, NULL, "en"), "Assess");
    assert_string_equal(findings(&f), "");
    end(&f);
}

static void test_folder__contents_give_order_and_phases(void **state)
{
    (void)state;
    folder f;
    begin(&f);
    add(&f, "en/toc.yml",
        "- href: sub/\n- href: sub/toc.yml\n- name: Migrate phase\n  items:\n  - name: Zeal\n    "
        "href: zeal.md\n"
        "- name: Other\n  items:\n  - {name: Mail, href: ./mail.md}\n  - name: Site\n"
        "    href: https://example.com/x.md\n  - name: Gone\n    href: gone.md\n"
        "  - name: Mail again\n    href: mail.md\n");
    add(&f, "en/mail.md", mail);
    add(&f, "en/zeal.md", calls);
    add(&f, "en/sub/toc.yml", "- name: None\n");
    add(&f, "en/assess-calls.md", calls);
    assert_ok(read_folder(&f));
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
    assert_string_equal(findings(&f), "toc-entry@en/toc.yml:13 toc-again@en/toc.yml:15");
    end(&f);
}

static void test_folder__the_language_given_first_owns_the_structure(void **state)
{
    (void)state;
    for (int turn = 0; turn < 2; turn++) {
        folder f;
        begin(&f);
        add(&f, turn ? "en/enable-mail.md" : "es/enable-mail-es.md", "# Mail\n");
        add(&f, turn ? "es/enable-mail-es.md" : "en/enable-mail.md", "# Mail\n");
        assert_ok(read_folder(&f));
        assert_string_equal(acm_playbook_language(f.playbook, 0), turn ? "en" : "es");
        end(&f);
    }
}

static void test_folder__order_of_files_changes_nothing(void **state)
{
    (void)state;
    static const char *const files[][2] = {
        {"es/enable-mail-es.md", "# Correo\n"},
        {"de/enable-mail-de.md", "# Post\n"},
        {"en/toc.yml", "- href: assess-calls.md\n- href: none.md\n"},
        {"en/sub/toc.yml", "- href: ../enable-mail.md\n- href: ../assess-calls.md\n"},
        {"en/assess-calls.md", calls},
        {"en/enable-mail.md", mail},
    };
    char lines[2][1024];
    for (size_t turn = 0; turn < 2; turn++) {
        folder f;
        begin(&f);
        f.options.language = "en";
        for (size_t i = 0; i < COUNT_OF(files); i++) {
            const char *const *file = files[turn ? COUNT_OF(files) - 1 - i : i];
            add(&f, file[0], file[1]);
        }
        assert_ok(read_folder(&f));
        snprintf(lines[turn], sizeof lines[turn], "%s%s%s %s %s", tree(f.playbook), findings(&f),
                 acm_playbook_language(f.playbook, 0), acm_playbook_language(f.playbook, 1),
                 acm_playbook_language(f.playbook, 2));
        end(&f);
    }
    assert_string_equal(lines[0], lines[1]);
    assert_non_null(strstr(lines[0], "toc-again@en/toc.yml:1"));
    assert_non_null(strstr(lines[0], "en de es"));
}

static void test_folder__contents_may_begin_with_a_mark(void **state)
{
    (void)state;
    folder f;
    begin(&f);
    add(&f, "toc.yml", "\xef\xbb\xbf- name: Migrate\r\n  items:\r\n  - href: mails.md\r\n");
    add(&f, "mails.md", "# Mails\n\n## Approach\n\n" STEP("Move") TABLE ROW("11", "T", "M"));
    assert_ok(read_folder(&f));
    assert_string_equal(findings(&f), "");
    assert_int_equal(item_of(f.playbook, "migrate").part, ACM_PART_PHASE);
    end(&f);
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
        begin(&f);
        snprintf(toc, sizeof toc, "- name: %s\n  items:\n  - href: zeal.md\n", names[i][0]);
        add(&f, i == 2 ? "zh-hans/toc.yml" : "en/toc.yml", toc);
        add(&f, i == 2 ? "zh-hans/zeal.md" : "en/zeal.md", calls);
        assert_ok(read_folder(&f));
        assert_status(acm_playbook_find(f.playbook, "assess", ACM_NTS, &id, NULL),
                      names[i][1] ? ACM_OK : ACM_E_NOTFOUND);
        end(&f);
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
        begin(&f);
        add(&f, "en/mail.md", mail);
        add(&f, "en/toc.yml", broken[i]);
        assert_ok(read_folder(&f));
        assert_int_equal(item_of(f.playbook, "mail/11").number, 11);
        end(&f);
    }
}

static void test_folder__processes_wait_for_a_person_or_for_inputs(void **state)
{
    (void)state;
    folder f;
    begin(&f);
    add(&f, "a.md",
        "# A\n\n## Key Inputs\n\n- Ready\n\n## Approach\n\n" STEP("S") TABLE ROW("1", "T", "M"));
    add(&f, "b.md", calls);
    assert_ok(read_folder(&f));
    assert_int_equal(item_of(f.playbook, "a").flags, 0);
    assert_int_equal(item_of(f.playbook, "b").flags, ACM_ITEM_MANUAL);
    end(&f);
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
        begin(&f);
        f.options.mapping = ordered ? &mapping : NULL;
        add(&f, "assess-calls.md", calls);
        add(&f, "enable-mail.md", mail);
        assert_ok(read_folder(&f));
        assert_ok(acm_case_new(f.playbook, NULL, NULL, NULL, &c, &f.err));
        assert_int_equal(acm_case_item_state(c, item_of(f.playbook, "assess").id),
                         ACM_STATE_ACTIVE);
        assert_int_equal(acm_case_item_state(c, item_of(f.playbook, "enable").id),
                         ordered ? ACM_STATE_AVAILABLE : ACM_STATE_ACTIVE);
        acm_case_free(c);
        end(&f);
    }
}

static void test_folder__one_page_runs_alone(void **state)
{
    (void)state;
    folder f;
    acm_case *c;
    acm_case_options options;
    begin(&f);
    add(&f, "assess-calls.md", calls);
    add(&f, "enable-mail.md", mail);
    assert_ok(read_folder(&f));
    acm_case_options_init(&options);
    assert_ok(acm_playbook_find(f.playbook, "enable-mail", ACM_NTS, &options.plan, NULL));
    options.roles = ACM_ROLES_RECORD;
    assert_ok(acm_case_new(f.playbook, NULL, NULL, &options, &c, &f.err));
    assert_int_equal(acm_case_item_state(c, item_of(f.playbook, "assess").id), ACM_STATE_NONE);
    acm_command done = {.kind = ACM_COMMAND_COMPLETE,
                        .item = item_of(f.playbook, "enable-mail/11").id};
    assert_ok(acm_case_post(c, &done, sizeof done, 1, NULL, 0, NULL, &f.err));
    done.item = item_of(f.playbook, "enable-mail/step-1").id;
    assert_ok(acm_case_post(c, &done, sizeof done, 1, NULL, 0, NULL, &f.err));
    assert_int_equal(acm_case_state(c), ACM_STATE_COMPLETED);
    acm_case_free(c);
    end(&f);
}

static void test_folder__next_steps_refer_to_processes(void **state)
{
    (void)state;
    folder f;
    acm_ref refs[4];
    size_t count;
    begin(&f);
    add(&f, "mail.md",
        "# Mail\n\nSee [zeal](zeal.md).\n\n## Approach\n\n" STEP("Move")
            TABLE ROW("11", "T", "M") "\n## Next Steps\n\n- [Calls](assess-calls.md#ring)\n- "
                                      "[Nowhere](gone.md)\n- [Site](https://x.y/zeal.md)\n"
                                      "\n## Overview\n\n[zeal](zeal.md)\n");
    add(&f, "zeal.md", calls);
    add(&f, "assess-calls.md", calls);
    assert_ok(read_folder(&f));
    assert_ok(acm_playbook_refs(f.playbook, 0, ACM_REF_NEXT, refs, sizeof *refs, 4, &count));
    assert_int_equal(count, 1);
    assert_int_equal(refs[0].item, item_of(f.playbook, "mail").id);
    assert_int_equal(refs[0].target, item_of(f.playbook, "assess-calls").id);
    end(&f);
}

static void test_folder__numbers_have_all_their_places(void **state)
{
    (void)state;
    folder f;
    acm_numbered n[8], one[1];
    acm_place place;
    size_t count;
    begin(&f);
    add(&f, "zeal.md", calls);
    add(&f, "assess-calls.md", calls);
    add(&f, "mail.md", mail);
    assert_ok(read_folder(&f));
    assert_ok(acm_playbook_numbers(f.playbook, n, sizeof *n, COUNT_OF(n), &count));
    assert_int_equal(count, 4);
    assert_int_equal(n[0].number, 11);
    assert_int_equal(n[2].number, 21);
    assert_int_equal(n[3].number, 21);
    assert_int_equal(n[2].item, item_of(f.playbook, "assess-calls/21").id);
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
    end(&f);
}

/* Editions */

static const char *const mail_de =
    "# Post\n\nPhase: **Aktivierung**\n\n## \xC3\x9C"
    "bersicht\n\nVon Post.\n\n## Ansatz\n\n### Umziehen\n\nPrim\xC3\xA4re Rolle: **FE**\n\n"
    "So geht es.\n\n" TABLE_DE "| 11 | K\xC3\xA4sten umziehen | E | FE | Teams |\n";

static void test_folder__editions_give_texts_alone(void **state)
{
    (void)state;
    folder f;
    acm_place place;
    begin(&f);
    add(&f, "en/enable-mail.md", mail);
    add(&f, "en/index.md", index_page);
    add(&f, "de/enable-mail-de.md", mail_de);
    add(&f, "de/extra-de.md", "# Mehr\n");
    assert_ok(read_folder(&f));
    assert_string_equal(acm_playbook_language(f.playbook, 0), "en");
    assert_string_equal(acm_playbook_language(f.playbook, 1), "de");
    assert_string_equal(text_of(f.playbook, "enable-mail", ACM_TEXT_NAME, "de", "de"), "Post");
    assert_string_equal(text_of(f.playbook, "enable", ACM_TEXT_NAME, "de", "de"), "Aktivierung");
    assert_string_equal(text_of(f.playbook, "enable-mail/step-1", ACM_TEXT_NAME, "de", "de"),
                        "Umziehen");
    assert_string_equal(text_of(f.playbook, "enable-mail/step-1", ACM_TEXT_BODY, "de", "de"),
                        "So geht es.");
    assert_string_equal(text_of(f.playbook, "enable-mail", ACM_TEXT_OVERVIEW, "de", "de"),
                        "Von Post.");
    assert_string_equal(text_of(f.playbook, "11", ACM_TEXT_NAME, "de", "de"),
                        "K\xC3\xA4sten umziehen");
    assert_string_equal(text_of(f.playbook, "12", ACM_TEXT_NAME, "de", "en"), "Tell people");
    assert_string_equal(text_of(f.playbook, "12", ACM_TEXT_NAME, "ja", "en"), "Tell people");
    assert_string_equal(findings(&f),
                        "page-missing@en/index.md:1 task-missing@de/enable-mail-de.md:11 "
                        "page-extra@de/extra-de.md:1");
    assert_ok(
        acm_playbook_place(f.playbook, item_of(f.playbook, "11").id, 1, &place, sizeof place));
    assert_string_equal(acm_playbook_page_text(f.playbook, place.page, ACM_PAGE_FILE, NULL),
                        "enable-mail-de.md");
    assert_int_equal(place.line, 19);
    assert_status(
        acm_playbook_place(f.playbook, item_of(f.playbook, "12").id, 1, &place, sizeof place),
        ACM_E_NOTFOUND);
    end(&f);
}

static void test_folder__the_language_asked_for_owns_the_structure(void **state)
{
    (void)state;
    folder f;
    begin(&f);
    f.options.language = "de";
    f.options.name = "Ein Buch";
    add(&f, "en/enable-mail.md", mail);
    add(&f, "de/enable-mail-de.md", mail_de);
    assert_ok(read_folder(&f));
    assert_string_equal(acm_playbook_language(f.playbook, 0), "de");
    assert_string_equal(text_of(f.playbook, "playbook", ACM_TEXT_NAME, NULL, "de"), "Ein Buch");
    assert_string_equal(findings(&f), "task-extra@en/enable-mail.md:14");
    end(&f);
    begin(&f);
    f.options.language = "ja";
    add(&f, "en/enable-mail.md", mail);
    assert_refused(read_folder(&f), ACM_E_NOTFOUND, &f.err);
    f.options.language = "xx";
    assert_refused(read_folder(&f), ACM_E_NOTFOUND, &f.err);
    assert_null(f.playbook);
    assert_null(f.found);
}

/* Reads two editions of one page, English all; findings as a list. */
static const char *drift(const char *first, const char *second)
{
    folder f;
    begin(&f);
    add(&f, "en/p.md", first);
    add(&f, "de/p-de.md", second);
    assert_ok(read_folder(&f));
    const char *found = findings(&f);
    end(&f);
    return found;
}

#define PAGE(steps) "# P\n\n## Approach\n\n" steps

static void test_folder__steps_align_by_numbers(void **state)
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

static void test_folder__steps_without_tasks_align_by_level_and_owners(void **state)
{
    (void)state;
    const char *first = PAGE("### A\n\nPrimary Role: **FE**\n\n#### B\n\nPrimary Role: **FM**\n\n"
                             "### C\n\nPrimary Role: **SME**\n");
    const char *second = PAGE("### X\n\nPrimary Role: **FE**\n\n### Z\n\nPrimary Role: **SME**\n");
    assert_string_equal(drift(first, second), "step-missing@de/p-de.md:5");
    assert_string_equal(drift(second, first), "step-extra@de/p-de.md:9");
}

static void test_folder__conditions_align_by_order(void **state)
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

static void test_folder__a_condition_in_the_middle_may_be_missing(void **state)
{
    (void)state;
    const char *first =
        INPUTS("- One\n- Exchange is set up\n- (If applicable) Labels\n- 150 seats\n");
    const char *second = INPUTS("- Eins\n- (Gegebenenfalls) Etiketten\n- 150 Plaetze\n");
    folder f;
    begin(&f);
    add(&f, "en/p.md", first);
    add(&f, "de/p-de.md", second);
    assert_ok(read_folder(&f));
    assert_string_equal(findings(&f), "condition-missing@de/p-de.md:1");
    assert_non_null(strstr(acm_diagnostics_text(f.found, 0, NULL), "Exchange is set up"));
    assert_string_equal(text_of(f.playbook, "p/in-4", ACM_TEXT_NAME, "de", "de"), "150 Plaetze");
    assert_string_equal(text_of(f.playbook, "p/in-2", ACM_TEXT_NAME, "de", "en"),
                        "Exchange is set up");
    end(&f);
    assert_string_equal(drift(INPUTS("- One\n- (If applicable) Labels\n- 150 seats\n"),
                              INPUTS("- Eins\n- Exchange ist da\n- (Gegebenenfalls) Etiketten\n"
                                     "- 150 Plaetze\n")),
                        "condition-extra@de/p-de.md:6");
}

static void test_folder__other_flags_roles_and_services_are_drift(void **state)
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

/* What cannot be read */

static void test_folder__a_page_that_is_not_utf8_is_left_out(void **state)
{
    (void)state;
    folder f;
    begin(&f);
    add(&f, "bad.md", "# A\n\nx" NOT_UTF8);
    add(&f, "mail.md", mail);
    assert_ok(read_folder(&f));
    assert_string_equal(findings(&f), "not-utf8@bad.md:3");
    assert_int_equal(item_of(f.playbook, "mail/11").number, 11);
    end(&f);
}

static void test_folder__two_pages_with_one_stem_both_count(void **state)
{
    (void)state;
    folder f;
    begin(&f);
    add(&f, "a/mail.md", mail);
    add(&f, "b/mail.md", mail);
    assert_ok(read_folder(&f));
    assert_int_equal(item_of(f.playbook, "mail/11").number, 11);
    assert_int_equal(item_of(f.playbook, "mail-2/11").number, 11);
    assert_string_equal(findings(&f), "duplicate-page@b/mail.md:1");
    end(&f);
}

static void test_folder__other_files_are_passed_over(void **state)
{
    (void)state;
    folder f;
    begin(&f);
    add(&f, "picture.png", "\x89PNG\xFF");
    add(&f, "docfx.json", "{");
    add(&f, "en/ReadMe.md", mail);
    assert_refused(read_folder(&f), ACM_E_NOTFOUND, &f.err);
    add(&f, "mail.markdown", mail);
    assert_ok(read_folder(&f));
    assert_string_equal(findings(&f), "");
    end(&f);
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
    begin(&f);
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
    begin(&f);
    add(&f, "en/mail.md", mail);
    add(&f, "en/toc.yml", "- name: Mail\n");
    f.options.max_bytes = 8;
    assert_refused(read_folder(&f), ACM_E_LIMIT, &f.err);
    assert_string_equal(f.err.path, "en/toc.yml");
    f.count--;
    assert_ok(read_folder(&f));
    assert_string_equal(findings(&f), "too-large@en/mail.md:0");
    end(&f);
    f.options.max_bytes = 0;
    f.options.name = NOT_UTF8;
    assert_refused(read_folder(&f), ACM_E_ENCODING, &f.err);
    f.options.name = NULL;
    acm_mapping_options_init(&mapping);
    mapping.ordering = 9;
    f.options.mapping = &mapping;
    assert_refused(read_folder(&f), ACM_E_INVALID, &f.err);
    f.options.struct_size--;
    assert_refused(read_folder(&f), ACM_E_VERSION, &f.err);
    begin(&f);
    add(&f, NOT_UTF8 ".md", mail);
    assert_refused(read_folder(&f), ACM_E_ENCODING, &f.err);
    begin(&f);
    f.files[f.count++] =
        (acm_source_file){.path = "mail.md", .bytes = mail, .len = strlen(mail), .language = "xx"};
    assert_refused(read_folder(&f), ACM_E_NOTFOUND, &f.err);
}

/* Pages */

static void test_folder__pages_are_records(void **state)
{
    (void)state;
    folder f;
    acm_page pages[4];
    size_t count, len;
    begin(&f);
    add(&f, "de/enable-mail-de.md", mail_de);
    add(&f, "en/index.md", "---\nms.date: 01/02/2021\n---\n# The book\n\n## Overview\n\nRead.\n");
    add(&f, "en/enable-mail.md", mail);
    f.options.language = "en";
    assert_ok(read_folder(&f));
    const acm_playbook *p = f.playbook;
    assert_ok(acm_playbook_pages(p, pages, sizeof *pages, COUNT_OF(pages), &count));
    assert_int_equal(count, 3);
    assert_int_equal(pages[0].item, item_of(p, "enable-mail").id);
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
    end(&f);
}

static void test_folder__terms_are_found_by_any_name(void **state)
{
    (void)state;
    static const char *const names[] = {"FE", "FastTrack Engineer", "fasttrack_engineer",
                                        " fasttrack engineer "};
    folder f;
    acm_id term, engineer;
    begin(&f);
    add(&f, "en/mail.md", mail);
    assert_ok(read_folder(&f));
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
    assert_refused(acm_playbook_term(f.playbook, ACM_TERM_ROLE, NOT_UTF8, ACM_NTS, &term, &f.err),
                   ACM_E_NOTFOUND, &f.err);
    assert_refused(acm_playbook_term(f.playbook, 0, "FE", 2, &term, &f.err), ACM_E_INVALID, &f.err);
    assert_refused(acm_playbook_term(f.playbook, ACM_TERM_ROLE, "FE", 2, NULL, &f.err),
                   ACM_E_INVALID, &f.err);
    assert_refused(acm_playbook_term(NULL, ACM_TERM_ROLE, "FE", 2, &term, &f.err), ACM_E_INVALID,
                   &f.err);
    end(&f);
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
    begin(&f);
    add(&f, "mail.md", mail);
    add(&f, "index.md", index_page);
    assert_ok(read_folder(&f));
    assert_ok(acm_playbook_outline(f.playbook, count_lines, &lines, &f.err));
    assert_int_equal(lines, 2);
    end(&f);
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
        cmocka_unit_test(test_folder__editions_give_texts_alone),
        cmocka_unit_test(test_folder__the_language_asked_for_owns_the_structure),
        cmocka_unit_test(test_folder__steps_align_by_numbers),
        cmocka_unit_test(test_folder__steps_without_tasks_align_by_level_and_owners),
        cmocka_unit_test(test_folder__conditions_align_by_order),
        cmocka_unit_test(test_folder__a_condition_in_the_middle_may_be_missing),
        cmocka_unit_test(test_folder__other_flags_roles_and_services_are_drift),
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
