#include "harness/moment.h"

#include "base/error.h"

#include <acmplaybook/scenario.h>

bool acm__moment_parse(acm__str text, acm__moment *moment)
{
    bool day;
    *moment = (acm__moment){.is_time = false};
    moment->is_time = acm__instant_parse(text, &moment->time, &day);
    return moment->is_time || acm__period_parse(text, &moment->span);
}

bool acm__moment_time(const acm__moment *moment, int64_t now, int64_t *time)
{
    *time = moment->time;
    return moment->is_time || acm__instant_after(now, moment->span, 1, time);
}

acm_status acm_scenario_time(const char *text, size_t text_len, int64_t now, int64_t *time,
                             acm_error *err)
{
    acm__str given;
    acm__moment moment;
    int64_t out;
    if (time)
        *time = 0;
    if (!time || !acm__str_from(text, text_len, &given))
        return acm__error(err, ACM_E_INVALID, "a text and a place for the time are needed");
    if (!acm__moment_parse(given, &moment))
        return acm__error(err, ACM_E_SYNTAX,
                          "\"%.*s\" is no duration such as PT1H, and no time such as "
                          "2026-03-31T17:00Z",
                          ACM__SHOWN(given));
    if (!acm__moment_time(&moment, now, &out))
        return acm__error(err, ACM_E_LIMIT, "\"%.*s\" is later than all times there are",
                          ACM__SHOWN(given));
    *time = out;
    return ACM_OK;
}
