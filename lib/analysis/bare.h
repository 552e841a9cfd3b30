/* bare.h - text without what does not matter when two texts are compared. */
#ifndef ACM__BARE_H
#define ACM__BARE_H

#include "analysis/prose.h"

/* Letters, marks and digits alone, small, NFC. In the arena; empty when memory is out. */
acm__str acm__bare(acm__arena *arena, acm__str text);

/* As acm__bare, without words of a kind (ACM__PROSE_...); *dropped counts them. */
acm__str acm__bare_without(acm__arena *arena, acm__str text, const acm__prose *prose, int32_t kind,
                           uint32_t *dropped);

#endif
