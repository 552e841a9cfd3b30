/*
 * acmplaybook/cmmn.h - a whole playbook as CMMN 1.1, with a diagram that viewers and modelers open.
 *
 * What CMMN and the engines of the field have words for is said in these; the rest stands in extension elements, so that
 * the getters of playbook.h say of what is read back what they said of what was written, ids and order included. Lost
 * are the outline of pages and the tables of contents. lib/format/cmmn/README.md describes the form.
 */
#ifndef ACMPLAYBOOK_CMMN_H
#define ACMPLAYBOOK_CMMN_H

#include <acmplaybook/playbook.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bits of the flags of acm_playbook_write_cmmn. */
#define ACM_CMMN_NO_DIAGRAM 0x01u /**< the model alone */
#define ACM_CMMN_NO_PLACES  0x02u /**< without lines, columns and the paths of pages */

/**
 * Writes a playbook as CMMN 1.1, UTF-8, ended by a line feed. The same playbook gives the same bytes on every machine.
 *
 * @param playbook  what to write.
 * @param flags     0, or ACM_CMMN_NO_DIAGRAM and ACM_CMMN_NO_PLACES.
 * @param sink      receives the text in pieces of whole characters.
 * @param user      handed to sink.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_CALLBACK, ACM_E_INVALID (NULL, or a flag that is not known), ACM_E_NOMEM (nothing was
 *         written then), ACM_E_UNSUPPORTED (built without CMMN).
 * @threads any, if the playbook's allocator may be called on any; the sink is called on this one.  @since 0.1
 *
 *     acm_playbook_write_cmmn(playbook, 0, to_file, file, &err);
 */
ACM_API acm_status acm_playbook_write_cmmn(const acm_playbook *playbook, uint32_t flags,
                                           acm_sink sink, void *user, acm_error *err);

#ifdef __cplusplus
}
#endif

#endif
