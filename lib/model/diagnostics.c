#include "model/diagnostics.h"

#include "base/error.h"

#include <stdlib.h>

typedef struct finding {
    acm__fault fault;
    uint32_t file, order; /* index; as added */
} finding;

struct acm_diagnostics {
    acm__arena arena;
    finding *at;
    uint32_t count, capacity;
    acm__strs files; /* that findings were added for, in that order */
};

acm_diagnostics *acm__diagnostics_new(const acm_allocator *allocator)
{
    acm_diagnostics *d = acm__calloc(allocator, 1, sizeof *d);
    if (d)
        acm__arena_init(&d->arena, allocator);
    return d;
}

/* The order of a file that findings were added for, or the next one; UINT32_MAX when memory is out. */
static uint32_t order_of(acm_diagnostics *d, acm__str file)
{
    for (uint32_t i = d->files.count; i-- > 0;) /* mostly the last one */
        if (acm__str_equal(d->files.at[i], file))
            return i;
    acm__str copy = acm__str_copy(&d->arena, file.at, file.len);
    acm__str *added = copy.at ? acm__list_push(&d->arena, &d->files) : NULL;
    if (!added)
        return UINT32_MAX;
    *added = copy;
    return d->files.count - 1;
}

void acm__diagnostics_add(acm_diagnostics *d, acm__str file, const acm__faults *faults)
{
    uint32_t order = faults->count ? order_of(d, file) : UINT32_MAX;
    for (uint32_t i = 0; order != UINT32_MAX && i < faults->count; i++) {
        acm__fault fault = faults->at[i];
        fault.detail = acm__str_copy(&d->arena, fault.detail.at, fault.detail.len);
        finding *added = acm__list_push(&d->arena, d);
        if (!added)
            return;
        *added = (finding){fault, order, d->count};
    }
}

static int compare(const void *a, const void *b)
{
    const finding *x = a, *y = b;
    if (x->file != y->file)
        return x->file < y->file ? -1 : 1;
    if (x->fault.place.line != y->fault.place.line)
        return x->fault.place.line < y->fault.place.line ? -1 : 1;
    if (x->fault.place.column != y->fault.place.column)
        return x->fault.place.column < y->fault.place.column ? -1 : 1;
    return x->order < y->order ? -1 : x->order > y->order;
}

bool acm__diagnostics_sort(acm_diagnostics *d)
{
    if (d->count > 1 && !d->arena.failed)
        qsort(d->at, d->count, sizeof *d->at, compare);
    return !d->arena.failed;
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
    const acm__fault *f = &diagnostics->at[index].fault;
    acm_diagnostic record = {.line = f->place.line,
                             .column = f->place.column,
                             .offset = f->place.offset,
                             .severity = acm_rule_severity(f->rule),
                             .rule = f->rule};
    acm__struct_write(out, size, &record, sizeof record);
    return ACM_OK;
}

const char *acm_diagnostics_rule(const acm_diagnostics *diagnostics, size_t index)
{
    return diagnostics && index < diagnostics->count
               ? acm_rule_name(diagnostics->at[index].fault.rule)
               : NULL;
}

const char *acm_diagnostics_text(const acm_diagnostics *diagnostics, size_t index, size_t *len)
{
    bool known = diagnostics && index < diagnostics->count;
    if (len)
        *len = known ? diagnostics->at[index].fault.detail.len : 0;
    return known ? diagnostics->at[index].fault.detail.at : NULL;
}

const char *acm_diagnostics_file(const acm_diagnostics *diagnostics, size_t index, size_t *len)
{
    bool known = diagnostics && index < diagnostics->count;
    acm__str file = {NULL, 0};
    if (known)
        file = diagnostics->files.at[diagnostics->at[index].file];
    if (len)
        *len = file.len;
    return file.at;
}

void acm_diagnostics_free(acm_diagnostics *diagnostics)
{
    if (!diagnostics)
        return;
    acm__arena arena = diagnostics->arena;
    acm__free(&arena.allocator, diagnostics);
    acm__arena_dispose(&arena);
}
