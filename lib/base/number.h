/* number.h - decimal numbers, read without the C locale and alike on every machine. */
#ifndef ACM__NUMBER_H
#define ACM__NUMBER_H

#include <stddef.h>
#include <stdint.h>

typedef enum acm__number_kind {
    ACM__NUMBER_INTEGER,
    ACM__NUMBER_REAL,
    ACM__NUMBER_TOO_LARGE /* would be infinite */
} acm__number_kind;

typedef struct acm__number {
    acm__number_kind kind;
    int64_t integer;
    double real; /* finite, not negative */
} acm__number;

/*
 * Reads the longest number at the beginning of `at`: digits, then a fraction and an exponent if they have
 * digits. Without both it is an integer while it fits. Gives its bytes, 0 if there is none.
 *
 * Correctly rounded (to nearest, ties to even) up to 40 significant digits; those after it only break ties.
 */
size_t acm__number_read(const char *at, size_t len, acm__number *out);

enum {
    ACM__NUMBER_BYTES = 40 /* room for any number as text, NUL included */
};

/* Write a number as text that reads back as the same; give its bytes. */
size_t acm__number_write_integer(int64_t value, char out[ACM__NUMBER_BYTES]);
size_t acm__number_write_real(double value, char out[ACM__NUMBER_BYTES]);

#endif
