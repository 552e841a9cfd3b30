/* outline.h - a page as one line of JSON. */
#ifndef ACM__JSON_OUTLINE_H
#define ACM__JSON_OUTLINE_H

#include "model/page.h"

/*
 * Writes a compact object and a line feed. Faults that are only worth a note are left out. ACM_E_NOMEM, or
 * ACM_E_CALLBACK with the value that the sink gave.
 */
acm_status acm__outline_page(const acm__page *page, acm_sink sink, void *user, acm_error *err);

#endif
