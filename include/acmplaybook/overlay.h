/*
 * acmplaybook/overlay.h - makes executable what pages say in prose: JSON beside them that says by key when an item is
 * required or enabled, what lets it in or throws it out, when it is due, and when an optional condition blocks.
 *
 *     {"items": {"983": {"required_when": "wants_partner"},
 *                "plan-mail/4047": {"for_each_service": true, "due": "P5D"},
 *                "plan-mail/step-3": {"entry": {"on": [{"item": 4100}], "if": "seats >= 150"}}},
 *      "conditions": {"plan-mail/in-2": {"blocks_when": "'exchange' in services"}}}
 *
 * share/acm-playbook/overlay.schema.json is its JSON Schema. acm_playbook_read_pages applies a folder's own.
 */
#ifndef ACMPLAYBOOK_OVERLAY_H
#define ACMPLAYBOOK_OVERLAY_H

#include <acmplaybook/builder.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Applies an overlay to what has been built so far. Its keys, also those in its expressions, are those of the
 * builder's items and conditions; a bare number is enough while one item bears it.
 *
 * @param builder  where.
 * @param json     UTF-8.
 * @param len      its bytes, or ACM_NTS; at most 1 MiB.
 * @param file     what errors call it, NUL-terminated; NULL = none.
 * @param err      may be NULL; path is the file, or without one the place inside; with line, column and offset,
 *                 of an expression of where it goes wrong.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_INVALID, ACM_E_SYNTAX (also an unknown key of the format), ACM_E_NOTFOUND (no
 *         such item or condition), ACM_E_AMBIGUOUS (the message lists the keys), ACM_E_EXISTS (named twice),
 *         ACM_E_MODEL (it does not fit, or an expression makes no sense), ACM_E_ENCODING, ACM_E_LIMIT,
 *         ACM_E_UNSUPPORTED (built without JSON).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_builder_overlay(acm_builder *builder, const char *json, size_t len,
                                       const char *file, acm_error *err);

#ifdef __cplusplus
}
#endif

#endif
