/* entities.h - character references of HTML. */
#ifndef ACM__MARKDOWN_ENTITIES_H
#define ACM__MARKDOWN_ENTITIES_H

#include "base/str.h"

enum {
    ACM__ENTITY_MAX = 6
};

/* Writes the characters of a reference such as "&amp;" or "&#x41;" to out; 0 bytes if there is no such name. */
uint32_t acm__entity_decode(acm__str reference, char out[ACM__ENTITY_MAX]);

#endif
