#include "base/output.h"

#include "base/error.h"

#include <string.h>

void acm__output_init(acm__output *out, acm_sink sink, void *user)
{
    out->sink = sink;
    out->user = user;
    out->stopped = 0;
    out->used = 0;
}

/* Hands over what there is, but for a code point that is not whole yet. */
static void flush(acm__output *out)
{
    size_t whole = acm__utf8_cut(out->text, out->used);
    if (whole && !out->stopped)
        out->stopped = out->sink(out->user, out->text, whole);
    out->used -= whole;
    memmove(out->text, out->text + whole, out->used);
}

void acm__output_add(acm__output *out, const char *at, size_t len)
{
    while (len > 0) {
        size_t room = sizeof out->text - out->used, part = len < room ? len : room;
        memcpy(out->text + out->used, at, part);
        out->used += part;
        at += part;
        len -= part;
        if (out->used == sizeof out->text)
            flush(out);
    }
}

acm_status acm__output_end(acm__output *out, acm_error *err)
{
    flush(out);
    return out->stopped ? acm__error_callback(err, out->stopped, "the sink stopped the writing")
                        : ACM_OK;
}
