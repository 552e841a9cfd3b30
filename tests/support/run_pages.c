/* run_pages PAGE...: cases of real pages, restored and replayed: the same bytes each time. */
#include "support/journal.h"
#include "support/random.h"
#include "support/test.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    SKIPPED = 77,
    CASES = 3, /* of each page */
    STEPS = 120
};

static acm_playbook *read_page(const char *path)
{
    size_t len;
    acm_playbook *playbook;
    char *text = test_read_file(path, &len);
    acm_page_options options;
    acm_page_options_init(&options);
    options.file = path;
    assert_ok(acm_playbook_read_page(text, len, &options, &playbook, NULL, NULL));
    free(text);
    return playbook;
}

/* Goes on in a case that was restored from time to time. */
static void run_steps(acm_case **c, acm_playbook *p, acm_roster *roster, acm_log *log, dice *d,
                      journal *told)
{
    for (int i = 0; i < STEPS; i++) {
        random_act act = random_commands(d, *c);
        random_post(*c, &act, NULL);
        journal_take(told, log);
        if (i % 16 == 0) {
            snapshot s = take_snapshot(*c);
            acm_case_free(*c);
            assert_ok(acm_case_restore(p, roster, log, s.bytes, s.len, c, NULL));
            assert_snapshot(*c, &s, "restored");
            free(s.bytes);
        }
    }
}

/* False if no case can begin so: the page is a document, or nothing of it is in scope. */
static bool run_case(acm_playbook *p, acm_roster *roster, uint64_t seed)
{
    dice d = {seed};
    journal told = {.count = 0};
    acm_error err;
    acm_log *log;
    acm_case *c, *again;
    acm_case_options options = random_options(&d, p);
    options.budget = 100000;
    acm_error_init(&err);
    assert_ok(acm_log_new(NULL, &log, NULL));
    bool begins = acm_case_new(p, roster, log, &options, &c, NULL) == ACM_OK;
    if (begins) {
        run_steps(&c, p, roster, log, &d, &told);
        snapshot s = take_snapshot(c);
        if (journal_replay(&told, p, roster, NULL, &options, &again, &err))
            fail_msg("%s", err.message);
        assert_snapshot(again, &s, "replayed");
        free(s.bytes);
        acm_case_free(again);
    }
    acm_case_free(c);
    acm_log_free(log);
    journal_free(&told);
    return begins;
}

int main(int argc, char **argv)
{
    acm_roster *roster;
    size_t cases = 0;
    if (argc < 2) {
        printf("skipped: there are no pages\n");
        return SKIPPED;
    }
    assert_ok(random_roster(NULL, &roster, NULL));
    for (int i = 1; i < argc; i++) {
        acm_playbook *playbook = read_page(argv[i]);
        for (uint64_t seed = 1; seed <= CASES; seed++)
            cases += run_case(playbook, roster, seed);
        acm_playbook_free(playbook);
    }
    acm_roster_free(roster);
    printf("%d pages, %zu cases\n", argc - 1, cases);
    return cases == 0;
}
