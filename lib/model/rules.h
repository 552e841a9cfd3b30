/* rules.h - the rules that findings name; rules.def lists them. */
#ifndef ACM__RULES_H
#define ACM__RULES_H

#include <acmplaybook/diagnostics.h>

#include <stdbool.h>

typedef enum acm__rule {
#define ACM__RULE(NAME, id, severity, outline, summary) ACM__RULE_##NAME,
#include "model/rules.def"
#undef ACM__RULE
    ACM__RULE_COUNT
} acm__rule;

/* Whether the outline lists what breaks a rule among the anomalies of its page. */
bool acm__rule_in_outline(acm__rule rule);

#endif
