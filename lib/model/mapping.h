/*
 * mapping.h - what a page means: steps and tasks become items, inputs and outcomes become conditions and
 * criteria, roles and services decide who and when. The rules are the table in lib/README.md.
 */
#ifndef ACM__MAPPING_H
#define ACM__MAPPING_H

#include "model/builder.h"

#include <acmplaybook/page.h>

/*
 * Maps a page whose texts lie in the arena of a trusting builder. A page without steps and tasks adds nothing
 * but the root's name. Findings go to `faults`, in the builder's arena too.
 */
acm_status acm__map_page(acm_builder *b, const acm__page *page, const acm_mapping_options *options,
                         acm__faults *faults, acm_error *err);

#endif
