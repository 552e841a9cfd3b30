/* toc.h - reads a table of contents, toc.yml: a list of entries with name, href and items. */
#ifndef ACM__MARKDOWN_TOC_H
#define ACM__MARKDOWN_TOC_H

#include "model/toc.h"

/* Faults of the file are findings of the toc; what stands before them is read. The text is UTF-8. */
acm_status acm__toc_read(acm__arena *arena, acm__str bytes, acm__toc *toc, acm_error *err);

#endif
