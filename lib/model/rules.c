#include "model/rules.h"

static const struct {
    const char *name, *summary;
    acm_severity severity;
    bool outline;
} rules[] = {
#define ACM__RULE(NAME, id, severity, outline, summary)                                            \
    {id, summary, ACM_SEVERITY_##severity, outline},
#include "model/rules.def"
#undef ACM__RULE
};

bool acm__rule_in_outline(acm__rule rule)
{
    return rules[rule].outline;
}

const char *acm_rule_name(size_t index)
{
    return index < ACM__RULE_COUNT ? rules[index].name : NULL;
}

const char *acm_rule_summary(size_t index)
{
    return index < ACM__RULE_COUNT ? rules[index].summary : NULL;
}

acm_severity acm_rule_severity(size_t index)
{
    return index < ACM__RULE_COUNT ? rules[index].severity : 0;
}
