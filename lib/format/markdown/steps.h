/* steps.h - the step that is being read, and what stands in it: assignments, inputs, outputs, guidance. */
#ifndef ACM__MARKDOWN_STEPS_H
#define ACM__MARKDOWN_STEPS_H

#include "format/markdown/reader.h"

typedef struct acm__step_reader {
    acm__reader *reader;
    bool open;      /* a step is being read: the last of the page */
    uint32_t limit; /* a heading of this level or a higher one ends it */
    uint32_t links; /* of the page before it */
    acm__buffer body;
    bool labels;    /* the last text was a label paragraph */
    uint32_t given; /* its labels, as bits: one that repeats begins the next assignment */
} acm__step_reader;

/* Begins a step with the heading at block i. */
void acm__step_begin(acm__step_reader *steps, uint32_t i, acm__str title, uint32_t limit);

/* Ends the step, if one is open, before block i. */
void acm__step_end(acm__step_reader *steps, uint32_t i);

/* Reads a paragraph or a list, within a step or outside. Gives the index of the block behind it. */
uint32_t acm__step_read(acm__step_reader *steps, uint32_t i);

/* Reads the tables in blocks i to end - 1, those in lists too. */
void acm__step_read_tables(acm__step_reader *steps, uint32_t i, uint32_t end);

#endif
