#include "model/diagnostics.h"

#include "base/error.h"

struct acm_diagnostics {
    acm__arena arena;
    acm__fault *faults;
    uint32_t count;
};

static bool stands_before(const acm__fault *a, const acm__fault *b)
{
    return a->place.line != b->place.line ? a->place.line < b->place.line
                                          : a->place.column < b->place.column;
}

/* Inserts in order of place; the lists are nearly sorted, so little moves. */
static bool insert(acm_diagnostics *d, const acm__fault *fault)
{
    acm__fault copy = *fault;
    copy.detail = acm__str_copy(&d->arena, fault->detail.at, fault->detail.len);
    if (!copy.detail.at)
        return false;
    uint32_t at = d->count++;
    for (; at > 0 && stands_before(&copy, &d->faults[at - 1]); at--)
        d->faults[at] = d->faults[at - 1];
    d->faults[at] = copy;
    return true;
}

acm_diagnostics *acm__diagnostics_new(const acm_allocator *allocator, const acm__fault *a,
                                      uint32_t a_count, const acm__fault *b, uint32_t b_count)
{
    acm_diagnostics *d = acm__calloc(allocator, 1, sizeof *d);
    if (!d)
        return NULL;
    acm__arena_init(&d->arena, allocator);
    size_t total = (size_t)a_count + b_count;
    d->faults = total ? acm__arena_alloc(&d->arena, total, sizeof *d->faults) : NULL;
    for (uint32_t i = 0, k = 0; d->faults && i + k < total;) { /* merge */
        bool from_a = k == b_count || (i < a_count && !stands_before(&b[k], &a[i]));
        if (!insert(d, from_a ? &a[i++] : &b[k++]))
            break;
    }
    if (!d->arena.failed)
        return d;
    acm_diagnostics_free(d);
    return NULL;
}

size_t acm_diagnostics_count(const acm_diagnostics *diagnostics)
{
    return diagnostics ? diagnostics->count : 0;
}

acm_status acm_diagnostics_get(const acm_diagnostics *diagnostics, size_t index,
                               acm_diagnostic *out, size_t size)
{
    if (!diagnostics || !out)
        return ACM_E_INVALID;
    if (size < sizeof *out)
        return ACM_E_VERSION;
    if (index >= diagnostics->count)
        return ACM_E_NOTFOUND;
    const acm__fault *f = &diagnostics->faults[index];
    acm_diagnostic record = {.line = f->place.line,
                             .column = f->place.column,
                             .offset = f->place.offset,
                             .severity = f->severity};
    acm__struct_write(out, size, &record, sizeof record);
    return ACM_OK;
}

const char *acm_diagnostics_rule(const acm_diagnostics *diagnostics, size_t index)
{
    return diagnostics && index < diagnostics->count ? diagnostics->faults[index].rule : NULL;
}

const char *acm_diagnostics_text(const acm_diagnostics *diagnostics, size_t index, size_t *len)
{
    bool known = diagnostics && index < diagnostics->count;
    if (len)
        *len = known ? diagnostics->faults[index].detail.len : 0;
    return known ? diagnostics->faults[index].detail.at : NULL;
}

void acm_diagnostics_free(acm_diagnostics *diagnostics)
{
    if (!diagnostics)
        return;
    acm__arena arena = diagnostics->arena;
    acm__free(&arena.allocator, diagnostics);
    acm__arena_dispose(&arena);
}
