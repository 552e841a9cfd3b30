/* walk.h - finds values in the text of JSON: jansson keeps no places. */
#ifndef ACM__JSON_WALK_H
#define ACM__JSON_WALK_H

#include "base/str.h"

/* The first bracket that opens a value more than `depth` deep, the text's length if none does. Takes any text. */
size_t acm__json_too_deep(acm__str text, uint32_t depth);

/* Where the word, number or string that covers an offset begins. Takes any text. */
size_t acm__json_token(acm__str text, size_t offset);

/* What follows takes text that is JSON, and offsets at which values begin. */

/* The outermost value. */
size_t acm__json_first(acm__str text);

/* A member of an object, or an element of a list, by its position; of a member its key if so asked. */
size_t acm__json_child(acm__str text, size_t value, size_t index, bool key);

/* The element behind one of a list. */
size_t acm__json_next(acm__str text, size_t element);

/* Where a byte of the text that a string means is written. */
size_t acm__json_within(acm__str text, size_t string, size_t byte);

/* Its bytes if a text begins with it, else 0. */
size_t acm__json_byte_order_mark(acm__str text);

#endif
