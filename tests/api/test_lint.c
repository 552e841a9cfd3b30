/* Linting: each rule finds its example, options choose, findings are written as text, JSON and SARIF. */
#include "support/memory.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    FILES_MAX = 8,
    TEXT_MAX = 1 << 16
};

/* A folder that lies in one text: each file behind a line "==> path <==". */
typedef struct folder {
    char text[TEXT_MAX];
    acm_source_file files[FILES_MAX];
    size_t count;
} folder;

static void take_apart(folder *f, const char *text)
{
    f->count = 0;
    assert_true(strlen(text) < sizeof f->text);
    strcpy(f->text, text);
    for (char *at = f->text; *at;) {
        assert_int_equal(strncmp(at, "==> ", 4), 0);
        char *path = at + 4, *stop = strstr(path, " <==\n");
        assert_non_null(stop);
        char *bytes = stop + 5,
             *end = strncmp(bytes, "==> ", 4) == 0 ? bytes - 1 : strstr(bytes, "\n==> ");
        *stop = '\0';
        at = end ? end + 1 : bytes + strlen(bytes);
        assert_true(f->count < FILES_MAX);
        f->files[f->count++] = (acm_source_file){.struct_size = sizeof *f->files,
                                                 .path = path,
                                                 .bytes = bytes,
                                                 .len = (uint64_t)(at - bytes)};
    }
}

static acm_playbook *read_folder(const char *text)
{
    static folder f;
    acm_memory_source memory;
    acm_playbook *playbook;
    acm_error err;
    acm_error_init(&err);
    take_apart(&f, text);
    acm_memory_source_init(&memory, f.files, f.count);
    assert_ok(acm_playbook_read_pages(&memory.source, NULL, &playbook, NULL, &err));
    return playbook;
}

static acm_lint_options options_on(const char *today)
{
    acm_lint_options options;
    acm_lint_options_init(&options);
    options.today = today;
    return options;
}

static acm_diagnostics *lint(const char *text, const acm_lint_options *options)
{
    acm_playbook *playbook = read_folder(text);
    acm_diagnostics *found;
    assert_ok(acm_playbook_lint(playbook, options, &found, NULL));
    acm_playbook_free(playbook);
    return found;
}

static int32_t collect(void *user, const char *text, size_t len)
{
    char *all = user;
    size_t used = strlen(all);
    assert_true(used + len < TEXT_MAX);
    memcpy(all + used, text, len);
    all[used + len] = '\0';
    return 0;
}

/* Findings as text; freed by nobody, overwritten by the next call. */
static const char *report(const acm_diagnostics *found, acm_report_format format)
{
    static char text[TEXT_MAX];
    text[0] = '\0';
    assert_ok(acm_diagnostics_write(found, format, collect, text, NULL));
    return text;
}

static const char *lines_of(const char *text, const acm_lint_options *options)
{
    acm_diagnostics *found = lint(text, options);
    const char *lines = report(found, ACM_REPORT_TEXT);
    acm_diagnostics_free(found);
    return lines;
}

static void test_lint__options_init(void **state)
{
    (void)state;
    acm_lint_options options, expected = {.struct_size = sizeof options};
    memset(&options, 0xAA, sizeof options);
    acm_lint_options_init(&options);
    assert_memory_equal(&options, &expected, sizeof options);
    acm_lint_options_init(NULL);
}

static void test_lint__finds_each_example_and_nothing_else(void **state)
{
    (void)state;
    acm_lint_options options = options_on("2020-06-01");
    size_t examples = 0;
    for (size_t rule = 0; acm_rule_name(rule); rule++) {
        const char *example = acm_rule_example(rule);
        if (!example || strncmp(acm_rule_name(rule), "cmmn-", 5) == 0) /* test_cmmn_documents.c */
            continue;
        acm_diagnostics *found = lint(example, &options);
        bool just_this = acm_diagnostics_count(found) > 0;
        for (size_t i = 0; i < acm_diagnostics_count(found); i++)
            just_this =
                just_this && strcmp(acm_diagnostics_rule(found, i), acm_rule_name(rule)) == 0;
        if (!just_this)
            fail_msg("%s finds:\n%s", acm_rule_name(rule), report(found, ACM_REPORT_TEXT));
        acm_diagnostics_free(found);
        examples++;
    }
    assert_true(examples > 50);
    assert_null(acm_rule_example(SIZE_MAX));
}

static void test_lint__each_rule_has_advice(void **state)
{
    (void)state;
    size_t rule = 0;
    for (; acm_rule_name(rule); rule++) {
        const char *advice = acm_rule_advice(rule);
        if (!advice || advice[strlen(advice) - 1] != '.')
            fail_msg("%s has no advice", acm_rule_name(rule));
    }
    assert_null(acm_rule_advice(rule));
}

static void test_lint__refuses(void **state)
{
    (void)state;
    acm_playbook *playbook = read_folder("==> en/mail.md <==\n# Mail\n");
    acm_diagnostics *found = (acm_diagnostics *)playbook;
    acm_error err;
    acm_lint_options options;
    assert_refused(acm_playbook_lint(NULL, NULL, &found, &err), ACM_E_INVALID, &err);
    assert_null(found);
    assert_refused(acm_playbook_lint(playbook, NULL, NULL, &err), ACM_E_INVALID, &err);
    static const char *const days[] = {"",         "today",    "2020-02-30",
                                       "6/1/2020", "20-06-01", "2020-06-01x"};
    for (size_t i = 0; i < COUNT_OF(days); i++) {
        options = options_on(days[i]);
        assert_refused(acm_playbook_lint(playbook, &options, &found, &err), ACM_E_SYNTAX, &err);
    }
    options = options_on(NULL);
    options.rules = "bom;no-such-rule";
    assert_refused(acm_playbook_lint(playbook, &options, &found, &err), ACM_E_NOTFOUND, &err);
    assert_non_null(strstr(err.message, "no-such-rule"));
    options.struct_size = 4;
    assert_refused(acm_playbook_lint(playbook, &options, &found, &err), ACM_E_VERSION, &err);
    acm_allocator half = {.struct_size = sizeof half};
    options = options_on(NULL);
    options.allocator = &half;
    assert_refused(acm_playbook_lint(playbook, &options, &found, &err), ACM_E_VERSION, &err);
    acm_playbook_free(playbook);
}

#define THREE_FAULTS                                                                               \
    "==> en/mail.md <==\n\xEF\xBB\xBF---\nms.date: 5/2/19\n---\n\n[Chat](chat.md)\n"

static void test_lint__rules_are_chosen(void **state)
{
    (void)state;
    static const struct {
        const char *rules;
        acm_severity severity;
        size_t count;
    } rows[] = {
        {NULL, 0, 4},
        {"", 0, 4},
        {"link-broken", 0, 1},
        {"link-broken; no-title", 0, 2},
        {"-link-broken;-bom", 0, 2},
        {"link-broken;no-title;-no-title", 0, 1},
        {NULL, ACM_SEVERITY_WARNING, 3},
        {"bom", ACM_SEVERITY_WARNING, 0},
        {NULL, ACM_SEVERITY_ERROR, 0},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        acm_lint_options options = options_on(NULL);
        options.rules = rows[i].rules;
        options.severity = rows[i].severity;
        acm_diagnostics *found = lint(THREE_FAULTS, &options);
        assert_int_equal(acm_diagnostics_count(found), rows[i].count);
        acm_diagnostics_free(found);
    }
}

static void test_lint__partial_misses_nothing(void **state)
{
    (void)state;
    acm_lint_options options = options_on(NULL);
    options.partial = 1;
    options.severity = ACM_SEVERITY_WARNING;
    assert_string_equal(
        lines_of("==> en/mail.md <==\n# Mail\n\n[Chat](chat.md), then task 4711.\n", &options), "");
}

static void test_lint__a_builder_s_playbook_has_no_findings(void **state)
{
    (void)state;
    acm_builder *b;
    acm_id root;
    acm_playbook *playbook;
    acm_diagnostics *found;
    assert_ok(acm_builder_new(NULL, "root", NULL, &b, &root, NULL));
    assert_ok(acm_builder_finish(b, &playbook, NULL));
    acm_builder_free(b);
    assert_ok(acm_playbook_lint(playbook, NULL, &found, NULL));
    assert_int_equal(acm_diagnostics_count(found), 0);
    acm_diagnostics_free(found);
    acm_playbook_free(playbook);
}

/* Links: what stands in a page, and the finding it gives, "" = none. */
static void test_lint__links(void **state)
{
    (void)state;
    static const struct {
        const char *link, *rule;
    } rows[] = {
        {"[x](chat.md)", ""},
        {"[x](chat)", ""},
        {"[x](./chat.md?view=1)", ""},
        {"[x](../en/chat.md)", ""},
        {"[x](../en)", ""},
        {"[x](../de/mail-de.md)", ""},
        {"[x](chat.md#show-it--now)", ""},
        {"[x](chat.md#Show-it-now-1)", ""},
        {"[x](chat.md#marked)", ""},
        {"[x](chat.md#top)", ""},
        {"[x](chat.md#tab/one)", ""},
        {"[x](#mail)", ""},
        {"[x](#%C3%BCber-uns)", ""},
        {"[x](media/flow.png)", ""},
        {"[x](https://example.org/a?b=https://c)", ""},
        {"[x](mailto:ann@example.org)", ""},
        {"[x](tel:123)", ""},
        {"[x](//example.org/a)", ""},
        {"[x](chat.md#show)", "anchor-broken"},
        {"[x](#chat)", "anchor-broken"},
        {"[x](chat.md#show-it-now-2)", "anchor-broken"},
        {"[x](chart.md)", "link-broken"},
        {"[x](old/chat.md)", "link-broken"},
        {"[x](Chat)", "link-broken"},
        {"[x](chat-de.md)", "link-other-language"},
        {"[x](../de/news-de.md)", "link-other-language"},
        {"[x](news-de.md)", "link-other-language"},
        {"[x](/en/chat.md)", "link-outside"},
        {"[x](../../welcome.md)", "link-outside"},
        {"[x]()", "link-malformed"},
        {"[x](<\xE2\x80\x8B"
         "chat.md>)",
         "link-malformed"},
        {"[x](http:/example.org)", "link-malformed"},
        {"[x](htps://example.org)", "link-malformed"},
        {"[x](https//example.org)", "link-malformed"},
        {"[x](www.example.org)", "link-malformed"},
        {"[x](example.org/a)", "link-malformed"},
        {"[x](ann@example.org)", "link-malformed"},
        {"[x](mailto:ann)", "link-malformed"},
        {"[x]((https://example.org/a)", "link-malformed"},
        {"[x] (https://example.org/a)", "link-malformed"},
        {"[x](\n\nchat.md)", ""},
        {"see [1] (and more)", ""},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1024], expected[64] = "";
        snprintf(text, sizeof text,
                 "==> en/mail.md <==\n# Mail\n\n%s\n\n## Über uns\n"
                 "==> en/chat.md <==\n# Chat\n\n## Show it & now!\n\n## Show it, now\n\n<a "
                 "name=\"marked\"></a>\n"
                 "==> de/mail-de.md <==\n# Post\n==> de/chat-de.md <==\n# Chat\n==> de/news-de.md "
                 "<==\n# Neues\n",
                 rows[i].link);
        acm_lint_options options = options_on(NULL);
        options.rules = "-page-extra";
        if (*rows[i].rule)
            snprintf(expected, sizeof expected, " %s ", rows[i].rule);
        const char *lines = lines_of(text, &options);
        if ((*expected && !strstr(lines, expected)) || (!*expected && *lines))
            fail_msg("%s gives '%s', not '%s'", rows[i].link, lines, rows[i].rule);
    }
}

#define TABLE                                                                                      \
    "| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role | Services |\n"             \
    "| --- | --- | --- | --- | --- |\n"                                                            \
    "| 4001 | Count | M | SME | Teams |\n| 4002 | Move | M | SME | Teams |\n"

/* Numbers in running text: the text, and the numbers that are reported with the rules. */
static void test_lint__mentions(void **state)
{
    (void)state;
    static const struct {
        const char *path, *text, *found;
    } rows[] = {
        {"en/mail.md", "See task 4001, tasks 4001 and 4002.", ""},
        {"en/mail.md", "See task 4010.", "number-unknown 4010;"},
        {"en/mail.md", "Added tasks 4088, 4089 and 4090.",
         "number-unknown 4088;number-unknown 4089;number-unknown 4090;"},
        {"en/mail.md", "Task reference: 4001 (Core), 4072 (Core Onboarding)",
         "number-unknown 4072;"},
        {"en/mail.md", "See **task 4010**, Task ID: 4011, task #4012",
         "number-unknown 4010;number-unknown 4011;number-unknown 4012;"},
        {"en/mail.md", "Do tasks 4001 and 100 more things, 1000 seats, 2019", ""},
        {"en/mail.md", "Task 12, tasks 1,000 or 4.500, task 99% done, task 4001-9", ""},
        {"en/mail.md", "In multitask 4010 mode", ""},
        {"en/mail.md", "Deprecated task 4010, added task 4011",
         "number-unknown 4011;number-gone 4010;"},
        {"en/mail.md", "Added task 4010 and removed task 4011",
         "number-unknown 4010;number-gone 4011;"},
        {"en/mail.md", "Task 4010 was removed", "number-gone 4010;"},
        {"en/mail.md", "Removed tasks 4010, 4011", "number-gone 4010;number-gone 4011;"},
        {"en/mail.md", "Removed task 4001", "number-retired 4001;"},
        {"de/mail-de.md", "Aufgabe 4010 entfernt, siehe Aufgaben 4001 und 4012.",
         "number-unknown 4012;number-gone 4010;"},
        {"es/mail-es.md", "Tareas 4001 y 4010; tarea 4011 obsoleta",
         "number-unknown 4010;number-gone 4011;"},
        {"pt/mail-pt.md", "Tarefas 4001 e 4010. Removida a tarefa 4011",
         "number-unknown 4010;number-gone 4011;"},
        {"ja/mail-ja.md", "タスク 4001 と 4010。タスク 4011 を削除",
         "number-unknown 4010;number-gone 4011;"},
        {"zh-hans/mail-sc.md", "增加了任务 4001、4010。弃用了任务 4011，任务4012中",
         "number-unknown 4010;number-unknown 4012;number-gone 4011;"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[2048], got[512] = "";
        snprintf(text, sizeof text,
                 "==> %s <==\n# Mail\n\n### Plan\n\nPrimary Role: **SME**\n\n%s\n\n" TABLE,
                 rows[i].path, rows[i].text);
        acm_lint_options options = options_on(NULL);
        options.rules = "number-unknown;number-gone;number-retired";
        acm_diagnostics *found = lint(text, &options);
        for (size_t k = 0; k < acm_diagnostics_count(found); k++)
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s %s;",
                     acm_diagnostics_rule(found, k), acm_diagnostics_text(found, k, NULL));
        acm_diagnostics_free(found);
        if (strcmp(got, rows[i].found) != 0)
            fail_msg("'%s' gives '%s', not '%s'", rows[i].text, got, rows[i].found);
    }
}

/* Dates of revisions from top to bottom, and those that stand out of order. */
static void test_lint__order_of_revisions(void **state)
{
    (void)state;
    static const struct {
        const char *dates[6], *found;
    } rows[] = {
        {{"3/1/2020", "2/1/2020", "2/1/2020", "1/1/2020"}, ""},
        {{"1/1/2020", "2/1/2020", "2/1/2020", "3/1/2020"}, ""},
        {{"1/1/2020"}, ""},
        {{"3/1/2020", "1/1/2019", "2/1/2020", "1/1/2020"}, "2019-01-01;"},
        {{"1/1/2019", "3/1/2020", "2/1/2020", "1/1/2020"}, "2019-01-01;"},
        {{"4/1/2020", "5/1/2020", "3/1/2020", "2/1/2020"}, "2020-05-01;"},
        {{"1/1/2020", "4/1/2020", "2/1/2020", "3/1/2020"}, "2020-04-01;"},
        {{"3/1/2020", "never", "2/1/2020", "4/1/2020", "1/1/2020"}, "2020-04-01;"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1024] = "==> en/mail.md <==\n# Mail\n\n| Date | Who Changed | What Changed |\n| "
                          "--- | --- | --- |\n",
             got[256] = "";
        for (size_t k = 0; k < COUNT_OF(rows[i].dates) && rows[i].dates[k]; k++)
            snprintf(text + strlen(text), sizeof text - strlen(text), "| %s | Ann | x |\n",
                     rows[i].dates[k]);
        acm_lint_options options = options_on(NULL);
        options.rules = "unordered-date";
        acm_diagnostics *found = lint(text, &options);
        for (size_t k = 0; k < acm_diagnostics_count(found); k++)
            snprintf(got + strlen(got), sizeof got - strlen(got), "%.10s;",
                     acm_diagnostics_text(found, k, NULL));
        acm_diagnostics_free(found);
        assert_string_equal(got, rows[i].found);
    }
}

static void test_lint__each_table_of_revisions_has_its_order(void **state)
{
    (void)state;
#define REVISIONS "| Date | Who Changed | What Changed |\n| --- | --- | --- |\n"
    assert_string_equal(lines_of("==> en/mail.md <==\n# Mail\n\n" REVISIONS
                                 "| 3/1/2020 | Ann | x |\n| 2/1/2020 | Ann | x |\n\n" REVISIONS
                                 "| 5/1/2020 | Ann | x |\n| 1/1/2020 | Ann | x |\n",
                                 NULL),
                        "");
}

static void test_lint__dates_after_today(void **state)
{
    (void)state;
    static const char text[] =
        "==> en/mail.md <==\n---\nms.date: 6/2/2020\n---\n# Mail\n\n" REVISIONS
        "| 6/3/2020 | Ann | x |\n| 6/1/2020 | Ann | x |\n";
    acm_lint_options options = options_on("2020-06-01");
    assert_string_equal(
        lines_of(text, &options),
        "en/mail.md:2:1: warning future-date a date lies in the future: 6/2/2020\n"
        "en/mail.md:8:3: warning future-date a date lies in the future: 6/3/2020\n");
    options = options_on(
        "2020-06-02"); /* the revision of the future does not make the page's date stale */
    assert_string_equal(
        lines_of(text, &options),
        "en/mail.md:8:3: warning future-date a date lies in the future: 6/3/2020\n");
    assert_string_equal(
        lines_of(text, NULL),
        "en/mail.md:2:1: warning stale-ms-date the page's ms.date is older than its newest "
        "revision: 6/2/2020, revised 6/3/2020\n");
}

/* Two inputs and an outcome, and what is found. */
static void test_lint__conditions(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second, *outcome, *rule;
    } rows[] = {
        {"A plan exists", "A team exists", "All is done", ""},
        {"A plan exists", "A plan exists.", "All is done", "duplicate-condition"},
        {"A plan exists", "(If applicable) A plan exists", "All is done", "contradiction"},
        {"The users are informed", "The users are not informed", "All is done", "contradiction"},
        {"The users are not informed", "A plan exists", "The users are informed", ""},
        {"A plan exists", "A team exists", "A PLAN exists!", "outcome-is-input"},
        {"none", "A team exists", "none", ""},
        {"Notes say:\n  - one", "A team exists", "Notes say:\n  - two", ""},
        {"Notes say:\n  - one", "Notes say\n  - one.", "All is done", "duplicate-condition"},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1024], expected[64] = "";
        snprintf(text, sizeof text,
                 "==> en/mail.md <==\n# Mail\n\n## Key Inputs\n\n- %s\n- %s\n\n### Plan\n\nPrimary "
                 "Role: **SME**\n\n"
                 "## Key Outputs\n\n- %s\n",
                 rows[i].first, rows[i].second, rows[i].outcome);
        if (*rows[i].rule)
            snprintf(expected, sizeof expected, " %s ", rows[i].rule);
        const char *lines = lines_of(text, NULL);
        if ((*expected && !strstr(lines, expected)) || (!*expected && *lines))
            fail_msg("'%s' and '%s' give '%s', not '%s'", rows[i].first, rows[i].second, lines,
                     rows[i].rule);
    }
}

/* Steps of an approach, and those that nobody is named for. */
static void test_lint__roles(void **state)
{
    (void)state;
#define LABEL "\n\nPrimary Role: **SME**\n\n"
    static const struct {
        const char *steps, *found;
    } rows[] = {
        {"### A" LABEL "### B" LABEL "### C\n\n", "C;"},
        {"### A" LABEL "### B\n\n### C\n\n", ""},
        {"### A" LABEL "#### B\n\n#### C\n\n### D" LABEL "### E" LABEL "### F" LABEL, ""},
        {"### A" LABEL "### B\n\nPrimary Role: -\n\n### C" LABEL, ""},
        {"Primary Role: **SME**\n\n### A\n\n### B" LABEL "### C" LABEL, ""},
        {"### A\n\n| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role |\n"
         "| --- | --- | --- | --- |\n| 4001 | Count | M | SME |\n| 4002 | Tell | M | |\n\n",
         "task 4002 and its step;"},
    };
    acm_lint_options options = options_on(NULL);
    options.rules = "no-roles";
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        char text[1024], got[256] = "";
        snprintf(text, sizeof text, "==> en/mail.md <==\n# Mail\n\n## Approach\n\n%s",
                 rows[i].steps);
        acm_diagnostics *found = lint(text, &options);
        for (size_t k = 0; k < acm_diagnostics_count(found); k++)
            snprintf(got + strlen(got), sizeof got - strlen(got), "%s;",
                     acm_diagnostics_text(found, k, NULL));
        acm_diagnostics_free(found);
        if (strcmp(got, rows[i].found) != 0)
            fail_msg("%s gives '%s', not '%s'", rows[i].steps, got, rows[i].found);
    }
}

static void test_lint__one_task_by_several_names_of_its_roles_is_one(void **state)
{
    (void)state;
#define PAGE(name, row)                                                                            \
    "==> en/" name ".md <==\n# " name "\n\n"                                                       \
    "| Task ID | Task Name | (M)andatory / (O)ptional | FastTrack Role | Services |\n"             \
    "| --- | --- | --- | --- | --- |\n" row "\n"
    assert_string_equal(
        lines_of(PAGE("a", "| 4001 | Count & tell | M | FM / SME | |")
                     PAGE("b", "| 4001 | count – tell | M | SME / FastTrack Manager | Teams |")
                         PAGE("c", "| 4001 | Count, tell. | ? | FM / SME | |"),
                 NULL),
        "en/c.md:5:3: warning flag-missing a task is marked neither mandatory nor optional: Count, "
        "tell.\n");
    assert_string_equal(
        lines_of(PAGE("a", "| 4001 | Count | M | FM | Teams |")
                     PAGE("b", "| 4001 | Tell | M | FM | Teams |")
                         PAGE("c", "| 4001 | Tell | M | FM | Teams |"),
                 NULL),
        "en/a.md:5:3: warning number-name a task number has another name elsewhere: "
        "4001: Count; Tell in en/b.md:5\n");
}

static void test_lint__pages_that_are_not_translated(void **state)
{
    (void)state;
#define ENGLISH                                                                                    \
    "We count mailboxes and licences, and ask who moves first or last.\n\n"                        \
    "Then the users and their managers read what changes, and when.\n\n"                           \
    "At the end we look back and write down what went well or badly.\n"
#define GERMAN                                                                                     \
    "Wir zählen Postfächer und Lizenzen und fragen, wer zuerst oder zuletzt umzieht.\n\n"        \
    "Dann lesen die Nutzer und ihre Leitung, was sich ändert, und wann das ist.\n\n"              \
    "Am Ende schauen wir zurück und schreiben auf, was gut oder schlecht lief.\n"
#define CHINESE                                                                                                                \
    "我们清点邮箱和许可证，并询问谁先迁移，谁后迁移。然后用户会了解 Microsoft Exchange Online " \
    "的变化和时间。\n"
    static const struct {
        const char *text;
        bool found;
    } rows[] = {
        {"==> en/mail.md <==\n# Mail\n\n" ENGLISH "==> de/mail-de.md <==\n# Post\n\n" GERMAN,
         false},
        {"==> en/mail.md <==\n# Mail\n\n" ENGLISH "==> de/mail-de.md <==\n# Post\n\n" ENGLISH,
         true},
        {"==> de/mail-de.md <==\n# Post\n\n" GERMAN, false},
        {"==> de/mail-de.md <==\n# Post\n\n" ENGLISH, true},
        {"==> zh-hans/mail-sc.md <==\n# Mail\n\n" CHINESE, false},
        {"==> zh-hans/mail-sc.md <==\n# Mail\n\n" ENGLISH, true},
        {"==> zh-hans/mail-sc.md <==\n# Microsoft Exchange Online\n", false},
        {"==> en/mail.md <==\n# Mail\n\n" ENGLISH, false},
    };
    acm_lint_options options = options_on(NULL);
    options.rules = "untranslated";
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const char *lines = lines_of(rows[i].text, &options);
        if ((*lines != '\0') != rows[i].found)
            fail_msg("%s gives '%s'", rows[i].text, lines);
    }
}

static void test_lint__names_of_pages_without_counterpart(void **state)
{
    (void)state;
    acm_lint_options options = options_on(NULL);
    options.rules = "unknown-role;unknown-service;duplicate-task;flag-missing;unknown-phase";
    assert_string_equal(
        lines_of("==> en/mail.md <==\n# Mail\n==> de/chat-de.md <==\n# Chat\n\nPhase: "
                 "**Asses**\n\n### Plan\n\n"
                 "Primary Role: **Nobody**\nApplies To: **Classroom/SDS / Pigeons**\n\n"
                 "| Task ID | Task Name | (M)andatory / (O)ptional |\n| --- | --- | --- |\n"
                 "| 4001 | Count | M |\n| 4001 | Count | x |\n",
                 &options),
        "de/chat-de.md:1:1: warning unknown-phase a phase that the vocabulary does not know: "
        "Asses\n"
        "de/chat-de.md:7:1: warning unknown-role a role that the vocabulary does not know: Nobody\n"
        "de/chat-de.md:7:1: warning unknown-service a service that the vocabulary does not know: "
        "Pigeons\n"
        "de/chat-de.md:13:3: warning duplicate-task a task number stands on the page twice: Count\n"
        "de/chat-de.md:13:3: warning flag-missing a task is marked neither mandatory nor optional: "
        "Count\n");
}

static void test_lint__a_table_of_contents_of_another_folder_says_nothing(void **state)
{
    (void)state;
    acm_lint_options options = options_on(NULL);
    options.rules = "not-in-toc";
    assert_string_equal(
        lines_of("==> toc.yml <==\n- name: Hello\n  href: hello.md\n==> en/mail.md <==\n# Mail\n",
                 &options),
        "");
    assert_string_equal(
        lines_of("==> toc.yml <==\n- name: Mail\n  href: en/mail.md\n"
                 "==> en/toc.yml <==\n- name: Chat\n  href: chat.md\n"
                 "==> en/mail.md <==\n# Mail\n==> en/chat.md <==\n# Chat\n==> en/README.md <==\n# "
                 "Read me\n"
                 "==> en/news.md <==\n# News\n==> more/old.md <==\n# Old\n",
                 &options),
        "en/news.md:1:1: warning not-in-toc a page stands in no table of contents: en/toc.yml\n"
        "more/old.md:1:1: warning not-in-toc a page stands in no table of contents: toc.yml\n");
}

static void test_lint__reports(void **state)
{
    (void)state;
    acm_lint_options options = options_on(NULL);
    options.rules = "-bom;-no-title";
    acm_diagnostics *found = lint(
        "==> en/the mail.md <==\n---\nms.date: 5/2/19\n---\n\nSee [\"x\"](chat.md).\n", &options);
    assert_string_equal(
        report(found, ACM_REPORT_TEXT),
        "en/the mail.md:2:1: warning bad-ms-date the page's ms.date is no date: 5/2/19\n"
        "en/the mail.md:5:5: warning link-broken a link leads to no page: chat.md\n");
    assert_string_equal(
        report(found, ACM_REPORT_JSON),
        "{\"file\":\"en/the "
        "mail.md\",\"line\":2,\"column\":1,\"offset\":4,\"severity\":\"warning\","
        "\"rule\":\"bad-ms-date\",\"message\":\"the page's ms.date is no date: 5/2/19\"}\n"
        "{\"file\":\"en/the "
        "mail.md\",\"line\":5,\"column\":5,\"offset\":29,\"severity\":\"warning\","
        "\"rule\":\"link-broken\",\"message\":\"a link leads to no page: chat.md\"}\n");
    const char *sarif = report(found, ACM_REPORT_SARIF);
    static const char *const parts[] = {
        "\"version\": \"2.1.0\"",  "\"columnKind\": \"unicodeCodePoints\"",
        "\"id\": \"link-broken\"", "\"uri\": \"en/the%20mail.md\"",
        "\"startLine\": 5,\n",     "\"startColumn\": 5\n",
        "\"level\": \"warning\""};
    for (size_t i = 0; i < COUNT_OF(parts); i++)
        if (!strstr(sarif, parts[i]))
            fail_msg("%s is not in %s", parts[i], sarif);
    acm_diagnostics_free(found);
    assert_string_equal(report(NULL, ACM_REPORT_TEXT), "");
}

static int32_t stop(void *user, const char *text, size_t len)
{
    (void)text, (void)len;
    return *(const int32_t *)user;
}

static void test_lint__report_refuses_and_is_stopped(void **state)
{
    (void)state;
    char text[TEXT_MAX] = "";
    int32_t value = 7;
    acm_error err;
    acm_diagnostics *found = lint("==> en/mail.md <==\nMail\n", NULL);
    assert_refused(acm_diagnostics_write(found, ACM_REPORT_TEXT, NULL, NULL, &err), ACM_E_INVALID,
                   &err);
    assert_refused(acm_diagnostics_write(found, 0, collect, text, &err), ACM_E_INVALID, &err);
    assert_refused(acm_diagnostics_write(found, 4, collect, text, &err), ACM_E_INVALID, &err);
    for (acm_report_format format = ACM_REPORT_TEXT; format <= ACM_REPORT_SARIF; format++) {
        assert_refused(acm_diagnostics_write(found, format, stop, &value, &err), ACM_E_CALLBACK,
                       &err);
        assert_int_equal(err.value, 7);
    }
    assert_ok(acm_diagnostics_write(NULL, ACM_REPORT_TEXT, collect, text, NULL));
    assert_string_equal(text, "");
    acm_diagnostics_free(found);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lint__options_init),
        cmocka_unit_test(test_lint__finds_each_example_and_nothing_else),
        cmocka_unit_test(test_lint__each_rule_has_advice),
        cmocka_unit_test(test_lint__refuses),
        cmocka_unit_test(test_lint__rules_are_chosen),
        cmocka_unit_test(test_lint__partial_misses_nothing),
        cmocka_unit_test(test_lint__a_builder_s_playbook_has_no_findings),
        cmocka_unit_test(test_lint__links),
        cmocka_unit_test(test_lint__mentions),
        cmocka_unit_test(test_lint__order_of_revisions),
        cmocka_unit_test(test_lint__each_table_of_revisions_has_its_order),
        cmocka_unit_test(test_lint__dates_after_today),
        cmocka_unit_test(test_lint__conditions),
        cmocka_unit_test(test_lint__roles),
        cmocka_unit_test(test_lint__one_task_by_several_names_of_its_roles_is_one),
        cmocka_unit_test(test_lint__pages_that_are_not_translated),
        cmocka_unit_test(test_lint__names_of_pages_without_counterpart),
        cmocka_unit_test(test_lint__a_table_of_contents_of_another_folder_says_nothing),
        cmocka_unit_test(test_lint__reports),
        cmocka_unit_test(test_lint__report_refuses_and_is_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
