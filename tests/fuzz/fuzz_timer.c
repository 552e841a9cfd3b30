/* fuzz_timer.c - any text is a timer or not; the occurrences of one stand in order and end where it says. */
#include "base/timer.h"
#include "fuzz/target.h"

/* The input begins with the time at which the timer is set. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    int64_t set_at, due, last = INT64_MIN;
    acm__timer timer;
    if (size < sizeof set_at || size > UINT32_MAX)
        return 0;
    memcpy(&set_at, data, sizeof set_at);
    acm__str text = {(const char *)data + sizeof set_at, (uint32_t)(size - sizeof set_at)};
    if (!acm__timer_parse(text, &timer))
        return 0;
    require(timer.count >= ACM__TIMER_NO_END && timer.every.months >= 0 &&
            timer.every.milliseconds >= 0);
    for (uint32_t k = 0; k < 8 && acm__timer_due(&timer, set_at, k, &due); k++) {
        require(due >= last && due <= timer.until);
        require(timer.fixed || due >= set_at);
        require(timer.count == ACM__TIMER_NO_END || k < timer.count);
        last = due;
    }
    return 0;
}
