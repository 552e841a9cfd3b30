/* journal.h - events taken out of a log and kept with their texts, as a caller keeps them to replay a case. */
#ifndef ACM_TEST_JOURNAL_H
#define ACM_TEST_JOURNAL_H

#include <acmplaybook.h>

typedef struct journal {
    acm_event *events; /* `detail` of those with a text: where in `text` it begins */
    size_t count, capacity;
    char *text;
    size_t text_len, text_capacity;
} journal;

/* Takes all events out of a log. */
void journal_take(journal *j, acm_log *log);
void journal_free(journal *j);

/* Fails the test unless two journals hold the same. */
void assert_same_journal(const journal *a, const journal *b);

/* A case again from a journal; the status of acm_case_replay. */
acm_status journal_replay(const journal *j, acm_playbook *playbook, acm_roster *roster,
                          acm_log *log, const acm_case_options *options, acm_case **out,
                          acm_error *err);

/* A snapshot; freed with free. */
typedef struct snapshot {
    unsigned char *bytes;
    size_t len;
} snapshot;

snapshot take_snapshot(const acm_case *c);

/* Fails the test unless a case has this snapshot. */
void assert_snapshot(const acm_case *c, const snapshot *expected, const char *what);

#endif
