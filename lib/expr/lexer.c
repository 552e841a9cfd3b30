#include "expr/lexer.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

#include <utf8proc.h>

/* Bytes of a token that a message quotes. */
enum {
    FOUND_MAX = 40
};

typedef struct spelling {
    acm__str text;
    acm__token_kind kind;
} spelling;

#define SPELLING(literal, kind)                                                                    \
    {                                                                                              \
        {literal, sizeof(literal) - 1}, kind                                                       \
    }

static const spelling words[] = {
    SPELLING("null", ACM__TOKEN_NULL),   SPELLING("true", ACM__TOKEN_TRUE),
    SPELLING("false", ACM__TOKEN_FALSE), SPELLING("eq", ACM__TOKEN_EQ),
    SPELLING("ne", ACM__TOKEN_NE),       SPELLING("lt", ACM__TOKEN_LT),
    SPELLING("le", ACM__TOKEN_LE),       SPELLING("gt", ACM__TOKEN_GT),
    SPELLING("ge", ACM__TOKEN_GE),       SPELLING("and", ACM__TOKEN_AND),
    SPELLING("or", ACM__TOKEN_OR),       SPELLING("not", ACM__TOKEN_NOT),
    SPELLING("empty", ACM__TOKEN_EMPTY), SPELLING("in", ACM__TOKEN_IN),
};

/* Longer ones stand before those that they begin with. */
static const spelling symbols[] = {
    SPELLING("==", ACM__TOKEN_EQ),        SPELLING("!=", ACM__TOKEN_NE),
    SPELLING("<=", ACM__TOKEN_LE),        SPELLING("<", ACM__TOKEN_LT),
    SPELLING(">=", ACM__TOKEN_GE),        SPELLING(">", ACM__TOKEN_GT),
    SPELLING("&&", ACM__TOKEN_AND),       SPELLING("||", ACM__TOKEN_OR),
    SPELLING("!", ACM__TOKEN_NOT),        SPELLING("+", ACM__TOKEN_PLUS),
    SPELLING("-", ACM__TOKEN_MINUS),      SPELLING("*", ACM__TOKEN_STAR),
    SPELLING("/", ACM__TOKEN_SLASH),      SPELLING("%", ACM__TOKEN_PERCENT),
    SPELLING("?", ACM__TOKEN_QUESTION),   SPELLING(":", ACM__TOKEN_COLON),
    SPELLING(",", ACM__TOKEN_COMMA),      SPELLING("(", ACM__TOKEN_OPEN),
    SPELLING(")", ACM__TOKEN_CLOSE),      SPELLING("[", ACM__TOKEN_OPEN_LIST),
    SPELLING("]", ACM__TOKEN_CLOSE_LIST),
};

/* Names before the colon of a qualified function. */
static const acm__str prefixes[] = {{"var", 3}, {"vars", 4}, {"variables", 9}, {"cmmn", 4}};

/* What stands behind a backslash and what it means. */
static const char escapes[][2] = {{'\\', '\\'}, {'\'', '\''}, {'"', '"'}, {'n', '\n'}, {'t', '\t'}};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

bool acm__lexer_fail(acm__lexer *lexer, acm_status status, uint32_t at, const char *message)
{
    lexer->status = acm__error(lexer->err, status, "%s", message);
    acm__error_locate(lexer->err, lexer->text.at, at);
    return false;
}

bool acm__lexer_expected(acm__lexer *lexer, const char *what)
{
    char message[sizeof lexer->err->message];
    acm__str found = acm__lexer_text(lexer);
    int len = (int)acm__utf8_cut(found.at, found.len < FOUND_MAX ? found.len : FOUND_MAX);
    if (found.len)
        snprintf(message, sizeof message, "expected %s, found \"%.*s\"", what, len, found.at);
    else
        snprintf(message, sizeof message, "expected %s, found the end", what);
    return acm__lexer_fail(lexer, ACM_E_SYNTAX, lexer->token.at, message);
}

acm__str acm__lexer_text(const acm__lexer *lexer)
{
    return (acm__str){lexer->text.at + lexer->token.at, lexer->token.len};
}

static char peek(const acm__lexer *lexer, uint32_t at)
{
    return at < lexer->text.len ? lexer->text.at[at] : '\0';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static uint32_t skip_space(const acm__lexer *lexer, uint32_t at)
{
    while (is_space(peek(lexer, at)))
        at++;
    return at;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Bytes of the letter at a place, 0 if there is none; `inner` also takes digits and marks. */
static uint32_t letter(const acm__lexer *lexer, uint32_t at, bool inner)
{
    char c = peek(lexer, at);
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_')
        return 1;
    if ((unsigned char)c < 0x80)
        return inner && is_digit(c);
    size_t next = at;
    uint32_t code = acm__utf8_next(lexer->text.at, lexer->text.len, &next);
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    bool first = (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
                 category == UTF8PROC_CATEGORY_NL;
    bool later = category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
                 category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_PC;
    return first || (inner && later) ? (uint32_t)next - at : 0;
}

static uint32_t skip_word(const acm__lexer *lexer, uint32_t at)
{
    uint32_t n = letter(lexer, at, false);
    while (n) {
        at += n;
        n = letter(lexer, at, true);
    }
    return at;
}

static acm__token_kind find(const spelling *list, size_t count, acm__str text)
{
    for (size_t i = 0; i < count; i++)
        if (acm__str_equal(list[i].text, text))
            return list[i].kind;
    return ACM__TOKEN_END;
}

static bool take(acm__lexer *lexer, acm__token_kind kind, uint32_t end)
{
    lexer->token.kind = kind;
    lexer->token.len = end - lexer->token.at;
    lexer->at = end;
    return true;
}

/* Where a qualified name such as var:get ends if `colon` is within one that ( follows, else 0. */
static uint32_t skip_qualified(const acm__lexer *lexer, uint32_t colon)
{
    acm__str prefix = {lexer->text.at + lexer->token.at, colon - lexer->token.at};
    for (size_t i = 0; i < COUNT(prefixes); i++) {
        if (!acm__str_equal(prefix, prefixes[i]))
            continue;
        uint32_t end = skip_word(lexer, colon + 1);
        return end > colon + 1 && peek(lexer, end) == '(' ? end : 0;
    }
    return 0;
}

static bool lex_name(acm__lexer *lexer)
{
    uint32_t end = skip_word(lexer, lexer->token.at);
    uint32_t qualified = peek(lexer, end) == ':' ? skip_qualified(lexer, end) : 0;
    if (qualified)
        return take(lexer, ACM__TOKEN_FUNCTION, qualified);
    while (peek(lexer, end) == '.' && letter(lexer, end + 1, false))
        end = skip_word(lexer, end + 1);
    acm__str name = {lexer->text.at + lexer->token.at, end - lexer->token.at};
    acm__token_kind word = find(words, COUNT(words), name);
    if (word)
        return take(lexer, word, end);
    bool called = peek(lexer, skip_space(lexer, end)) == '(';
    return take(lexer, called ? ACM__TOKEN_FUNCTION : ACM__TOKEN_NAME, end);
}

static bool lex_number(acm__lexer *lexer)
{
    acm__token *token = &lexer->token;
    size_t n =
        acm__number_read(lexer->text.at + token->at, lexer->text.len - token->at, &token->number);
    uint32_t end = token->at + (uint32_t)n;
    if (token->number.kind == ACM__NUMBER_TOO_LARGE)
        return acm__lexer_fail(lexer, ACM_E_LIMIT, token->at, "number too large");
    if (letter(lexer, end, true) || peek(lexer, end) == '.')
        return acm__lexer_fail(lexer, ACM_E_SYNTAX, end,
                               "expected a digit or the end of the number");
    return take(lexer, ACM__TOKEN_NUMBER, end);
}

static bool lex_string(acm__lexer *lexer)
{
    acm__token *token = &lexer->token;
    char quote = peek(lexer, token->at);
    token->escaped = false;
    for (uint32_t i = token->at + 1; i < lexer->text.len; i++) {
        char c = lexer->text.at[i];
        if (c == quote)
            return take(lexer, ACM__TOKEN_STRING, i + 1);
        if (c != '\\')
            continue;
        token->escaped = true;
        size_t e = 0;
        i++;
        while (e < COUNT(escapes) && escapes[e][0] != peek(lexer, i))
            e++;
        if (e == COUNT(escapes) && i < lexer->text.len)
            return acm__lexer_fail(lexer, ACM_E_SYNTAX, i, "expected \\, ', \", n or t after \\");
    }
    return acm__lexer_fail(lexer, ACM_E_SYNTAX, token->at,
                           "expected a closing quote for this string");
}

uint32_t acm__lexer_unescape(acm__str raw, char *out)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < raw.len; i++) {
        out[n] = raw.at[i];
        if (raw.at[i] == '\\') {
            size_t e = 0;
            i++;
            while (escapes[e][0] != raw.at[i])
                e++;
            out[n] = escapes[e][1];
        }
        n++;
    }
    return n;
}

static const char *hint(char c)
{
    return c == '='   ? "\"==\""
           : c == '&' ? "\"&&\""
           : c == '|' ? "\"||\""
                      : "an operator or a value";
}

static bool lex_symbol(acm__lexer *lexer)
{
    uint32_t at = lexer->token.at;
    acm__str rest = {lexer->text.at + at, lexer->text.len - at};
    for (size_t i = 0; i < COUNT(symbols); i++) {
        acm__str text = symbols[i].text;
        if (text.len <= rest.len && memcmp(text.at, rest.at, text.len) == 0)
            return take(lexer, symbols[i].kind, at + text.len);
    }
    size_t end = at;
    acm__utf8_next(lexer->text.at, lexer->text.len, &end);
    lexer->token.len = (uint32_t)end - at;
    return acm__lexer_expected(lexer, hint(rest.at[0]));
}

/* Behind the } of ${ } only white space may stand. */
static bool lex_end(acm__lexer *lexer)
{
    acm__token *token = &lexer->token;
    if (lexer->wrapped && peek(lexer, token->at) != '}')
        return acm__lexer_expected(lexer, "\"}\"");
    token->kind = ACM__TOKEN_END;
    token->len = lexer->wrapped;
    uint32_t rest = skip_space(lexer, token->at + token->len);
    if (rest < lexer->text.len)
        return acm__lexer_fail(lexer, ACM_E_SYNTAX, rest, "expected the end after \"}\"");
    return true;
}

bool acm__lexer_next(acm__lexer *lexer)
{
    lexer->token.at = skip_space(lexer, lexer->at);
    lexer->token.len = 0;
    char c = peek(lexer, lexer->token.at);
    if (lexer->token.at >= lexer->text.len || (c == '}' && lexer->wrapped))
        return lex_end(lexer);
    if (is_digit(c))
        return lex_number(lexer);
    if (c == '\'' || c == '"')
        return lex_string(lexer);
    return letter(lexer, lexer->token.at, false) ? lex_name(lexer) : lex_symbol(lexer);
}

void acm__lexer_init(acm__lexer *lexer, acm__str text, acm_error *err)
{
    *lexer = (acm__lexer){.text = text, .status = ACM_OK, .err = err};
    lexer->at = skip_space(lexer, 0);
    char mark = peek(lexer, lexer->at);
    lexer->wrapped = (mark == '$' || mark == '#') && peek(lexer, lexer->at + 1) == '{';
    if (lexer->wrapped)
        lexer->at += 2;
}
