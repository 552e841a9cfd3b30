/* lexer.h - text into tokens, and errors that point at a character. */
#ifndef ACM__EXPR_LEXER_H
#define ACM__EXPR_LEXER_H

#include "base/number.h"
#include "base/str.h"

typedef enum acm__token_kind {
    ACM__TOKEN_END,      /* of the text, or the } of ${ } */
    ACM__TOKEN_NAME,     /* dotted */
    ACM__TOKEN_FUNCTION, /* a name, such as state or var:get, that ( follows */
    ACM__TOKEN_NUMBER,
    ACM__TOKEN_STRING,
    ACM__TOKEN_NULL,
    ACM__TOKEN_TRUE,
    ACM__TOKEN_FALSE,
    ACM__TOKEN_EQ,
    ACM__TOKEN_NE,
    ACM__TOKEN_LT,
    ACM__TOKEN_LE,
    ACM__TOKEN_GT,
    ACM__TOKEN_GE,
    ACM__TOKEN_AND,
    ACM__TOKEN_OR,
    ACM__TOKEN_NOT,
    ACM__TOKEN_EMPTY,
    ACM__TOKEN_IN,
    ACM__TOKEN_PLUS,
    ACM__TOKEN_MINUS,
    ACM__TOKEN_STAR,
    ACM__TOKEN_SLASH,
    ACM__TOKEN_PERCENT,
    ACM__TOKEN_QUESTION,
    ACM__TOKEN_COLON,
    ACM__TOKEN_COMMA,
    ACM__TOKEN_OPEN,
    ACM__TOKEN_CLOSE,
    ACM__TOKEN_OPEN_LIST,
    ACM__TOKEN_CLOSE_LIST,
    ACM__TOKEN_COUNT
} acm__token_kind;

typedef struct acm__token {
    acm__token_kind kind;
    uint32_t at, len; /* in the text */
    bool escaped;     /* a string with backslashes */
    acm__number number;
} acm__token;

typedef struct acm__lexer {
    acm__str text;
    uint32_t at;       /* behind the last token that is not the end */
    bool wrapped;      /* in ${ } */
    acm__token token;  /* the current one */
    acm_status status; /* of the first failure */
    acm_error *err;
} acm__lexer;

/* Stands before the first token then; err may be NULL. */
void acm__lexer_init(acm__lexer *lexer, acm__str text, acm_error *err);

/* All below return false when they fail, and acm__lexer_fail and _expected always do. */
bool acm__lexer_next(acm__lexer *lexer);
bool acm__lexer_fail(acm__lexer *lexer, acm_status status, uint32_t at, const char *message);

/* "expected <what>, found <the current token>", there. */
bool acm__lexer_expected(acm__lexer *lexer, const char *what);

/* The current token as text. */
acm__str acm__lexer_text(const acm__lexer *lexer);

/* Writes what a string token means; never longer than the token. Gives its bytes. */
uint32_t acm__lexer_unescape(acm__str raw, char *out);

#endif
