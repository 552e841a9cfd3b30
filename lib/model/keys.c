#include "model/keys.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

enum {
    DIGITS_MAX = 18,
    SHOWN_MAX = 160 /* bytes of a key in a message */
};

bool acm__key_number(acm__str key, int64_t *number)
{
    *number = 0;
    for (uint32_t i = 0; i < key.len; i++) {
        if (key.at[i] < '0' || key.at[i] > '9' || key.len > DIGITS_MAX)
            return false;
        *number = *number * 10 + (key.at[i] - '0');
    }
    return key.len > 0;
}

void acm__key_list_add(acm__key_list *list, acm__str key)
{
    static const char more[] = " ...";
    if (list->full)
        return;
    list->full = list->used + key.len + sizeof more + 1 > sizeof list->text;
    if (list->full)
        memcpy(list->text + list->used, more, sizeof more);
    else
        list->used += (size_t)snprintf(list->text + list->used, sizeof list->text - list->used,
                                       "%s%.*s", list->used ? " " : "", (int)key.len, key.at);
}

acm_status acm__key_ambiguous(acm_error *err, int64_t number, const acm__key_list *list)
{
    return acm__error(err, ACM_E_AMBIGUOUS, "number %lld is borne by several items: %s",
                      (long long)number, list->text);
}

acm_status acm__key_unknown(acm_error *err, acm__str key)
{
    uint32_t shown = (uint32_t)acm__utf8_cut(key.at, key.len < SHOWN_MAX ? key.len : SHOWN_MAX);
    acm__error(err, ACM_E_NOTFOUND, "nothing has the key '%.*s'", (int)shown, key.at);
    acm__error_path(err, key.at, key.len);
    return ACM_E_NOTFOUND;
}

acm__str acm__key_without_kind(acm__str term)
{
    const char *colon = memchr(term.at, ':', term.len);
    uint32_t head = colon ? (uint32_t)(colon - term.at) + 1 : 0;
    return (acm__str){term.at + head, term.len - head};
}

bool acm__key_spells(acm__str text, acm__str service)
{
    bool same = text.len == service.len;
    for (uint32_t i = 0; same && i < text.len; i++)
        same = text.at[i] == ((unsigned char)service.at[i] <= ' ' ? '-' : service.at[i]);
    return same;
}

acm_status acm__key_copied(acm_error *err, acm__str key)
{
    return acm__error(err, ACM_E_AMBIGUOUS, "'%.*s' is there for each service", (int)key.len,
                      key.at);
}
