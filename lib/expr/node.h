/* node.h - what the parser leaves for the evaluator: code for a small stack machine, without pointers. */
#ifndef ACM__EXPR_NODE_H
#define ACM__EXPR_NODE_H

#include "expr/expr.h"

enum {
    ACM__EXPR_BYTES = 4096, /* of the text */
    ACM__EXPR_DEPTH = 64,   /* of nesting, and values held at once while evaluating */
    ACM__EXPR_NODES = 512,
    ACM__EXPR_REFERENCES = 64 /* uses of state() and done() */
};

typedef enum acm__op {
    /* Push one value. */
    ACM__OP_NULL,
    ACM__OP_FALSE,
    ACM__OP_TRUE,
    ACM__OP_INTEGER,
    ACM__OP_REAL,
    ACM__OP_STRING,
    ACM__OP_FACT,
    ACM__OP_STATE,
    ACM__OP_DONE,
    ACM__OP_SERVICES,
    ACM__OP_COMPLETABLE,
    ACM__OP_LAST_LOAD = ACM__OP_COMPLETABLE,
    /* Replace the top. */
    ACM__OP_TRUTH,
    ACM__OP_NOT,
    ACM__OP_NEGATE,
    ACM__OP_EMPTY,
    ACM__OP_LAST_UNARY = ACM__OP_EMPTY,
    /* Replace the top two by one. */
    ACM__OP_EQ,
    ACM__OP_NE,
    ACM__OP_LT,
    ACM__OP_LE,
    ACM__OP_GT,
    ACM__OP_GE,
    ACM__OP_CONTAINS, /* the left one the right one */
    ACM__OP_IN,
    ACM__OP_ADD,
    ACM__OP_SUBTRACT,
    ACM__OP_MULTIPLY,
    ACM__OP_DIVIDE,
    ACM__OP_MODULO,
    ACM__OP_LAST_BINARY = ACM__OP_MODULO,
    /* Jump forward to as.target, or pop the top and go on. */
    ACM__OP_AND,     /* top is not true: it becomes false, jump */
    ACM__OP_OR,      /* top is true: it becomes TRUE, jump */
    ACM__OP_DEFAULT, /* top is not null: jump */
    /* Pops the top; if that equals the one below, that becomes TRUE, jump. */
    ACM__OP_MATCH,
    /* Pops the top, jumps if it is not true. */
    ACM__OP_BRANCH,
    ACM__OP_JUMP,
    ACM__OP_NO_MATCH /* the top becomes FALSE */
} acm__op;

typedef struct acm__node {
    uint16_t op;        /* acm__op */
    uint16_t reference; /* ACM__OP_STATE, ACM__OP_DONE: index */
    uint32_t at;        /* of the value or the operator in the text as it was given */
    union {
        int64_t integer;
        double real;
        uint32_t target; /* index of a node, may be one past the last */
        struct {
            uint32_t at, len; /* in the characters */
        } text;
    } as;
} acm__node;

/* A use of state() or done(). */
typedef struct acm__reference {
    acm_id item;      /* 0 until it is bound */
    uint32_t offset;  /* of the key in the text as it was given */
    uint32_t at, len; /* the key in the characters */
} acm__reference;

/* One block: this, the nodes, the references, then the characters: the text, a NUL, unescaped strings. */
struct acm__expr {
    uint32_t size; /* bytes of the block */
    uint32_t node_count;
    uint32_t reference_count;
    uint32_t depends;
    uint32_t text_len; /* of the text without ${ }, with which the characters begin */
    acm__node nodes[];
};

static inline const acm__reference *acm__expr_references(const acm__expr *expr)
{
    return (const acm__reference *)(expr->nodes + expr->node_count);
}

static inline const char *acm__expr_characters(const acm__expr *expr)
{
    return (const char *)(acm__expr_references(expr) + expr->reference_count);
}

/* What a string means, or the name of a fact. */
static inline acm__str acm__node_text(const acm__expr *expr, const acm__node *node)
{
    return (acm__str){acm__expr_characters(expr) + node->as.text.at, node->as.text.len};
}

/*
 * What operators do. Values are handed on by address and set member by member: a whole one that is copied
 * right after one of its members was written makes the processor wait.
 */
void acm__value_set_boolean(acm__value *value, bool boolean);

/* Null unless it is finite. */
void acm__value_set_real(acm__value *value, double real);

/* Whether both are of one kind, after conversion, and equal. */
bool acm__value_equal(const acm__value *a, const acm__value *b);

/* Any of ACM__OP_LT to ACM__OP_GE; false if the two have no order. Strings go by code points. */
bool acm__value_ordered(uint32_t op, const acm__value *a, const acm__value *b);

/* Any of ACM__OP_ADD to ACM__OP_MODULO into a; null where there is no result. */
void acm__value_calculate(uint32_t op, acm__value *a, const acm__value *b);

/* The same if a is a time: so much later or earlier, or the milliseconds between two. */
void acm__time_calculate(uint32_t op, acm__value *a, const acm__value *b);

/* Orders two times, or a time and a string that reads as one. False if that is not what they are. */
bool acm__time_compare(const acm__value *a, const acm__value *b, int *order);

void acm__value_negate(acm__value *value);
bool acm__value_holds(const acm__value *value); /* acm__value_true */
bool acm__value_empty(const acm__value *value);
bool acm__value_in(const acm__value *value, const acm__value *set);

/* Whether a set has a member, or a string a part. */
bool acm__value_contains(const acm__value *whole, const acm__value *part);

#endif
