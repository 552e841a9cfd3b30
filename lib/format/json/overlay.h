/* overlay.h - what pages say in prose, made executable by a file beside them. */
#ifndef ACM__JSON_OVERLAY_H
#define ACM__JSON_OVERLAY_H

#include "model/builder.h"

/*
 * Applies an overlay to a builder; after a failure that can only be freed. `file` is what errors call it, empty =
 * nothing. ACM_E_UNSUPPORTED in a build without JSON.
 */
acm_status acm__overlay_apply(acm_builder *b, acm__str json, acm__str file, acm_error *err);

#endif
