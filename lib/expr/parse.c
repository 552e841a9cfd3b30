/* parse.c - the grammar of README.md by recursive descent, straight into code for eval.c. */
#include "base/error.h"
#include "expr/lexer.h"
#include "expr/node.h"

#include <string.h>

typedef struct parser {
    acm__lexer lexer;
    uint32_t start; /* of the text without ${, where the characters begin */
    uint32_t depth;
    uint32_t height; /* values held at this place when evaluating */
    uint32_t depends;
    uint32_t node_count, reference_count, unescaped_count;
    acm__node nodes[ACM__EXPR_NODES];
    acm__reference references[ACM__EXPR_REFERENCES];
    char unescaped[ACM__EXPR_BYTES];
} parser;

static bool parse_expression(parser *p);

static acm__token_kind token(const parser *p)
{
    return p->lexer.token.kind;
}

static bool next(parser *p)
{
    return acm__lexer_next(&p->lexer);
}

static bool over_limit(parser *p, const char *message)
{
    return acm__lexer_fail(&p->lexer, ACM_E_LIMIT, p->lexer.token.at, message);
}

static bool take(parser *p, acm__token_kind kind, const char *what)
{
    return token(p) == kind ? next(p) : acm__lexer_expected(&p->lexer, what);
}

/* How many values an operation adds to those held; a jump counts as not taken. */
static int growth(acm__op op)
{
    if (op <= ACM__OP_LAST_LOAD)
        return 1;
    return op <= ACM__OP_LAST_UNARY || op == ACM__OP_NO_MATCH ? 0 : -1;
}

static uint32_t dependence(acm__op op)
{
    switch (op) {
    case ACM__OP_FACT:
        return ACM__EXPR_FACTS;
    case ACM__OP_STATE:
    case ACM__OP_DONE:
        return ACM__EXPR_STATES;
    case ACM__OP_SERVICES:
        return ACM__EXPR_SERVICES;
    case ACM__OP_COMPLETABLE:
        return ACM__EXPR_COMPLETABLE;
    default:
        return 0;
    }
}

/* `at` is what an error about the operation points at. NULL over a limit. */
static acm__node *emit_at(parser *p, acm__op op, uint32_t at)
{
    const char *fault = p->node_count == ACM__EXPR_NODES ? "expression has too many parts" : NULL;
    p->height = (uint32_t)((int)p->height + growth(op));
    if (p->height > ACM__EXPR_DEPTH)
        fault = "expression is nested too deeply";
    if (fault) {
        over_limit(p, fault);
        return NULL;
    }
    acm__node *node = &p->nodes[p->node_count++];
    memset(node, 0, sizeof *node);
    node->op = (uint16_t)op;
    node->at = at;
    p->depends |= dependence(op);
    return node;
}

/* An operation that the current token stands for. */
static acm__node *emit(parser *p, acm__op op)
{
    return emit_at(p, op, p->lexer.token.at);
}

static void land(parser *p, acm__node *jump)
{
    jump->as.target = p->node_count;
}

static bool enter(parser *p)
{
    return ++p->depth <= ACM__EXPR_DEPTH || over_limit(p, "expression is nested too deeply");
}

/* Where the current name, or what the current string means, stands in the characters. */
static void locate(parser *p, uint32_t *at, uint32_t *len)
{
    const acm__token *t = &p->lexer.token;
    uint32_t quote = t->kind == ACM__TOKEN_STRING;
    *at = t->at + quote - p->start;
    *len = t->len - 2 * quote;
    if (t->kind != ACM__TOKEN_STRING || !t->escaped)
        return;
    acm__str raw = {p->lexer.text.at + t->at + 1, *len};
    *at = p->lexer.text.len - p->start + 1 + p->unescaped_count;
    *len = acm__lexer_unescape(raw, p->unescaped + p->unescaped_count);
    p->unescaped_count += *len;
}

static bool parse_text(parser *p, acm__op op)
{
    acm__node *node = emit(p, op);
    if (!node)
        return false;
    locate(p, &node->as.text.at, &node->as.text.len);
    return next(p);
}

static bool parse_plain(parser *p, acm__op op)
{
    return emit(p, op) && next(p);
}

static bool parse_number(parser *p)
{
    const acm__number *number = &p->lexer.token.number;
    bool whole = number->kind == ACM__NUMBER_INTEGER;
    acm__node *node = emit(p, whole ? ACM__OP_INTEGER : ACM__OP_REAL);
    if (!node)
        return false;
    if (whole)
        node->as.integer = number->integer;
    else
        node->as.real = number->real;
    return next(p);
}

/* The key is part of the expression, not computed: it is bound to an item when the playbook is made. */
static bool parse_reference(parser *p, acm__op op)
{
    if (token(p) != ACM__TOKEN_STRING)
        return acm__lexer_expected(&p->lexer, "a key in quotes");
    if (p->reference_count == ACM__EXPR_REFERENCES)
        return over_limit(p, "expression has too many uses of state() and done()");
    acm__node *node = emit(p, op);
    if (!node)
        return false;
    node->reference = (uint16_t)p->reference_count;
    acm__reference *reference = &p->references[p->reference_count++];
    reference->item = 0;
    reference->offset = p->lexer.token.at + 1;
    locate(p, &reference->at, &reference->len);
    return next(p);
}

static bool parse_variable(parser *p, acm__op op)
{
    if (token(p) != ACM__TOKEN_NAME && token(p) != ACM__TOKEN_STRING)
        return acm__lexer_expected(&p->lexer, "the name of a variable");
    return parse_text(p, op);
}

/* The variable that many functions begin with. Gives its node. */
static acm__node *parse_first(parser *p)
{
    acm__node *node = p->nodes + p->node_count;
    return parse_variable(p, ACM__OP_FACT) ? node : NULL;
}

static bool parse_comma(parser *p)
{
    return take(p, ACM__TOKEN_COMMA, "\",\"");
}

static bool parse_default(parser *p, acm__op op)
{
    if (!parse_variable(p, op) || !parse_comma(p))
        return false;
    acm__node *jump = emit(p, ACM__OP_DEFAULT);
    if (!jump || !parse_expression(p))
        return false;
    land(p, jump);
    return true;
}

static bool parse_exists(parser *p, acm__op op)
{
    return parse_variable(p, op) && emit(p, ACM__OP_NULL) && emit(p, ACM__OP_NE);
}

/* Whether it is empty, ACM__OP_EMPTY, or not, ACM__OP_NOT. */
static bool parse_emptiness(parser *p, acm__op op)
{
    return parse_first(p) && emit(p, ACM__OP_EMPTY) && (op == ACM__OP_EMPTY || emit(p, op));
}

static bool parse_comparison(parser *p, acm__op op)
{
    return parse_first(p) && parse_comma(p) && parse_expression(p) && emit(p, op);
}

static bool repeat_first(parser *p, const acm__node *first)
{
    acm__node *node = emit(p, ACM__OP_FACT);
    if (node)
        *node = *first;
    return node != NULL;
}

/* Differs and is there. */
static bool parse_difference(parser *p, acm__op op)
{
    const acm__node *first = parse_first(p);
    bool exists = first && emit(p, ACM__OP_NULL) && emit(p, ACM__OP_NE);
    acm__node *jump = exists ? emit(p, ACM__OP_AND) : NULL;
    if (!jump || !repeat_first(p, first) || !parse_comma(p) || !parse_expression(p) || !emit(p, op))
        return false;
    land(p, jump);
    return true;
}

static bool parse_part(parser *p)
{
    if (!parse_comma(p))
        return false;
    uint32_t at = p->lexer.token.at;
    return parse_expression(p) && emit_at(p, ACM__OP_CONTAINS, at);
}

/* Whether all of the values are in it, ACM__OP_AND, or any, ACM__OP_OR. */
static bool parse_contents(parser *p, acm__op op)
{
    const acm__node *first = parse_first(p);
    if (!first || !parse_part(p))
        return false;
    while (token(p) == ACM__TOKEN_COMMA) {
        acm__node *jump = emit(p, op);
        if (!jump || !repeat_first(p, first) || !parse_part(p))
            return false;
        land(p, jump);
    }
    return true;
}

static bool parse_no_arguments(parser *p, acm__op op)
{
    return emit(p, op);
}

/* What may stand between the parentheses of a function, and what then is asked. */
typedef enum form {
    KEY,
    NOTHING,
    VARIABLE,
    DEFAULT,
    EXISTS,
    EMPTINESS,
    COMPARISON,
    DIFFERENCE,
    CONTENTS,
} form;

static bool (*const forms[])(parser *p, acm__op op) = {
    [KEY] = parse_reference,         [NOTHING] = parse_no_arguments,  [VARIABLE] = parse_variable,
    [DEFAULT] = parse_default,       [EXISTS] = parse_exists,         [EMPTINESS] = parse_emptiness,
    [COMPARISON] = parse_comparison, [DIFFERENCE] = parse_difference, [CONTENTS] = parse_contents,
};

static const struct {
    char name[24];
    uint8_t form, op;
} functions[] = {
    {"state", KEY, ACM__OP_STATE},
    {"done", KEY, ACM__OP_DONE},
    {"cmmn:isStageCompletable", NOTHING, ACM__OP_COMPLETABLE},
    {":get", VARIABLE, ACM__OP_FACT},
    {":getOrDefault", DEFAULT, ACM__OP_FACT},
    {":exists", EXISTS, ACM__OP_FACT},
    {":exist", EXISTS, ACM__OP_FACT},
    {":isEmpty", EMPTINESS, ACM__OP_EMPTY},
    {":empty", EMPTINESS, ACM__OP_EMPTY},
    {":isNotEmpty", EMPTINESS, ACM__OP_NOT},
    {":notEmpty", EMPTINESS, ACM__OP_NOT},
    {":eq", COMPARISON, ACM__OP_EQ},
    {":equals", COMPARISON, ACM__OP_EQ},
    {":ne", DIFFERENCE, ACM__OP_NE},
    {":notEquals", DIFFERENCE, ACM__OP_NE},
    {":lt", COMPARISON, ACM__OP_LT},
    {":lessThan", COMPARISON, ACM__OP_LT},
    {":lowerThan", COMPARISON, ACM__OP_LT},
    {":lte", COMPARISON, ACM__OP_LE},
    {":lessThanOrEquals", COMPARISON, ACM__OP_LE},
    {":lowerThanOrEquals", COMPARISON, ACM__OP_LE},
    {":gt", COMPARISON, ACM__OP_GT},
    {":greaterThan", COMPARISON, ACM__OP_GT},
    {":gte", COMPARISON, ACM__OP_GE},
    {":greaterThanOrEquals", COMPARISON, ACM__OP_GE},
    {":contains", CONTENTS, ACM__OP_AND},
    {":containsAny", CONTENTS, ACM__OP_OR},
};

/* What the table calls a function: without var, vars or variables, which mean the same. */
static acm__str function_name(acm__str written)
{
    const char *colon = memchr(written.at, ':', written.len);
    if (!colon || written.at[0] != 'v')
        return written;
    uint32_t prefix = (uint32_t)(colon - written.at);
    return (acm__str){colon, written.len - prefix};
}

static bool parse_function(parser *p)
{
    acm__str name = function_name(acm__lexer_text(&p->lexer));
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (!acm__str_equal(name,
                            (acm__str){functions[i].name, (uint32_t)strlen(functions[i].name)}))
            continue;
        return next(p) && take(p, ACM__TOKEN_OPEN, "\"(\"") &&
               forms[functions[i].form](p, functions[i].op) && take(p, ACM__TOKEN_CLOSE, "\")\"");
    }
    return acm__lexer_expected(&p->lexer, "state, done, cmmn:isStageCompletable or a function of "
                                          "variables such as var:get");
}

static bool parse_primary(parser *p)
{
    switch (token(p)) {
    case ACM__TOKEN_NULL:
        return parse_plain(p, ACM__OP_NULL);
    case ACM__TOKEN_TRUE:
        return parse_plain(p, ACM__OP_TRUE);
    case ACM__TOKEN_FALSE:
        return parse_plain(p, ACM__OP_FALSE);
    case ACM__TOKEN_NUMBER:
        return parse_number(p);
    case ACM__TOKEN_STRING:
        return parse_text(p, ACM__OP_STRING);
    case ACM__TOKEN_NAME:
        if (acm__str_equal(acm__lexer_text(&p->lexer), ACM__STR("services")))
            return parse_plain(p, ACM__OP_SERVICES);
        return parse_text(p, ACM__OP_FACT);
    case ACM__TOKEN_FUNCTION:
        return parse_function(p);
    case ACM__TOKEN_OPEN:
        return next(p) && parse_expression(p) && take(p, ACM__TOKEN_CLOSE, "\")\"");
    case ACM__TOKEN_OPEN_LIST:
        return acm__lexer_expected(&p->lexer,
                                   "a value (a list stands only to the right of \"in\")");
    default:
        return acm__lexer_expected(&p->lexer, "a value");
    }
}

static bool parse_unary(parser *p)
{
    acm__op op;
    uint32_t at = p->lexer.token.at;
    switch (token(p)) {
    case ACM__TOKEN_NOT:
        op = ACM__OP_NOT;
        break;
    case ACM__TOKEN_MINUS:
        op = ACM__OP_NEGATE;
        break;
    case ACM__TOKEN_EMPTY:
        op = ACM__OP_EMPTY;
        break;
    default:
        return parse_primary(p);
    }
    if (!enter(p) || !next(p) || !parse_unary(p))
        return false;
    p->depth--;
    return emit_at(p, op, at);
}

/* Tighter ones have the higher level; 0 is no operator between two values. */
static const struct {
    int level;
    acm__op op;
} infix[ACM__TOKEN_COUNT] = {
    [ACM__TOKEN_OR] = {1, ACM__OP_OR},          [ACM__TOKEN_AND] = {2, ACM__OP_AND},
    [ACM__TOKEN_EQ] = {3, ACM__OP_EQ},          [ACM__TOKEN_NE] = {3, ACM__OP_NE},
    [ACM__TOKEN_LT] = {4, ACM__OP_LT},          [ACM__TOKEN_LE] = {4, ACM__OP_LE},
    [ACM__TOKEN_GT] = {4, ACM__OP_GT},          [ACM__TOKEN_GE] = {4, ACM__OP_GE},
    [ACM__TOKEN_IN] = {4, ACM__OP_IN},          [ACM__TOKEN_PLUS] = {5, ACM__OP_ADD},
    [ACM__TOKEN_MINUS] = {5, ACM__OP_SUBTRACT}, [ACM__TOKEN_STAR] = {6, ACM__OP_MULTIPLY},
    [ACM__TOKEN_SLASH] = {6, ACM__OP_DIVIDE},   [ACM__TOKEN_PERCENT] = {6, ACM__OP_MODULO},
};

static bool parse_binary(parser *p, int level);

static bool parse_logical(parser *p, acm__op op, int level, uint32_t at)
{
    acm__node *jump = emit_at(p, op, at);
    if (!jump || !parse_binary(p, level) || !emit_at(p, ACM__OP_TRUTH, at))
        return false;
    land(p, jump);
    return true;
}

/* Each element jumps behind the list if it matches; until that place is known the jumps are chained. */
static bool parse_list(parser *p)
{
    const uint32_t none = UINT32_MAX;
    uint32_t last = none;
    while (token(p) != ACM__TOKEN_CLOSE_LIST) {
        if (last != none && !take(p, ACM__TOKEN_COMMA, "\",\" or \"]\""))
            return false;
        uint32_t at = p->lexer.token.at;
        acm__node *match = parse_expression(p) ? emit_at(p, ACM__OP_MATCH, at) : NULL;
        if (!match)
            return false;
        match->as.target = last;
        last = p->node_count - 1;
    }
    if (!emit(p, ACM__OP_NO_MATCH))
        return false;
    while (last != none) {
        acm__node *match = &p->nodes[last];
        last = match->as.target;
        land(p, match);
    }
    return next(p);
}

static bool parse_infix(parser *p)
{
    acm__op op = infix[token(p)].op;
    int level = infix[token(p)].level + 1;
    uint32_t at = p->lexer.token.at;
    if (op == ACM__OP_IN && p->nodes[p->node_count - 1].op == ACM__OP_NOT)
        return acm__lexer_fail(
            &p->lexer, ACM_E_SYNTAX, at,
            "expected parentheses: \"not\" binds tighter than \"in\", write not (... in ...)");
    if (!next(p))
        return false;
    if (op == ACM__OP_AND || op == ACM__OP_OR)
        return parse_logical(p, op, level, at);
    if (op == ACM__OP_IN && token(p) == ACM__TOKEN_OPEN_LIST)
        return next(p) && parse_list(p);
    return parse_binary(p, level) && emit_at(p, op, at);
}

static bool parse_binary(parser *p, int level)
{
    if (!parse_unary(p))
        return false;
    while (infix[token(p)].level >= level)
        if (!parse_infix(p))
            return false;
    return true;
}

static bool parse_choice(parser *p)
{
    uint32_t at = p->lexer.token.at;
    acm__node *branch = next(p) ? emit_at(p, ACM__OP_BRANCH, at) : NULL;
    if (!branch || !parse_expression(p) || !take(p, ACM__TOKEN_COLON, "\":\""))
        return false;
    acm__node *jump = emit(p, ACM__OP_JUMP);
    if (!jump)
        return false;
    land(p, branch);
    if (!parse_expression(p))
        return false;
    land(p, jump);
    return true;
}

static bool parse_expression(parser *p)
{
    if (!enter(p) || !parse_binary(p, 1))
        return false;
    if (token(p) == ACM__TOKEN_QUESTION && !parse_choice(p))
        return false;
    p->depth--;
    return true;
}

static void copy(char **to, const void *from, size_t bytes)
{
    if (bytes)
        memcpy(*to, from, bytes);
    *to += bytes;
}

static acm__expr *pack(const parser *p, acm__arena *arena)
{
    size_t nodes = p->node_count * sizeof p->nodes[0];
    size_t references = p->reference_count * sizeof p->references[0];
    size_t given = p->lexer.text.len - p->start;
    size_t size = sizeof(acm__expr) + nodes + references + given + 1 + p->unescaped_count;
    acm__expr *expr = acm__arena_alloc(arena, size, 1);
    if (!expr)
        return NULL;
    *expr = (acm__expr){.size = (uint32_t)size,
                        .node_count = p->node_count,
                        .reference_count = p->reference_count,
                        .depends = p->depends};
    char *to = (char *)expr->nodes;
    copy(&to, p->nodes, nodes);
    copy(&to, p->references, references);
    char *text = to;
    copy(&to, p->lexer.text.at + p->start, given);
    *to++ = '\0';
    copy(&to, p->unescaped, p->unescaped_count);
    expr->text_len = p->lexer.at - p->start;
    text[expr->text_len] = '\0';
    return expr;
}

static void prepare(parser *p, acm__str text, acm_error *err)
{
    acm__lexer_init(&p->lexer, text, err);
    p->depth = p->height = p->depends = 0;
    p->node_count = p->reference_count = p->unescaped_count = 0;
}

acm_status acm__expr_parse(acm__arena *arena, acm__str text, const acm__expr **out, acm_error *err)
{
    parser p;
    *out = NULL;
    prepare(&p, text, err);
    if (text.len > ACM__EXPR_BYTES) {
        over_limit(&p, "expression is too long");
        return p.lexer.status;
    }
    if (!next(&p))
        return p.lexer.status;
    p.start = p.lexer.token.at;
    if (!parse_expression(&p))
        return p.lexer.status;
    if (token(&p) != ACM__TOKEN_END) {
        acm__lexer_expected(&p.lexer, "an operator or the end");
        return p.lexer.status;
    }
    *out = pack(&p, arena);
    return *out ? ACM_OK : acm__nomem(err);
}
