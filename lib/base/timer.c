#include "base/timer.h"

#include "base/number.h"

#include <string.h>

enum {
    PARTS = 3
};

/* A start or an end, or the span between. */
typedef struct part {
    bool is_period;
    int64_t time;
    acm__period period;
} part;

static bool read_part(acm__str text, part *to)
{
    bool day;
    *to = (part){.time = 0};
    to->is_period = acm__period_parse(text, &to->period);
    return to->is_period || acm__instant_parse(text, &to->time, &day);
}

/* Takes the text before the next slash, or all of it; at = NULL when nothing is left. */
static acm__str take_part(acm__str *rest)
{
    const char *slash = memchr(rest->at, '/', rest->len);
    acm__str taken = {rest->at, slash ? (uint32_t)(slash - rest->at) : rest->len};
    uint32_t used = taken.len + (slash != NULL);
    *rest = (acm__str){slash ? slash + 1 : NULL, rest->len - used};
    return taken;
}

/* "R" or "R3". */
static bool read_count(acm__str text, int64_t *count)
{
    acm__number number;
    *count = ACM__TIMER_NO_END;
    if (text.len == 1)
        return true;
    size_t len = acm__number_read(text.at + 1, text.len - 1, &number);
    *count = number.integer;
    return number.kind == ACM__NUMBER_INTEGER && len == text.len - 1;
}

static void set_once(acm__timer *timer, int64_t time)
{
    timer->fixed = true;
    timer->start = time;
}

static bool set_single(acm__timer *timer, const part *only, bool repeats)
{
    if (only->is_period)
        timer->every = only->period;
    else
        set_once(timer, only->time);
    return only->is_period || !repeats;
}

/* The two parts of an interval. */
static bool set_interval(acm__timer *timer, const part *from, const part *to, bool repeats)
{
    int64_t end = to->time;
    if (from->is_period == to->is_period && (from->is_period || from->time > to->time))
        return false;
    if (to->is_period && !acm__instant_after(from->time, to->period, 1, &end))
        return false;
    if (!repeats) {
        set_once(timer, end);
        return true;
    }
    if (from->is_period)
        timer->until = end;
    else
        set_once(timer, from->time);
    timer->every = from->is_period ? from->period
                   : to->is_period ? to->period
                                   : (acm__period){0, to->time - from->time};
    return true;
}

bool acm__timer_parse(acm__str text, acm__timer *timer)
{
    part parts[PARTS - 1];
    uint32_t count = 0;
    *timer = (acm__timer){.until = INT64_MAX, .count = 1};
    bool repeats = text.len && text.at[0] == 'R';
    if (repeats && !read_count(take_part(&text), &timer->count))
        return false;
    for (; text.at; count++)
        if (count == PARTS - 1 || !read_part(take_part(&text), &parts[count]))
            return false;
    bool set = count == 1   ? set_single(timer, &parts[0], repeats)
               : count == 2 ? set_interval(timer, &parts[0], &parts[1], repeats)
                            : false;
    bool moves = timer->every.months || timer->every.milliseconds;
    return set && (moves || timer->count != ACM__TIMER_NO_END);
}

static int64_t limit_of(const acm__timer *timer)
{
    return timer->count == ACM__TIMER_NO_END ? INT64_MAX : timer->count;
}

/* The first occurrence of a row with a start that is not before a time; the last if all are. */
static int64_t first_from(const acm__timer *timer, int64_t time)
{
    int64_t low = 0, high = limit_of(timer) - 1, due;
    while (low < high) {
        int64_t middle = low + (high - low) / 2;
        if (acm__instant_after(timer->start, timer->every, middle, &due) && due < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool find_due(const acm__timer *timer, int64_t set_at, uint32_t k, int64_t *due)
{
    int64_t first = timer->fixed ? first_from(timer, set_at) : 0;
    if (k >= limit_of(timer) - first)
        return false;
    if (timer->fixed)
        return acm__instant_after(timer->start, timer->every, first + k, due);
    return acm__instant_after(set_at, timer->every, (int64_t)k + 1, due) && *due <= timer->until;
}

bool acm__timer_due(const acm__timer *timer, int64_t set_at, uint32_t k, int64_t *due)
{
    bool found = timer->count && find_due(timer, set_at, k, due);
    if (!found)
        *due = 0;
    return found;
}
