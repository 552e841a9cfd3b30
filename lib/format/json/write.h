/* write.h - a playbook as JSON: its languages, terms, items (write.c) and pages (write_pages.c). */
#ifndef ACM__JSON_WRITE_H
#define ACM__JSON_WRITE_H

#include "format/json/writer.h"
#include "model/playbook.h"

enum {
    ACM__JSON_VERSION = 1 /* of the format */
};

#define ACM__JSON_FORMAT "acm-playbook"

typedef struct acm__json_writing {
    const acm_playbook *p;
    bool places;
    acm__json_writer w;
} acm__json_writing;

/* Writes all of o->p; o->w must have its sink. */
void acm__json_write_playbook(acm__json_writing *o);

void acm__json_write_pages(acm__json_writing *o);

#endif
