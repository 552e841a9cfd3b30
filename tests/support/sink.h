/* sink.h - text as it comes from a sink. */
#ifndef ACM_TEST_SINK_H
#define ACM_TEST_SINK_H

#include "support/test.h"

typedef struct written {
    char *text; /* NUL behind; freed by the test */
    size_t len, pieces;
    int32_t refuse; /* what the sink returns */
} written;

/* An acm_sink whose user is a struct written; fails the test if a piece is empty or begins within a character. */
int32_t written_keep(void *user, const char *text, size_t len);

/* Reads a file and fails the test unless it is the text, which is freed. */
void assert_golden(char *text, const char *path);

#endif
