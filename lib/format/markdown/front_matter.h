/* front_matter.h - the YAML block between two lines of "---" at the top of a page. */
#ifndef ACM__MARKDOWN_FRONT_MATTER_H
#define ACM__MARKDOWN_FRONT_MATTER_H

#include "format/markdown/reader.h"

typedef struct acm__front_matter {
    uint32_t at, stop; /* the YAML, without the lines around it */
    uint32_t body;     /* where the Markdown begins */
    bool closed;       /* it ends with a line of its own */
} acm__front_matter;

/* Finds it at `at`, behind the byte order mark. Without one all three offsets are `at`. */
acm__front_matter acm__front_matter_find(acm__str original, uint32_t at);

/* Reads its keys into the page. The source must know its lines. ACM_E_NOMEM is all that can fail. */
acm_status acm__front_matter_read(acm__reader *reader, const acm__front_matter *matter,
                                  acm_error *err);

#endif
