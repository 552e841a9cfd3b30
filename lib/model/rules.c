#include "model/rules.h"

typedef struct rule {
    const char *name, *summary;
    acm_severity severity;
    bool outline;
} rule;

/* Without Markdown and CMMN nothing is found, and there is no rule. */
static const rule rules[] = {
#if defined ACM_WITH_MARKDOWN || defined ACM_WITH_CMMN
#define ACM__RULE(NAME, id, severity, outline, summary)                                            \
    {id, summary, ACM_SEVERITY_##severity, outline},
#include "model/rules.def"
#undef ACM__RULE
#endif
    {NULL, NULL, 0, false},
};

static const rule *rule_at(size_t index)
{
    size_t count = sizeof rules / sizeof rules[0] - 1;
    return &rules[index < count ? index : count];
}

bool acm__rule_in_outline(acm__rule index)
{
    return rule_at(index)->outline;
}

const char *acm_rule_name(size_t index)
{
    return rule_at(index)->name;
}

const char *acm_rule_summary(size_t index)
{
    return rule_at(index)->summary;
}

acm_severity acm_rule_severity(size_t index)
{
    return rule_at(index)->severity;
}
