/* output.h - text on its way to a caller's sink: collected into pieces of whole code points, without memory of its own. */
#ifndef ACM__OUTPUT_H
#define ACM__OUTPUT_H

#include "base/str.h"

typedef struct acm__output {
    acm_sink sink;
    void *user;
    int32_t stopped; /* what the sink returned; it is asked no more then */
    size_t used;
    char text[4096];
} acm__output;

void acm__output_init(acm__output *out, acm_sink sink, void *user);

void acm__output_add(acm__output *out, const char *at, size_t len);

/* Hands over what is left. ACM_OK, or ACM_E_CALLBACK with what the sink returned. */
acm_status acm__output_end(acm__output *out, acm_error *err);

#endif
