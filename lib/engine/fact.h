/*
 * fact.h - facts as events tell them: "name=value", the value as expressions write it. A name in which a '=' stands, or
 * a quote first, is quoted as strings are; so what was told can be read again.
 */
#ifndef ACM__FACT_H
#define ACM__FACT_H

#include "base/buffer.h"
#include "expr/expr.h"

#include <acmplaybook/case.h>

void acm__fact_write(acm__str name, acm__value value, acm__value_put put, void *to);

/*
 * Fills in the name and the value of a command; their texts are added to a buffer, which may run out of memory. False
 * if the text tells of no fact.
 */
bool acm__fact_read(acm__str text, acm_command *command, acm__buffer *texts);

#endif
