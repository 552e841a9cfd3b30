/* parse.c - from text to jansson's values: limits and encoding are checked first, errors get their place. */
#include "format/json/reader.h"

#include "base/error.h"
#include "format/json/walk.h"

static void refuse(acm__json *r, acm_status status, size_t offset)
{
    r->status = status;
    if (status != ACM_E_NOMEM)
        acm__error_locate(r->err, r->text.at, offset);
}

static bool check(acm__json *r, acm__json_limits limits)
{
    if (r->text.len > limits.bytes) {
        r->status =
            acm__error(r->err, ACM_E_LIMIT, "%u bytes are more than %u", r->text.len, limits.bytes);
        return false;
    }
    size_t good = acm__utf8_check(r->text.at, r->text.len);
    size_t deep = acm__json_too_deep(r->text, limits.depth);
    if (good < r->text.len)
        refuse(r, acm__error(r->err, ACM_E_ENCODING, "not UTF-8, or a NUL"), good);
    else if (deep < r->text.len)
        refuse(r, acm__error(r->err, ACM_E_LIMIT, "nested deeper than %u", limits.depth), deep);
    return r->status == ACM_OK;
}

static void refuse_syntax(acm__json *r, const json_error_t *error, size_t start)
{
    enum json_error_code code = json_error_code(error);
    acm_status status = code == json_error_out_of_memory    ? ACM_E_NOMEM
                        : code == json_error_stack_overflow ? ACM_E_LIMIT
                                                            : ACM_E_SYNTAX;
    size_t read = error->position > 0 ? (size_t)error->position - 1 : 0;
    acm__error(r->err, status, "%s", error->text);
    refuse(r, status, acm__json_token(r->text, start + read));
}

acm_status acm__json_parse(acm__json *r, acm__json_limits limits, acm__json_read *read, void *to)
{
    json_error_t error;
    if (!check(r, limits))
        return r->status;
    size_t start = acm__json_byte_order_mark(r->text);
    json_t *root =
        json_loadb(r->text.at + start, r->text.len - start, JSON_REJECT_DUPLICATES, &error);
    if (root)
        read(r, root, to);
    else
        refuse_syntax(r, &error, start);
    json_decref(root);
    return r->status;
}
