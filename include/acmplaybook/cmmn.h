/*
 * acmplaybook/cmmn.h - case models as XML: CMMN 1.1 and 1.0 are read, CMMN 1.1 is written, with a diagram that viewers
 * and modelers open.
 *
 * What CMMN and the engines of the field have words for is said in these; the rest stands in extension elements, so that
 * the getters of playbook.h say of what is read back what they said of what was written, ids and order included. Lost
 * are the outline of pages and the tables of contents. lib/format/cmmn/README.md describes the form.
 */
#ifndef ACMPLAYBOOK_CMMN_H
#define ACMPLAYBOOK_CMMN_H

#include <acmplaybook/diagnostics.h>
#include <acmplaybook/playbook.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a playbook is read from CMMN. */
typedef struct acm_cmmn_options {
    uint32_t struct_size;    /**< set by acm_cmmn_options_init */
    uint32_t max_bytes;      /**< of the document; 0 = 64 MiB */
    uint32_t max_depth;      /**< of elements within each other; 0 = 256 */
    acm_semantics semantics; /**< ACM_SEMANTICS_... bits beside those that the file asks for */
    const char *file;        /**< what findings call the document; NULL = "model.cmmn" */
    const char *case_id;     /**< which case of the document; NULL = the only one */
    const char *language;    /**< tag of its texts unless it says so; NULL = "en" */
    const acm_allocator *allocator; /**< of the playbook and the diagnostics; NULL = malloc */
} acm_cmmn_options;

/**
 * Fills CMMN options with the defaults.
 *
 * @param options  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_cmmn_options_init(acm_cmmn_options *options);

/**
 * Reads a case model. Its plan items are items; a definition that several plan items use is there for each of them.
 * Each id of a plan item is a key; within a definition that is used several times the key of the plan item that uses
 * it and '/' stand before it. What the playbook cannot say, such as planning tables, the case file, processes and
 * what is particular to some engine, is a finding each; a model that makes no sense fails.
 *
 * @param bytes        an XML document in UTF-8, UTF-16 or ISO-8859-1, without entities of its own. Not kept.
 * @param len          its bytes, or ACM_NTS.
 * @param options      NULL = the defaults.
 * @param playbook     out: one reference, given back with acm_playbook_free.
 * @param diagnostics  out: what was not carried over, in order of place, freed with acm_diagnostics_free; NULL = not
 *                     wanted.
 * @param err          may be NULL; line, column and offset say where the fault is, path in which element, from the
 *                     next one with an id on, such as "Sentry_1/ifPart/condition".
 * @return ACM_OK; ACM_E_SYNTAX (no XML, no CMMN, a broken expression, an unknown word), ACM_E_ENCODING, ACM_E_LIMIT,
 *         ACM_E_NOTFOUND (nothing has an id that is referred to; the case), ACM_E_EXISTS (an id is taken),
 *         ACM_E_AMBIGUOUS (several cases, or a source that is there several times), ACM_E_MODEL (something is missing,
 *         of the wrong kind or within itself, or it would break a rule of the model), ACM_E_NOMEM, ACM_E_INVALID,
 *         ACM_E_VERSION (of a struct, or of what this library writes), ACM_E_UNSUPPORTED (built without CMMN).
 * @threads any.  @since 0.1
 *
 *     acm_diagnostics *findings;
 *     acm_playbook_read_cmmn(text, len, NULL, &playbook, &findings, &err);
 *     acm_diagnostics_write(findings, ACM_REPORT_TEXT, to_file, stderr, NULL);
 */
ACM_API acm_status acm_playbook_read_cmmn(const char *bytes, size_t len,
                                          const acm_cmmn_options *options, acm_playbook **playbook,
                                          acm_diagnostics **diagnostics, acm_error *err);

/** Bits that say how acm_playbook_write_cmmn writes. */
typedef uint32_t acm_cmmn_flags;

#define ACM_CMMN_NO_DIAGRAM 0x01u /**< the model alone */
#define ACM_CMMN_NO_PLACES  0x02u /**< without lines, columns and the paths of pages */

/**
 * Writes a playbook as CMMN 1.1, UTF-8, ended by a line feed. The same playbook gives the same bytes on every machine.
 *
 * @param playbook  what to write.
 * @param flags     0, or ACM_CMMN_NO_DIAGRAM and ACM_CMMN_NO_PLACES.
 * @param sink      receives the text.
 * @param user      handed to sink.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_CALLBACK, ACM_E_INVALID (NULL, or a flag that is not known), ACM_E_NOMEM (nothing was
 *         written then), ACM_E_UNSUPPORTED (built without CMMN).
 * @threads any, if the playbook's allocator may be called on any; the sink is called on this one.  @since 0.1
 *
 *     acm_playbook_write_cmmn(playbook, 0, to_file, file, &err);
 */
ACM_API acm_status acm_playbook_write_cmmn(const acm_playbook *playbook, acm_cmmn_flags flags,
                                           acm_sink sink, void *user, acm_error *err);

#ifdef __cplusplus
}
#endif

#endif
