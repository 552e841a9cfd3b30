/* values.h - lists of names in one text, such as "Exchange / Teams". */
#ifndef ACM__MARKDOWN_VALUES_H
#define ACM__MARKDOWN_VALUES_H

#include "model/page.h"

typedef enum acm__separators {
    ACM__SEPARATORS_SLASH, /* only '/' */
    ACM__SEPARATORS_ALL    /* also ';' ',' and their East Asian forms */
} acm__separators;

/*
 * Splits a plain text at separators that do not stand in parentheses, and adds copies of the parts to the
 * list. Asterisks at their ends, empty parts and a lone "-" are dropped.
 */
void acm__values_split(acm__arena *arena, acm__strs *list, acm__str text,
                       acm__separators separators);

#endif
