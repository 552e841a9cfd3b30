/*
 * acmplaybook/json.h - a whole playbook as JSON: to store it, to hand it to other tools, to compare it.
 *
 * The form is described by share/acm-playbook/playbook.schema.json, a JSON Schema, and by
 * lib/format/json/README.md. It is canonical: the same playbook gives the same bytes on every machine. What the
 * getters of playbook.h say of a playbook they say of what is read back from its JSON, ids and order included.
 * Lost are the outline of its pages and the tables of contents.
 */
#ifndef ACMPLAYBOOK_JSON_H
#define ACMPLAYBOOK_JSON_H

#include <acmplaybook/playbook.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Bits that say how acm_playbook_write_json writes. */
typedef uint32_t acm_json_flags;

#define ACM_JSON_INDENT                                                                            \
    0x01u /**< lines and blanks, for people and line-wise comparison; else one line */
#define ACM_JSON_NO_PLACES 0x02u /**< without lines, columns and the paths of pages */

/** Bytes that acm_playbook_revision writes: "sha256:", 64 hexadecimal digits and a NUL. */
#define ACM_REVISION_SIZE 72u

/** How a playbook is read from JSON. */
typedef struct acm_json_options {
    uint32_t struct_size;           /**< set by acm_json_options_init */
    uint32_t max_bytes;             /**< of the text; 0 = 64 MiB */
    uint32_t max_depth;             /**< of lists and objects within each other; 0 = 64 */
    uint32_t reserved;              /**< 0 */
    const acm_allocator *allocator; /**< of the playbook; NULL = malloc */
} acm_json_options;

/**
 * Fills JSON options with the defaults.
 *
 * @param options  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_json_options_init(acm_json_options *options);

/**
 * Writes a playbook as JSON, UTF-8, ended by a line feed.
 *
 * @param playbook  what to write.
 * @param flags     0, or ACM_JSON_INDENT and ACM_JSON_NO_PLACES.
 * @param sink      receives the text.
 * @param user      handed to sink.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_CALLBACK, ACM_E_INVALID (NULL, or a flag that is not known),
 *         ACM_E_UNSUPPORTED (built without JSON).
 * @threads any; the sink is called on this thread.  @since 0.1
 *
 *     static int32_t to_file(void *user, const char *text, size_t len)
 *     {
 *         return fwrite(text, 1, len, user) == len ? 0 : -1;
 *     }
 *     acm_playbook_write_json(playbook, ACM_JSON_INDENT, to_file, file, &err);
 */
ACM_API acm_status acm_playbook_write_json(const acm_playbook *playbook, acm_json_flags flags,
                                           acm_sink sink, void *user, acm_error *err);

/**
 * Reads a playbook from JSON. Everything is checked: an unknown key, word or item, a missing or repeated one, a
 * value of the wrong type, an expression that makes no sense. Nothing is made of a text with a fault.
 *
 * @param bytes     the text, UTF-8 with or without a byte order mark. Not kept.
 * @param len       its bytes, or ACM_NTS.
 * @param options   NULL = the defaults.
 * @param playbook  out: one reference, given back with acm_playbook_free.
 * @param err       may be NULL; line, column and offset say where the value at fault begins, path which it is, such
 *                  as "items[3].flags".
 * @return ACM_OK; ACM_E_SYNTAX (no JSON, or not of the form), ACM_E_ENCODING, ACM_E_LIMIT, ACM_E_NOTFOUND (an item,
 *         condition, term or language that is not there), ACM_E_EXISTS (a key is taken), ACM_E_MODEL (it would break
 *         a rule of the model), ACM_E_AMBIGUOUS, ACM_E_VERSION (of the form or of a struct), ACM_E_NOMEM,
 *         ACM_E_INVALID, ACM_E_UNSUPPORTED (built without JSON).
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_read_json(const char *bytes, size_t len,
                                          const acm_json_options *options, acm_playbook **playbook,
                                          acm_error *err);

/**
 * The revision of a playbook: the SHA-256 of its JSON on one line without places. Playbooks that say the same have
 * the same revision, wherever on their pages, and in whichever folders, they say it.
 *
 * @param playbook  whose revision.
 * @param out       where to write, such as "sha256:9f86d081884c...".
 * @param size      bytes that fit, at least ACM_REVISION_SIZE.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_INVALID, ACM_E_BUFFER (size), ACM_E_UNSUPPORTED (built without JSON).
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_playbook_revision(const acm_playbook *playbook, char *out, size_t size,
                                         acm_error *err);

#ifdef __cplusplus
}
#endif

#endif
