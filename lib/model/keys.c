#include "model/keys.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

enum {
    DIGITS_MAX = 18
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
    acm__error(err, ACM_E_NOTFOUND, "nothing has the key '%.*s'", ACM__SHOWN(key));
    acm__error_path(err, key.at, key.len);
    return ACM_E_NOTFOUND;
}

acm__str acm__key_without_kind(acm__str term)
{
    const char *colon = memchr(term.at, ':', term.len);
    uint32_t head = colon ? (uint32_t)(colon - term.at) + 1 : 0;
    return (acm__str){term.at + head, term.len - head};
}

static char spelling_of(char c)
{
    return (unsigned char)c <= ' ' ? '-' : c;
}

void acm__key_spell(acm__str service, char *out)
{
    for (uint32_t i = 0; i < service.len; i++)
        out[i] = spelling_of(service.at[i]);
}

bool acm__key_spells(acm__str text, acm__str service)
{
    bool same = text.len == service.len;
    for (uint32_t i = 0; same && i < text.len; i++)
        same = text.at[i] == spelling_of(service.at[i]);
    return same;
}

acm_status acm__key_copied(acm_error *err, acm__str key)
{
    return acm__error(err, ACM_E_AMBIGUOUS, "'%.*s' is there for each service", ACM__SHOWN(key));
}
