#include "model/page.h"

#include <string.h>

void *acm__list_grow(acm__arena *arena, void *at, uint32_t *count, uint32_t *capacity, size_t size)
{
    void *array; /* copied byte by byte: the list's pointer has a type of its own */
    memcpy(&array, at, sizeof array);
    array = acm__arena_push(arena, array, *count, capacity, size);
    if (!array)
        return NULL;
    memcpy(at, &array, sizeof array);
    void *element = (char *)array + (size_t)(*count)++ * size;
    memset(element, 0, size);
    return element;
}

bool acm__list_copy(acm__arena *arena, void *at, uint32_t count, uint32_t *capacity, size_t size)
{
    void *from, *array = acm__arena_alloc(arena, (size_t)count + 1, size);
    if (!array)
        return false;
    memcpy(&from, at, sizeof from);
    if (count)
        memcpy(array, from, count * size);
    memcpy(at, &array, sizeof array);
    *capacity = count + 1;
    return true;
}

bool acm__faults_add(acm__arena *arena, acm__faults *faults, acm__rule rule, acm__place place,
                     acm__str detail)
{
    acm__fault *fault = acm__list_push(arena, faults);
    if (fault)
        *fault = (acm__fault){rule, detail, place};
    return fault != NULL;
}

bool acm__faults_copy(acm__arena *arena, acm__faults *faults, acm__rule rule, acm__place place,
                      acm__str detail)
{
    acm__str copy = acm__str_copy(arena, detail.at, detail.len);
    return copy.at && acm__faults_add(arena, faults, rule, place, copy);
}
