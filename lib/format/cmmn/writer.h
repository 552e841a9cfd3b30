/*
 * writer.h - XML 1.0 as it comes, piece by piece, without memory of its own: elements a line each, indented by two
 * blanks, but for what stands in an element with text.
 */
#ifndef ACM__CMMN_XML_H
#define ACM__CMMN_XML_H

#include "base/output.h"

typedef struct acm__cmmn_writer {
    acm__output out;
    uint32_t depth;
    bool in_tag;  /* the tag that was opened last may get attributes */
    bool in_text; /* the innermost element holds text */
} acm__cmmn_writer;

/* What becomes of a character that XML forbids. */
typedef enum acm__cmmn_how {
    ACM__CMMN_PLAIN, /* U+FFFD */
    ACM__CMMN_EXACT  /* "_x0001_"; and what looks so "_x005F_x0001_" */
} acm__cmmn_how;

/* Writes the declaration. */
void acm__cmmn_begin(acm__cmmn_writer *w);

/* Names are NUL-terminated and as they are. */
void acm__cmmn_open(acm__cmmn_writer *w, const char *name);
void acm__cmmn_close(acm__cmmn_writer *w, const char *name);

/* The attributes of the tag that was opened last. */
void acm__cmmn_put(acm__cmmn_writer *w, const char *name, const char *value);
void acm__cmmn_put_text(acm__cmmn_writer *w, const char *name, acm__str value, acm__cmmn_how how);
void acm__cmmn_put_integer(acm__cmmn_writer *w, const char *name, int64_t value);

/* An attribute of several parts, which lie between these two: texts, words as they are, numbers. */
void acm__cmmn_attribute(acm__cmmn_writer *w, const char *name);
void acm__cmmn_attribute_end(acm__cmmn_writer *w);
void acm__cmmn_add(acm__cmmn_writer *w, acm__str text, acm__cmmn_how how);
void acm__cmmn_add_word(acm__cmmn_writer *w, const char *word);
void acm__cmmn_add_number(acm__cmmn_writer *w, int64_t number);

/* Text in the element that was opened last; an element with text alone. */
void acm__cmmn_add_text(acm__cmmn_writer *w, acm__str text, acm__cmmn_how how);
void acm__cmmn_text(acm__cmmn_writer *w, const char *name, acm__str text);

/* Whether a text can stand in XML as it is: readers may pass over white space alone. */
bool acm__cmmn_is_plain(acm__str text);

/* Ends the last line. ACM_OK, or ACM_E_CALLBACK with what the sink returned. */
acm_status acm__cmmn_end(acm__cmmn_writer *w, acm_error *err);

#endif
