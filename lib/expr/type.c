/*
 * type.c - which kinds of values an expression may have: runs its code on kinds instead of values. Only what comes
 * to nothing whatever the facts are is refused: a comparison that never holds, arithmetic on text, a number where
 * true or false is asked for.
 */
#include "base/duration.h"
#include "base/error.h"
#include "expr/lexer.h"
#include "expr/node.h"

#include <stdarg.h>
#include <stdio.h>

enum {
    TEXT = ACM__TYPE_STRING | ACM__TYPE_TRUTH_WORD | ACM__TYPE_SPAN,
    TRUTH = ACM__TYPE_BOOLEAN | ACM__TYPE_TRUTH_WORD,
    SOMETHING = ACM__TYPE_BOOLEAN | ACM__TYPE_NUMBER | TEXT | ACM__TYPE_SET | ACM__TYPE_TIME,
    ANYTHING = SOMETHING | ACM__TYPE_NULL
};

typedef struct checker {
    const acm__expr *expr;
    acm__lexer lexer; /* over the text as it was given: places and spellings */
    uint8_t kinds[ACM__EXPR_DEPTH];
    uint32_t height;
    uint8_t landing[ACM__EXPR_NODES + 1]; /* kinds that jumps bring to a node */
} checker;

/* Kinds in words: "a number or null". */
typedef struct description {
    char text[80];
} description;

static description describe(uint32_t type)
{
    static const struct {
        uint32_t bits;
        const char *name;
    } names[] = {{ACM__TYPE_NUMBER, "a number"},
                 {ACM__TYPE_TIME, "a time"},
                 {TEXT, "a string"},
                 {ACM__TYPE_SET, "a set"},
                 {ACM__TYPE_BOOLEAN, "true or false"},
                 {ACM__TYPE_NULL, "null"}};
    description d = {"anything"};
    size_t used = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (type != ANYTHING && (type & names[i].bits))
            used += (size_t)snprintf(d.text + used, sizeof d.text - used, "%s%s",
                                     used ? " or " : "", names[i].name);
    return d;
}

#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
static bool
refuse(checker *c, const acm__node *node, const char *format, ...)
{
    char message[sizeof c->lexer.err->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    return acm__lexer_fail(&c->lexer, ACM_E_MODEL, node->at, message);
}

/* Whether a kind is among those that an operator takes; else "&&" takes true or false, not a number. */
static bool takes(checker *c, const acm__node *node, uint32_t wanted, const char *what,
                  uint32_t found)
{
    if (wanted & found)
        return true;
    c->lexer.at = node->at;
    acm__lexer_next(&c->lexer);
    acm__str spelling = acm__lexer_text(&c->lexer);
    return refuse(c, node, "\"%.*s\" takes %s, not %s", (int)spelling.len, spelling.at, what,
                  describe(found).text);
}

static bool takes_truth(checker *c, const acm__node *node, uint32_t found)
{
    return takes(c, node, TRUTH, "true or false", found);
}

static bool takes_numbers(checker *c, const acm__node *node, uint32_t found)
{
    return takes(c, node, ACM__TYPE_NUMBER, "numbers", found);
}

/* Whether one may be a time and the other too, or a string that reads as one. */
static bool may_be_times(uint32_t a, uint32_t b)
{
    const uint32_t readable = ACM__TYPE_TIME | ACM__TYPE_STRING;
    return (a | b) & ACM__TYPE_TIME && a & readable && b & readable;
}

/* A string that reads "true" or "false" equals the boolean of that name. */
static bool comparable(checker *c, const acm__node *node, uint32_t a, uint32_t b)
{
    if ((a & b) || (a & TRUTH && b & TRUTH) || may_be_times(a, b))
        return true;
    if (a & TEXT && b & TEXT)
        return refuse(c, node, "the two strings are never equal");
    return refuse(c, node, "%s and %s are never equal", describe(a).text, describe(b).text);
}

static bool ordered(checker *c, const acm__node *node, uint32_t a, uint32_t b)
{
    return (a & b & ACM__TYPE_NUMBER) || (a & TEXT && b & TEXT) || may_be_times(a, b) ||
           refuse(c, node, "%s and %s have no order", describe(a).text, describe(b).text);
}

static bool is_truth_word(acm__str text)
{
    return acm__str_equal(text, ACM__STR("true")) || acm__str_equal(text, ACM__STR("false"));
}

static uint32_t string_type(acm__str text)
{
    acm__period period;
    return is_truth_word(text)                ? ACM__TYPE_TRUTH_WORD
           : acm__period_parse(text, &period) ? ACM__TYPE_SPAN
                                              : ACM__TYPE_STRING;
}

static uint32_t load_type(const acm__expr *expr, const acm__node *node)
{
    switch (node->op) {
    case ACM__OP_NULL:
        return ACM__TYPE_NULL;
    case ACM__OP_INTEGER:
    case ACM__OP_REAL:
        return ACM__TYPE_NUMBER;
    case ACM__OP_STRING:
        return string_type(acm__node_text(expr, node));
    case ACM__OP_FACT:
        return ANYTHING;
    case ACM__OP_STATE: /* no state is called so */
        return ACM__TYPE_STRING | ACM__TYPE_NULL;
    case ACM__OP_SERVICES:
        return ACM__TYPE_SET;
    default:
        return ACM__TYPE_BOOLEAN;
    }
}

static bool check_unary(checker *c, const acm__node *node, uint8_t *top)
{
    uint32_t found = *top;
    switch (node->op) {
    case ACM__OP_NEGATE:
        *top = ACM__TYPE_NUMBER | (found == ACM__TYPE_NUMBER ? 0 : ACM__TYPE_NULL);
        return takes_numbers(c, node, found);
    case ACM__OP_EMPTY:
        *top = ACM__TYPE_BOOLEAN;
        return takes(c, node, TEXT | ACM__TYPE_SET | ACM__TYPE_NULL, "a string or a set", found);
    default:
        *top = ACM__TYPE_BOOLEAN;
        return takes_truth(c, node, found);
    }
}

/* Numbers with numbers; a time more or less a number or a duration; one time less another. */
static bool check_arithmetic(checker *c, const acm__node *node, uint8_t *top, uint32_t right)
{
    uint32_t left = *top, found = left & right & ACM__TYPE_NUMBER;
    bool moves = left & ACM__TYPE_TIME && (node->op == ACM__OP_ADD || node->op == ACM__OP_SUBTRACT);
    if (moves && right & (ACM__TYPE_NUMBER | ACM__TYPE_SPAN))
        found |= ACM__TYPE_TIME;
    if (moves && right & ACM__TYPE_TIME && node->op == ACM__OP_SUBTRACT)
        found |= ACM__TYPE_NUMBER;
    *top = (uint8_t)(found | ACM__TYPE_NULL);
    if (found)
        return true;
    if (moves)
        return takes(c, node, found, "a number or a duration", right);
    return takes_numbers(c, node, left) && takes_numbers(c, node, right);
}

static bool check_binary(checker *c, const acm__node *node, uint8_t *top, uint32_t right)
{
    uint32_t left = *top;
    if (node->op > ACM__OP_IN)
        return check_arithmetic(c, node, top, right);
    *top = ACM__TYPE_BOOLEAN;
    switch (node->op) {
    case ACM__OP_EQ:
    case ACM__OP_NE:
        return comparable(c, node, left, right);
    case ACM__OP_LT:
    case ACM__OP_LE:
    case ACM__OP_GT:
    case ACM__OP_GE:
        return ordered(c, node, left, right);
    case ACM__OP_CONTAINS:
        return (right & TEXT) ||
               refuse(c, node, "strings and sets contain strings, not %s", describe(right).text);
    default:
        return takes(c, node, TEXT, "a string on its left", left) &&
               takes(c, node, ACM__TYPE_SET, "a set or a list on its right", right);
    }
}

/* What a jump that is not taken leaves; one that is taken brings its kinds to where it lands. */
static bool check_jump(checker *c, const acm__node *node)
{
    uint8_t *top = &c->kinds[c->height - 1];
    if (node->op == ACM__OP_NO_MATCH) {
        *top = ACM__TYPE_BOOLEAN;
        return true;
    }
    c->height--;
    switch (node->op) {
    case ACM__OP_MATCH:
        return comparable(c, node, top[-1], *top);
    case ACM__OP_DEFAULT:
        c->landing[node->as.target] |= *top & SOMETHING;
        return true;
    case ACM__OP_JUMP:
        c->landing[node->as.target] |= *top;
        return true;
    default: /* ACM__OP_AND, ACM__OP_OR, ACM__OP_BRANCH */
        return takes_truth(c, node, *top);
    }
}

static bool check_node(checker *c, const acm__node *node)
{
    uint8_t *next = c->kinds + c->height;
    if (node->op <= ACM__OP_LAST_LOAD) {
        *next = (uint8_t)load_type(c->expr, node);
        c->height++;
        return true;
    }
    if (node->op <= ACM__OP_LAST_UNARY)
        return check_unary(c, node, next - 1);
    if (node->op > ACM__OP_LAST_BINARY)
        return check_jump(c, node);
    c->height--;
    return check_binary(c, node, next - 2, next[-1]);
}

acm_status acm__expr_type(const acm__expr *expr, acm__str text, uint32_t *type, acm_error *err)
{
    checker c = {.expr = expr};
    *type = 0;
    acm__lexer_init(&c.lexer, text, err);
    for (uint32_t i = 0; i < expr->node_count; i++) {
        if (!check_node(&c, &expr->nodes[i]))
            return c.lexer.status;
        if (c.landing[i + 1])
            c.kinds[c.height - 1] |= c.landing[i + 1];
    }
    *type = c.kinds[0];
    return ACM_OK;
}

acm_status acm__expr_parse_condition(acm__arena *arena, acm__str text, const acm__expr **out,
                                     acm_error *err)
{
    uint32_t type;
    const acm__expr *expr;
    *out = NULL;
    acm_status status = acm__expr_parse(arena, text, &expr, err);
    if (!status)
        status = acm__expr_type(expr, text, &type, err);
    if (!status && !(type & TRUTH)) {
        status = acm__error(err, ACM_E_MODEL, "the whole is %s, never true or false",
                            describe(type).text);
        acm__error_at(err, 1, 1, 0);
    }
    if (!status)
        *out = expr;
    return status;
}
