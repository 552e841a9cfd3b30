/* records.h - fills a caller's array of records, whatever its stride, and counts what did not fit. */
#ifndef ACM__RECORDS_H
#define ACM__RECORDS_H

#include "base/error.h"

typedef struct acm__records {
    char *out;
    size_t stride, capacity, count;
} acm__records;

/* ACM_E_INVALID without `of` or count, or without out for a capacity; ACM_E_VERSION for a stride below the first version's. */
acm_status acm__records_begin(acm__records *r, const void *of, void *out, size_t stride,
                              size_t capacity, size_t first_size, size_t *count);

void acm__records_put(acm__records *r, const void *record, size_t size);

#endif
