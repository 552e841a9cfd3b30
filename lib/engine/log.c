#include "engine/log.h"

#include "base/error.h"

#include <string.h>

acm_status acm_log_new(const acm_allocator *allocator, acm_log **log, acm_error *err)
{
    acm_allocator own;
    if (!log)
        return acm__error(err, ACM_E_INVALID, "log is missing");
    *log = NULL;
    if (!acm__allocator_copy(allocator, &own))
        return acm__error(err, ACM_E_VERSION, "the allocator is incomplete or of another version");
    acm_log *made = acm__calloc(&own, 1, sizeof *made);
    if (!made)
        return acm__nomem(err);
    made->allocator = own;
    made->text_len = 1;
    *log = made;
    return ACM_OK;
}

void acm_log_free(acm_log *log)
{
    if (!log)
        return;
    acm_allocator own = log->allocator;
    acm__free(&own, log->events);
    acm__free(&own, log->text);
    acm__free(&own, log->candidates.at);
    acm__free(&own, log->saved);
    acm__free(&own, log);
}

size_t acm_log_count(const acm_log *log)
{
    return log ? log->count - log->head : 0;
}

acm_status acm_log_drain(acm_log *log, acm_event *out, size_t stride, size_t capacity,
                         size_t *count, acm_error *err)
{
    if (count)
        *count = 0;
    if (!log || !count || (!out && capacity))
        return acm__error(err, ACM_E_INVALID, "log, out or count is missing");
    if (capacity && stride < sizeof *out)
        return acm__error(err, ACM_E_VERSION, "records of %zu bytes are too small", stride);
    size_t n = acm_log_count(log) < capacity ? acm_log_count(log) : capacity;
    if (stride == sizeof *out && n)
        memcpy(out, log->events + log->head, n * sizeof *out);
    else
        for (size_t i = 0; i < n; i++)
            acm__struct_write((char *)out + i * stride, stride, &log->events[log->head + i],
                              sizeof *out);
    log->head += (uint32_t)n;
    *count = n;
    return ACM_OK;
}

const char *acm_log_text(const acm_log *log, const acm_event *event)
{
    bool has_text = log && event && event->kind >= ACM_EVENT_CONFIRM && event->detail &&
                    event->detail < log->text_len;
    return has_text ? log->text + event->detail : NULL;
}

void acm_log_clear(acm_log *log)
{
    if (log)
        acm__log_truncate(log, 0, 1);
}

uint32_t acm__log_put_text(acm_log *log, const char *at, size_t len)
{
    void *text = log->text;
    if (len > UINT32_MAX / 2 || !acm__reserve(&log->allocator, &text, &log->text_capacity,
                                              (size_t)log->text_len + len + 1, 1))
        return 0;
    log->text = text;
    uint32_t offset = log->text_len;
    if (len)
        memcpy(log->text + offset, at, len);
    log->text[offset + len] = '\0';
    log->text_len += (uint32_t)len + 1;
    return offset;
}

void acm__log_move_up(acm_log *log)
{
    if (log->head == log->count) {
        acm_log_clear(log);
        return;
    }
    if (log->head < log->count / 2)
        return; /* moving less than half would make draining in small pieces quadratic */
    log->count -= log->head;
    memmove(log->events, log->events + log->head, log->count * sizeof *log->events);
    log->head = 0;
}

bool acm__log_reserve(acm_log *log, uint32_t more)
{
    void *events = log->events;
    if (!acm__reserve(&log->allocator, &events, &log->capacity, (size_t)log->count + more,
                      sizeof *log->events))
        return false;
    log->events = events;
    return true;
}

void acm__log_truncate(acm_log *log, uint32_t count, uint32_t text_len)
{
    log->count = count;
    log->text_len = text_len;
    if (log->head > count)
        log->head = count;
}

bool acm__candidates_insert(acm_log *log, uint64_t key)
{
    acm__candidates *c = &log->candidates;
    if (c->count == c->capacity) {
        void *at = c->at;
        if (!acm__reserve(&log->allocator, &at, &c->capacity, (size_t)c->count + 1, sizeof *c->at))
            return false;
        c->at = at;
    }
    uint32_t i = c->count++;
    for (; i > 0 && c->at[(i - 1) / 2] > key; i = (i - 1) / 2)
        c->at[i] = c->at[(i - 1) / 2];
    c->at[i] = key;
    return true;
}

uint64_t acm__candidates_pop(acm_log *log)
{
    acm__candidates *c = &log->candidates;
    uint64_t top = c->at[0], last = c->at[--c->count];
    uint32_t i = 0;
    for (;;) {
        uint32_t child = 2 * i + 1;
        if (child >= c->count)
            break;
        if (child + 1 < c->count && c->at[child + 1] < c->at[child])
            child++;
        if (c->at[child] >= last)
            break;
        c->at[i] = c->at[child];
        i = child;
    }
    if (c->count)
        c->at[i] = last;
    return top;
}
