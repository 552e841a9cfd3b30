/* examples.c - what rules find, and how to mend it. */
#include "model/rules.h"

#define ACM__NO_EXAMPLE NULL

static const struct {
    const char *advice, *example;
} examples[ACM__RULE_COUNT] = {
#define ACM__EXAMPLE(NAME, advice, example) [ACM__RULE_##NAME] = {advice, example},
#include "analysis/examples.def"
#undef ACM__EXAMPLE
};

const char *acm_rule_advice(size_t index)
{
    return index < ACM__RULE_COUNT ? examples[index].advice : NULL;
}

const char *acm_rule_example(size_t index)
{
    return index < ACM__RULE_COUNT ? examples[index].example : NULL;
}
