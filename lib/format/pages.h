/* pages.h - what reading one page and reading a folder share. */
#ifndef ACM__PAGES_H
#define ACM__PAGES_H

#include "model/arrange.h"

enum {
    ACM__DEFAULT_MAX_BYTES = 64 << 20
};

/* Whether bytes are UTF-8 without NUL; else the error is located. */
acm_status acm__bytes_check(acm__str bytes, acm_error *err);

/* Reads a page of checked bytes into the builder's arena and list. language NULL = its folder's or its headings'. */
acm_status acm__pages_add(acm_builder *b, acm__str path, acm__str bytes, const char *language,
                          acm_error *err);

/* Makes the playbook of arranged pages, taking the builder's arena, and the findings, if they are wanted. */
acm_status acm__pages_finish(acm_builder *b, acm_playbook **playbook, acm_diagnostics **diagnostics,
                             acm_error *err);

#endif
