/* label.h - how instances are called where people read of them. */
#ifndef ACM__LABEL_H
#define ACM__LABEL_H

#include "base/buffer.h"
#include "harness/board.h"

/* Text on one line: what would break it, or is no character at all, becomes a blank. */
void acm__label_text(acm__buffer *out, acm__str text);

/* The number and name of an item, the key of what has no name. */
void acm__label_item(acm__buffer *out, const acm_playbook *playbook, acm_id item,
                     const char *language);

/* The same, and behind it which instance in order of creation, from 0, if there are several: " [1]". 0 is none. */
void acm__label_instance(acm__buffer *out, const acm_playbook *playbook, const acm__board *board,
                         acm_id item, acm_id instance, const char *language);

/* Blanks up to a number of cells behind a text. */
void acm__label_pad(acm__buffer *out, uint32_t from, uint32_t cells);

#endif
