/* facts.h - commands with the facts that belong to them, and the block of their texts. */
#ifndef FACTS_H
#define FACTS_H

#include "tool.h"

#include <acmplaybook.h>

typedef struct batch {
    acm_command *commands; /* that are one: facts, and what is done */
    size_t count;
    char *text;
    size_t len;
} batch;

void batch_free(batch *b);

/* Adds a command with a text, which may be NULL; it is one with those before it. */
void batch_add(batch *b, acm_command command, const char *text);

/*
 * Adds a fact. What reads as JSON is a number, true, false, null, a text, or a list of texts, a set; all else is
 * a text as it stands. False: JSON that is no value of a fact.
 */
bool batch_add_fact(batch *b, const char *name, const char *value);

#endif
