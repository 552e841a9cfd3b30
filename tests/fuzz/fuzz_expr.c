/*
 * fuzz_expr.c - any text parses or fails at a place inside it; what parses evaluates to a finite value, of a kind
 * that its type allows.
 */
#include "base/duration.h"
#include "expr/expr.h"
#include "fuzz/target.h"

#include <math.h>

static const acm__str members[] = {{"a", 1}, {"teams", 5}};

/* The kind of a fact follows from the first byte of its name, so that every operator meets every kind. */
static acm__value fact(void *user, acm__str name)
{
    static const acm__value values[] = {
        {.kind = ACM__VALUE_NULL},
        {.kind = ACM__VALUE_BOOLEAN, .as.boolean = true},
        {.kind = ACM__VALUE_INTEGER, .as.integer = INT64_MIN},
        {.kind = ACM__VALUE_INTEGER, .as.integer = INT64_MAX},
        {.kind = ACM__VALUE_DOUBLE, .as.real = 1e308},
        {.kind = ACM__VALUE_DOUBLE, .as.real = -5e-324},
        {.kind = ACM__VALUE_STRING, .as.string = {"true", 4}},
        {.kind = ACM__VALUE_STRING, .as.string = {"P1Y2M", 5}},
        {.kind = ACM__VALUE_STRING, .as.string = {"2026-03-31", 10}},
        {.kind = ACM__VALUE_TIME, .as.integer = INT64_MIN},
        {.kind = ACM__VALUE_TIME, .as.integer = 1774915200000},
        {.kind = ACM__VALUE_SET, .as.set = {members, 2}},
    };
    (void)user;
    return values[(unsigned char)name.at[0] % (sizeof values / sizeof values[0])];
}

static acm__str state(void *user, acm_id item)
{
    (void)user;
    return item % 2 ? ACM__STR("active") : (acm__str){NULL, 0};
}

static bool done(void *user, acm_id item)
{
    (void)user;
    return item % 2;
}

static acm__value services(void *user)
{
    (void)user;
    return (acm__value){.kind = ACM__VALUE_SET, .as.set = {members, 2}};
}

static bool completable(void *user)
{
    (void)user;
    return true;
}

static void bind(const acm__expr *expr, size_t size)
{
    acm__str key;
    size_t offset;
    acm_id *item;
    for (size_t i = 0; (item = acm__expr_reference(expr, i, &key, &offset)) != NULL; i++) {
        require(offset < size);
        *item = (acm_id)i;
    }
}

static uint32_t type_of(const acm__value *value)
{
    static const uint8_t types[] = {
        [ACM__VALUE_NULL] = ACM__TYPE_NULL,      [ACM__VALUE_BOOLEAN] = ACM__TYPE_BOOLEAN,
        [ACM__VALUE_INTEGER] = ACM__TYPE_NUMBER, [ACM__VALUE_DOUBLE] = ACM__TYPE_NUMBER,
        [ACM__VALUE_STRING] = ACM__TYPE_STRING,  [ACM__VALUE_TIME] = ACM__TYPE_TIME,
        [ACM__VALUE_SET] = ACM__TYPE_SET};
    acm__period period;
    acm__str string = value->as.string;
    if (value->kind == ACM__VALUE_STRING &&
        (acm__str_equal(string, ACM__STR("true")) || acm__str_equal(string, ACM__STR("false"))))
        return ACM__TYPE_TRUTH_WORD;
    if (value->kind == ACM__VALUE_STRING && acm__period_parse(string, &period))
        return ACM__TYPE_SPAN;
    return types[value->kind];
}

/* What is refused is refused for its operator; what passes keeps what its type promises. */
static void check_type(const acm__expr *expr, acm__str text, acm__value value)
{
    uint32_t type;
    acm_error err;
    acm_error_init(&err);
    acm_status status = acm__expr_type(expr, text, &type, &err);
    require(status == ACM_OK || status == ACM_E_MODEL);
    if (status)
        require(!type && err.line > 0 && err.column > 0 && err.offset < text.len && err.message[0]);
    else
        require(type_of(&value) & type);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const acm__resolver resolver = {NULL, fact, state, done, services, completable};
    const acm__expr *expr;
    acm_allocator allocator;
    acm__arena arena;
    acm_error err;
    if (acm__utf8_check((const char *)data, size) != size || size > UINT32_MAX)
        return 0;
    acm_error_init(&err);
    acm_allocator_init(&allocator);
    acm__arena_init(&arena, &allocator);
    acm__str text = {size ? (const char *)data : "", (uint32_t)size};
    if (acm__expr_parse(&arena, text, &expr, &err) == ACM_OK) {
        bind(expr, size);
        acm__value value = acm__expr_eval(expr, &resolver);
        require(value.kind <= ACM__VALUE_SET);
        require(value.kind != ACM__VALUE_DOUBLE || isfinite(value.as.real));
        check_type(expr, text, value);
    } else {
        require(err.line > 0 && err.column > 0 && err.offset <= size && err.message[0]);
    }
    acm__arena_dispose(&arena);
    return 0;
}
