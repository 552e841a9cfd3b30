/*
 * acmplaybook/snapshot.h - a case as bytes and back, its hash, and a case made again from its events.
 */
#ifndef ACMPLAYBOOK_SNAPSHOT_H
#define ACMPLAYBOOK_SNAPSHOT_H

#include <acmplaybook/case.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bytes of the hash of a case. */
#define ACM_HASH_SIZE 16

/**
 * Writes a case as bytes: all that it needs to go on, but for its playbook, its roster and the events that are still
 * in its log. The same state gives the same bytes on every machine, however the case came to it. Who performs a task
 * is named by key. A hash in the bytes finds damage; it keeps nobody from changing them on purpose.
 *
 * @param c         what to write.
 * @param buffer    receives the bytes; may be NULL if capacity is 0.
 * @param capacity  bytes that fit.
 * @param needed    out: bytes of the whole; may be NULL.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_BUFFER (too small; what it holds makes no sense), ACM_E_INVALID, ACM_E_LIMIT (4 GiB or more).
 * @threads one at a time.  @since 0.1
 *
 *     size_t size;
 *     acm_case_snapshot(c, NULL, 0, &size, NULL);
 *     unsigned char *bytes = malloc(size);
 *     acm_status s = acm_case_snapshot(c, bytes, size, &size, &err);
 */
ACM_API acm_status acm_case_snapshot(const acm_case *c, void *buffer, size_t capacity,
                                     size_t *needed, acm_error *err);

/**
 * Makes a case from its bytes. It goes on as the other one would have: the same commands give the same events.
 *
 * @param playbook  that of the case, or one that says the same in other words or languages; gains a reference.
 * @param roster    gains a reference; may be another one that has all who perform tasks, under whatever ids.
 * @param log       receives the events of further commands and must outlive the case; NULL = no events are kept.
 * @param bytes     as acm_case_snapshot wrote them, by this version of the library or an older one.
 * @param len       how many.
 * @param out       out: freed with acm_case_free.
 * @param err       may be NULL; offset is that of the byte at fault.
 * @return ACM_OK; ACM_E_SYNTAX (no snapshot, cut off, damaged, or not a state that a case can be in); ACM_E_VERSION
 *         (of a later library); ACM_E_MODEL (of another playbook, or of one that runs differently); ACM_E_NOTFOUND
 *         (the roster lacks who performs a task); ACM_E_NOMEM, ACM_E_INVALID.
 * @threads one at a time for one log or roster.  @since 0.1
 */
ACM_API acm_status acm_case_restore(acm_playbook *playbook, acm_roster *roster, acm_log *log,
                                    const void *bytes, size_t len, acm_case **out, acm_error *err);

/**
 * The hash of a case: equal for equal states of equal playbooks, on every machine. It is bytes 16 to 31 of the
 * snapshot.
 *
 * @param c     whose hash.
 * @param out   receives ACM_HASH_SIZE bytes.
 * @param size  bytes that fit, at least ACM_HASH_SIZE.
 * @param err   may be NULL.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_BUFFER (size), ACM_E_LIMIT (as acm_case_snapshot).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_case_hash(const acm_case *c, void *out, size_t size, acm_error *err);

/**
 * Makes a case again from its events: begins it as the options say and posts each command that its events tell of.
 * Every event that this gives is compared with the next one given; the first that differs ends the call. The case is
 * then as it was when the last event happened, and its snapshot the same, byte for byte.
 *
 * @param playbook  gains a reference.
 * @param roster    gains a reference; the same people in the same order, for events name actors by id.
 * @param log       receives the events of further commands and must outlive the case; NULL = no events are kept.
 * @param options   as the case began, its tag included; NULL = the defaults.
 * @param events    all events of the case from its beginning, in order; those with another tag are left out.
 *                  `detail` of an event with a text is where in `text` this begins, never 0; a NUL ends it.
 * @param stride    the caller's sizeof(acm_event).
 * @param count     how many.
 * @param text      block of UTF-8 that the events point into; may be NULL if none does.
 * @param text_len  its bytes.
 * @param out       out: freed with acm_case_free.
 * @param err       may be NULL; offset is that of the event at fault in bytes, the message names its index.
 * @return ACM_OK; ACM_E_MODEL (the events differ from what happens, none begins a command, or they end within one);
 *         what acm_case_new says of the options; ACM_E_VERSION, ACM_E_NOMEM, ACM_E_INVALID.
 * @threads one at a time for one log or roster.  @since 0.1
 *
 *     while (acm_log_drain(log, events, sizeof *events, 64, &n, NULL) == ACM_OK && n)
 *         for (size_t i = 0; i < n; i++) {
 *             const char *its = acm_log_text(log, &events[i]);
 *             if (its)
 *                 events[i].detail = add_text(journal, its);
 *             add_event(journal, &events[i]);
 *         }
 */
ACM_API acm_status acm_case_replay(acm_playbook *playbook, acm_roster *roster, acm_log *log,
                                   const acm_case_options *options, const acm_event *events,
                                   size_t stride, size_t count, const char *text, size_t text_len,
                                   acm_case **out, acm_error *err);

#ifdef __cplusplus
}
#endif

#endif
