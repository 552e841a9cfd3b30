#include "model/diagnostics.h"

#include "base/error.h"

#include <stdlib.h>

typedef struct finding {
    acm__fault fault;
    acm__str file;
    uint32_t file_order, order; /* as added */
} finding;

struct acm_diagnostics {
    acm__arena arena;
    finding *at;
    uint32_t count, capacity, file_count;
};

acm_diagnostics *acm__diagnostics_new(const acm_allocator *allocator)
{
    acm_diagnostics *d = acm__calloc(allocator, 1, sizeof *d);
    if (d)
        acm__arena_init(&d->arena, allocator);
    return d;
}

/* The order of a file that findings were added for, or the next one. */
static uint32_t order_of(acm_diagnostics *d, acm__str *file)
{
    for (uint32_t i = d->count; i-- > 0;) /* mostly the one of the last finding */
        if (acm__str_equal(d->at[i].file, *file)) {
            *file = d->at[i].file;
            return d->at[i].file_order;
        }
    *file = acm__str_copy(&d->arena, file->at, file->len);
    return d->file_count++;
}

void acm__diagnostics_add(acm_diagnostics *d, acm__str file, const acm__faults *faults)
{
    uint32_t file_order = faults->count ? order_of(d, &file) : 0;
    for (uint32_t i = 0; i < faults->count; i++) {
        acm__fault fault = faults->at[i];
        fault.detail = acm__str_copy(&d->arena, fault.detail.at, fault.detail.len);
        finding *added = acm__list_push(&d->arena, d);
        if (!added)
            return;
        *added = (finding){fault, file, file_order, d->count};
    }
}

static int compare(const void *a, const void *b)
{
    const finding *x = a, *y = b;
    if (x->file_order != y->file_order)
        return x->file_order < y->file_order ? -1 : 1;
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
    if (len)
        *len = known ? diagnostics->at[index].file.len : 0;
    return known ? diagnostics->at[index].file.at : NULL;
}

void acm_diagnostics_free(acm_diagnostics *diagnostics)
{
    if (!diagnostics)
        return;
    acm__arena arena = diagnostics->arena;
    acm__free(&arena.allocator, diagnostics);
    acm__arena_dispose(&arena);
}
