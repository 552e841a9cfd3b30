/*
 * expr.h - expressions: data, never code. Parsed once into the owner's arena, bound once to the ids of a
 * playbook, evaluated any number of times against a resolver. Total: evaluation always yields a value.
 */
#ifndef ACM__EXPR_H
#define ACM__EXPR_H

#include "base/str.h"

/* Numbered as the ACM_VALUE_ constants are. */
typedef enum acm__value_kind {
    ACM__VALUE_NULL,
    ACM__VALUE_BOOLEAN,
    ACM__VALUE_INTEGER,
    ACM__VALUE_DOUBLE,
    ACM__VALUE_STRING,
    ACM__VALUE_TIME,
    ACM__VALUE_SET
} acm__value_kind;

typedef struct acm__value {
    acm__value_kind kind;
    union {
        bool boolean;
        int64_t integer; /* of a time: milliseconds since 1970-01-01T00:00Z */
        double real;
        acm__str string;
        struct {
            const acm__str *at;
            uint32_t count;
        } set; /* each member once */
    } as;
} acm__value;

typedef struct acm__expr acm__expr;

/* What an expression depends on: when any of these changes it must be evaluated again. */
enum {
    ACM__EXPR_FACTS = 1,      /* names of facts */
    ACM__EXPR_STATES = 2,     /* state('key'), done('key') */
    ACM__EXPR_SERVICES = 4,   /* services */
    ACM__EXPR_COMPLETABLE = 8 /* cmmn:isStageCompletable() */
};

/*
 * Parses `text` (checked UTF-8, with or without ${ } or #{ } around it). Errors are ACM_E_SYNTAX or ACM_E_LIMIT with
 * line, column (code points) and offset of the character, or ACM_E_NOMEM.
 */
acm_status acm__expr_parse(acm__arena *arena, acm__str text, const acm__expr **out, acm_error *err);

/* The kinds of values that an expression may have, as bits. */
enum {
    ACM__TYPE_NULL = 1,
    ACM__TYPE_BOOLEAN = 2,
    ACM__TYPE_NUMBER = 4,
    ACM__TYPE_STRING = 8,
    ACM__TYPE_TRUTH_WORD = 16, /* the string "true" or "false" */
    ACM__TYPE_SET = 32,
    ACM__TYPE_TIME = 64,
    ACM__TYPE_SPAN = 128 /* a string that reads as a duration */
};

/*
 * Works out what an expression may come to. ACM_E_MODEL, located at the operator, for the first operation that
 * can never make sense, whatever the facts are. `text` is what acm__expr_parse was given.
 */
acm_status acm__expr_type(const acm__expr *expr, acm__str text, uint32_t *type, acm_error *err);

/* Parses an expression that must make sense and may be true; fails like acm__expr_parse and acm__expr_type. */
acm_status acm__expr_parse_condition(acm__arena *arena, acm__str text, const acm__expr **out,
                                     acm_error *err);

uint32_t acm__expr_depends(const acm__expr *expr);

/*
 * Gives the index-th state() or done() reference: its key and where to put the item's id. NULL past the last.
 * Called while the playbook is made; after that an expression never changes.
 */
acm_id *acm__expr_reference(const acm__expr *expr, size_t index, acm__str *key, size_t *offset);

/* Whether the index-th reference is that of a done(). */
bool acm__expr_asks_done(const acm__expr *expr, size_t index);

/* Gives the index-th fact that an expression names, each once; false past the last. */
bool acm__expr_fact(const acm__expr *expr, size_t index, acm__str *name);

/* Copies an expression with its references into another arena; NULL when memory is out. */
const acm__expr *acm__expr_copy(acm__arena *arena, const acm__expr *expr);

/* Where names get their values. Strings and sets must live until the evaluation is over. */
typedef struct acm__resolver {
    void *user;
    acm__value (*fact)(void *user, acm__str name); /* null if there is none */
    acm__str (*state)(void *user, acm_id item);    /* such as "completed" */
    bool (*done)(void *user, acm_id item);         /* whether any instance is completed */
    acm__value (*services)(void *user);            /* set of canonical service keys in scope */
    bool (*completable)(void *user); /* the enclosing stage could be completed by hand now */
} acm__resolver;

acm__value acm__expr_eval(const acm__expr *expr, const acm__resolver *resolver);

/* Whether the value counts as true: TRUE, or the string "true". Everything else is false. */
bool acm__value_true(acm__value value);

/* Hands a value on as text, piece by piece: 2, 2.0, 'it\'s', 2026-03-31T17:00Z, {'a', 'b'}. */
typedef void (*acm__value_put)(void *to, acm__str text);
void acm__value_write(acm__value value, acm__value_put put, void *to);

/* The expression as it was written, without ${ } around it. */
acm__str acm__expr_text(const acm__expr *expr);

#endif
