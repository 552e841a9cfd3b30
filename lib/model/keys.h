/* keys.h - what keys are made of, and what is said where one names nothing or too much. */
#ifndef ACM__KEYS_H
#define ACM__KEYS_H

#include "base/str.h"

/* Whether a key is a task number. */
bool acm__key_number(acm__str key, int64_t *number);

/* Keys for a message; what does not fit is "...". */
typedef struct acm__key_list {
    char text[200];
    size_t used;
    bool full;
} acm__key_list;

void acm__key_list_add(acm__key_list *list, acm__str key);

/* ACM_E_AMBIGUOUS: the items of the list bear the number. */
acm_status acm__key_ambiguous(acm_error *err, int64_t number, const acm__key_list *list);

/* The key of a term without "role:", "service:", ... */
acm__str acm__key_without_kind(acm__str term);

/* Writes a service as the key of a copy does: what would be a blank is '-'. As many bytes, and no NUL. */
void acm__key_spell(acm__str service, char *out);

/* Whether text is how a service is written so. */
bool acm__key_spells(acm__str text, acm__str service);

/* ACM_E_AMBIGUOUS: a task with that key is there for each service. */
acm_status acm__key_copied(acm_error *err, acm__str key);

/* ACM_E_NOTFOUND, with the key as the path. */
acm_status acm__key_unknown(acm_error *err, acm__str key);

#endif
