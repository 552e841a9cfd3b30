/* terminal.h - where text is drawn: colour, width in cells, lines that wrap. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include "tool.h"

#include <stdio.h>

enum tone {
    TONE_PLAIN,
    TONE_BOLD,
    TONE_DIM,
    TONE_GREEN,
    TONE_YELLOW,
    TONE_RED,
    TONE_BLUE
};

typedef struct terminal {
    FILE *out;
    int width; /* in cells */
    bool colour;
} terminal;

/* Standard output: colour only on a terminal, and not if NO_COLOR is set. */
terminal terminal_open(void);

/* Cells that a text takes: two for each wide character of East Asian scripts. */
int text_width(const char *text);

/* Prints text, and blanks up to `width` cells. */
void put(const terminal *t, enum tone tone, const char *text);
void put_padded(const terminal *t, enum tone tone, const char *text, int width);

/*
 * Prints text behind `first`, broken to the width of the terminal, each further line behind `next`.
 * A line ends between words, or beside a wide character.
 */
void put_wrapped(const terminal *t, const char *first, const char *next, enum tone tone,
                 const char *text);

#endif
