/* reading.h - one page read into memory of its own, through the private header. */
#ifndef UNIT_READING_H
#define UNIT_READING_H

#include "format/markdown/markdown.h"

#include "support/memory.h"
#include "support/test.h"

typedef struct reading {
    test_memory memory;
    acm__arena arena;
    acm__page page;
} reading;

acm__str reading_str(const char *text);

void reading_begin(reading *r);

/* Frees all; nothing may be left. */
void reading_end(reading *r);

/* Reads a text into the page; without a tag its language must be found out. */
acm_status reading_text(reading *r, acm__str text, const char *tag, const char *file,
                        acm_error *err);

/* Begins, and reads an English text. */
void reading_english(reading *r, const char *text);

#endif
