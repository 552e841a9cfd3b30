/* error.h - fills the caller's acm_error, and moves structs and records whose sizes may differ. */
#ifndef ACM__ERROR_H
#define ACM__ERROR_H

#include <acmplaybook/base.h>

#include <stdbool.h>
#include <stdlib.h>

/* All return `status`, so that callers can write: return acm__error(err, ACM_E_X, "..."). err may be NULL. */
#if defined(__GNUC__)
__attribute__((format(printf, 3, 4)))
#endif
acm_status
acm__error(acm_error *err, acm_status status, const char *format, ...);
acm_status acm__nomem(acm_error *err);

/* ACM_E_SYNTAX, with the words that could stand there, as far as there is room; a table may have gaps. */
acm_status acm__error_words(acm_error *err, const char *const *words, size_t count);

/* ACM_E_CALLBACK, with what the callback returned. */
acm_status acm__error_callback(acm_error *err, int32_t value, const char *message);

/* Clears an error and sets its status, for callers that write the message themselves; false if nothing can be written. */
bool acm__error_begin(acm_error *err, acm_status status);

/* Adds a place to the error that was just filled. */
void acm__error_at(acm_error *err, uint32_t line, uint32_t column, uint64_t offset);

/* The same by the byte of a text, which is UTF-8 so far; a byte order mark takes up no column. */
void acm__error_locate(acm_error *err, const char *text, size_t offset);

/* Names what is at fault: a key or element; a file, as the caller called it, in UTF-8 or not. */
void acm__error_path(acm_error *err, const char *path, size_t len);
void acm__error_file(acm_error *err, const char *path, size_t len);

/*
 * A condition that can only be false through a fault of our own: aborts in test builds, else the caller
 * returns ACM_E_INTERNAL.
 */
static inline bool acm__assert_that(bool holds)
{
#ifdef ACM_ABORT_ON_FAULT
    if (!holds)
        abort();
#endif
    return holds;
}

/*
 * Reads a caller's struct of `size` bytes into ours of `own` bytes: what both know is copied, what only we
 * know is left as it is. False if it is smaller than `first`, the first version's size, or has a non-zero
 * tail that we do not know.
 */
bool acm__struct_read(void *to, size_t own, const void *from, size_t size, size_t first);

/* Writes one of our records into a caller's of `size` bytes; a tail that we do not know is zeroed. */
void acm__struct_write(void *to, size_t size, const void *from, size_t own);

#endif
