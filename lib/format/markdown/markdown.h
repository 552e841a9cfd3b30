/* markdown.h - reads a Markdown page: front matter, headings, steps, tasks, lists, links, revisions, faults. */
#ifndef ACM__MARKDOWN_H
#define ACM__MARKDOWN_H

#include "model/page.h"
#include "model/vocabulary.h"

/*
 * Reads one page into *page, which the caller has cleared; all of it lives in the arena.
 *
 * bytes     checked UTF-8 without NUL, still with its byte order mark if there was one; not kept.
 * language  whose words the page uses beside the English ones; NULL = that of most of its headings.
 * file      its name without folders.
 *
 * Faults of the page go to page->faults, sorted by place. ACM_E_NOMEM and ACM_E_LIMIT are all that can fail.
 */
acm_status acm__markdown_read(acm__arena *arena, acm__str bytes, const acm__language *language,
                              acm__str file, acm__page *page, acm_error *err);

#endif
