/* names.h - the roles, services and motions that a page names, as references of items. */
#ifndef ACM__NAMES_H
#define ACM__NAMES_H

#include "model/mapping.h"

/* What a list of names on the page refers to. */
typedef struct acm__naming {
    acm_term_kind kind;
    acm__vocabulary_section section;
    int32_t unknown; /* rule of the finding for a name that the vocabulary lacks; -1 = none */
} acm__naming;

extern const acm__naming acm__role_names, acm__service_names, acm__motion_names;

enum {
    ACM__NAME_JOINED = 128 /* bytes of a name that was split */
};

/*
 * "Classroom/SDS" was split like a list; whether a name and its neighbour are one of the vocabulary. Writes it with
 * a NUL behind.
 */
bool acm__names_joined(const acm__language *language, acm__vocabulary_section section,
                       const acm__strs *names, uint32_t i, char name[ACM__NAME_JOINED]);

/* Makes an item refer to each name of a list. */
void acm__names_refer(acm__mapping *m, acm_id item, acm_ref_kind kind, const acm__naming *naming,
                      const acm__strs *names, acm__place place);

/* The roles of assignments as performers or owners; whether there are any. */
bool acm__names_roles(acm__mapping *m, acm_id item, acm_ref_kind kind,
                      const acm__assignments *assignments);

/* The services of assignments. */
void acm__names_services(acm__mapping *m, acm_id item, const acm__assignments *assignments);

/* Assignments as the page has them: primary and secondary roles, motions, services. */
void acm__names_assignments(acm__mapping *m, acm_id item, const acm__assignments *assignments);

/*
 * Kinds of the vocabulary that a list at a place names, sorted, without repetitions. A name that is unknown is
 * a finding and makes it false.
 */
bool acm__names_kinds(acm__mapping *m, const acm__naming *naming, const acm__strs *names,
                      acm__place place, int32_t *kinds, uint32_t capacity, uint32_t *count);

#endif
