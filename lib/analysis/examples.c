/* examples.c - what rules find, and how to mend it. */
#include "model/rules.h"

#define ACM__NO_EXAMPLE NULL

static const struct {
    const char *advice, *example;
} examples[] = {
#if defined ACM_WITH_MARKDOWN || defined ACM_WITH_CMMN /* else there are no rules */
#define ACM__EXAMPLE(NAME, advice, example) [ACM__RULE_##NAME] = {advice, example},
#include "analysis/examples.def"
#undef ACM__EXAMPLE
#else
    {NULL, NULL},
#endif
};

enum {
    EXAMPLES = sizeof examples / sizeof examples[0]
};

const char *acm_rule_advice(size_t index)
{
    return index < EXAMPLES ? examples[index].advice : NULL;
}

const char *acm_rule_example(size_t index)
{
    return index < EXAMPLES ? examples[index].example : NULL;
}
