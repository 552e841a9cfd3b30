/*
 * acmplaybook/roster.h - people and their roles, shared between cases.
 */
#ifndef ACMPLAYBOOK_ROSTER_H
#define ACMPLAYBOOK_ROSTER_H

#include <acmplaybook/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Participants and their roles. Reference-counted; the cases that use it keep it alive. It belongs to one
 * thread at a time, together with its cases: only its reference count is atomic. acm_case_new, _dup, _restore,
 * _replay, _plan and _free count in it besides, without a lock, and acm_roster_add changes what its cases look at. It
 * keeps the playbook of its last case alive until a case of another one begins or it is freed itself.
 */
typedef struct acm_roster acm_roster;

/**
 * Makes an empty roster.
 *
 * @param allocator  copied; NULL = malloc.
 * @param roster     out: one reference, given back with acm_roster_free.
 * @param err        may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_VERSION.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_roster_new(const acm_allocator *allocator, acm_roster **roster,
                                  acm_error *err);

/**
 * Adds a participant. May be called while cases use the roster.
 *
 * @param roster       where.
 * @param key          unique, 1 to 255 bytes, NUL-terminated, such as "ana".
 * @param name         shown to people, NUL-terminated; NULL = the key.
 * @param roles        names of roles separated by ';', in any language of the vocabulary or as the
 *                     playbook writes them, such as "FastTrack Manager; SME"; NULL or "" = none. A name counts for
 *                     nothing in a playbook that does not know it.
 * @param participant  out: its id, from 1; may be NULL.
 * @param err          may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_EXISTS (key), ACM_E_ENCODING, ACM_E_LIMIT.
 * @threads one at a time, together with all cases of the roster.  @since 0.1
 */
ACM_API acm_status acm_roster_add(acm_roster *roster, const char *key, const char *name,
                                  const char *roles, acm_id *participant, acm_error *err);

/**
 * Finds a participant by key.
 *
 * @param roster  may be NULL.
 * @param key     NUL-terminated; NULL finds nobody.
 * @return the id, 0 if there is none.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_id acm_roster_find(const acm_roster *roster, const char *key);

/**
 * How many participants there are; their ids are 1 to this.
 *
 * @param roster  NULL counts 0.
 * @return the number.
 * @threads one at a time.  @since 0.1
 */
ACM_API size_t acm_roster_count(const acm_roster *roster);

/**
 * The name of a participant.
 *
 * @param roster       may be NULL.
 * @param participant  any id.
 * @return lent text, NULL for an id that is not known.
 * @threads one at a time.  @since 0.1
 */
ACM_API const char *acm_roster_name(const acm_roster *roster, acm_id participant);

/**
 * The key of a participant.
 *
 * @param roster       may be NULL.
 * @param participant  any id.
 * @return lent text, NULL for an id that is not known.
 * @threads one at a time.  @since 0.1
 */
ACM_API const char *acm_roster_key(const acm_roster *roster, acm_id participant);

/**
 * Takes one more reference.
 *
 * @param roster  may be NULL.
 * @return roster.
 * @threads any: the count is atomic.  @since 0.1
 */
ACM_API acm_roster *acm_roster_retain(acm_roster *roster);

/**
 * Gives a reference back; the last one frees the roster and every text lent from it.
 *
 * @param roster  NULL does nothing.
 * @threads any: the count is atomic.  @since 0.1
 */
ACM_API void acm_roster_free(acm_roster *roster);

#ifdef __cplusplus
}
#endif

#endif
