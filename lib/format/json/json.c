/* json.c - the public functions of json.h: checks what comes in and leads to write.c and read.c. */
#include <acmplaybook/json.h>

#include "base/error.h"
#include "base/str.h"

#include <string.h>

#ifdef ACM_WITH_JSON
#include "base/sha256.h"
#include "format/json/read.h"
#include "format/json/write.h"
#endif

void acm_json_options_init(acm_json_options *options)
{
    if (!options)
        return;
    memset(options, 0, sizeof *options);
    options->struct_size = sizeof *options;
}

static acm_status check_options(const acm_json_options *from, acm_json_options *out,
                                acm_allocator *allocator, acm_error *err)
{
    acm_json_options_init(out);
    if (from && !acm__struct_read(out, sizeof *out, from, from->struct_size, sizeof *out))
        return acm__error(err, ACM_E_VERSION, "JSON options of another version");
    if (!acm__allocator_copy(out->allocator, allocator))
        return acm__error(err, ACM_E_VERSION, "the allocator is incomplete or of another version");
    return ACM_OK;
}

#ifdef ACM_WITH_JSON

static acm_status write_json(const acm_playbook *playbook, uint32_t flags, acm_sink sink,
                             void *user, acm_error *err)
{
    acm__json_writing o = {.p = playbook, .places = !(flags & ACM_JSON_NO_PLACES)};
    acm__output_init(&o.w.out, sink, user);
    o.w.indent = (flags & ACM_JSON_INDENT) != 0;
    o.w.empty = true;
    acm__json_write_playbook(&o);
    return acm__json_end(&o.w, err);
}

static int32_t hash_piece(void *user, const char *text, size_t len)
{
    acm__sha256_add(user, text, len);
    return 0;
}

static acm_status write_revision(const acm_playbook *playbook, char *out, acm_error *err)
{
    static const char hex[] = "0123456789abcdef";
    acm__sha256 hash;
    unsigned char bytes[ACM__SHA256_BYTES];
    acm__sha256_init(&hash);
    acm_status status = write_json(playbook, ACM_JSON_NO_PLACES, hash_piece, &hash, err);
    acm__sha256_end(&hash, bytes);
    memcpy(out, "sha256:", 7);
    for (size_t i = 0; i < sizeof bytes; i++) {
        out[7 + 2 * i] = hex[bytes[i] >> 4];
        out[8 + 2 * i] = hex[bytes[i] & 15];
    }
    out[ACM_REVISION_SIZE - 1] = '\0';
    return status;
}

static acm_status read_json(acm__str text, const acm_json_options *options,
                            const acm_allocator *allocator, acm_playbook **playbook, acm_error *err)
{
    acm__json_limits limits = {options->max_bytes ? options->max_bytes : ACM__JSON_BYTES,
                               options->max_depth ? options->max_depth : ACM__JSON_DEPTH};
    return acm__json_read_playbook(text, limits, allocator, playbook, err);
}

#else

static acm_status unsupported(acm_error *err)
{
    return acm__error(err, ACM_E_UNSUPPORTED, "built without JSON");
}

static acm_status write_json(const acm_playbook *playbook, uint32_t flags, acm_sink sink,
                             void *user, acm_error *err)
{
    (void)playbook, (void)flags, (void)sink, (void)user;
    return unsupported(err);
}

static acm_status write_revision(const acm_playbook *playbook, char *out, acm_error *err)
{
    (void)playbook, (void)out;
    return unsupported(err);
}

static acm_status read_json(acm__str text, const acm_json_options *options,
                            const acm_allocator *allocator, acm_playbook **playbook, acm_error *err)
{
    (void)text, (void)options, (void)allocator, (void)playbook;
    return unsupported(err);
}

#endif

acm_status acm_playbook_write_json(const acm_playbook *playbook, uint32_t flags, acm_sink sink,
                                   void *user, acm_error *err)
{
    if (!playbook || !sink)
        return acm__error(err, ACM_E_INVALID, "%s is missing", playbook ? "sink" : "playbook");
    if (flags & ~(ACM_JSON_INDENT | ACM_JSON_NO_PLACES))
        return acm__error(err, ACM_E_INVALID, "flags 0x%x are not known",
                          flags & ~(ACM_JSON_INDENT | ACM_JSON_NO_PLACES));
    return write_json(playbook, flags, sink, user, err);
}

acm_status acm_playbook_revision(const acm_playbook *playbook, char *out, size_t size,
                                 acm_error *err)
{
    if (!playbook || !out)
        return acm__error(err, ACM_E_INVALID, "%s is missing", playbook ? "out" : "playbook");
    if (size < ACM_REVISION_SIZE)
        return acm__error(err, ACM_E_BUFFER, "a revision needs %u bytes", ACM_REVISION_SIZE);
    return write_revision(playbook, out, err);
}

acm_status acm_playbook_read_json(const char *bytes, size_t len, const acm_json_options *options,
                                  acm_playbook **playbook, acm_error *err)
{
    acm__str text;
    acm_json_options own;
    acm_allocator allocator;
    if (playbook)
        *playbook = NULL;
    if (!playbook || !bytes)
        return acm__error(err, ACM_E_INVALID, "text or playbook is missing");
    if (!acm__str_from(bytes, len, &text))
        return acm__error(err, ACM_E_LIMIT, "the text is longer than 4 GiB");
    acm_status status = check_options(options, &own, &allocator, err);
    return status ? status : read_json(text, &own, &allocator, playbook, err);
}
