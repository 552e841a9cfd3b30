#include "base/records.h"

acm_status acm__records_begin(acm__records *r, const void *of, void *out, size_t stride,
                              size_t capacity, size_t first_size, size_t *count)
{
    if (count)
        *count = 0;
    if (!of || !count || (!out && capacity))
        return ACM_E_INVALID;
    if (capacity && stride < first_size)
        return ACM_E_VERSION;
    *r = (acm__records){out, stride, capacity, 0};
    return ACM_OK;
}

void acm__records_put(acm__records *r, const void *record, size_t size)
{
    if (r->count < r->capacity)
        acm__struct_write(r->out + r->count * r->stride, r->stride, record, size);
    r->count++;
}
