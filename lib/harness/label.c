#include "harness/label.h"

#include "model/playbook.h"

#include <inttypes.h>

static bool is_control(uint32_t c)
{
    return c < ' ' || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

void acm__label_text(acm__buffer *out, acm__str text)
{
    size_t i = 0, start = 0;
    while (i < text.len) {
        size_t at = i;
        if (!is_control(acm__utf8_next(text.at, text.len, &i)))
            continue;
        acm__buffer_add(out, text.at + start, at - start);
        acm__buffer_add(out, " ", 1);
        start = i;
    }
    acm__buffer_add(out, text.at + start, text.len - start);
}

void acm__label_item(acm__buffer *out, const acm_playbook *playbook, acm_id item,
                     const char *language)
{
    const acm__item *known = acm__playbook_item(playbook, item);
    if (known && known->number >= 0)
        acm__buffer_print(out, "%" PRId64 " ", known->number);
    acm__label_text(out,
                    acm__playbook_name(playbook, item, acm__playbook_tongue(playbook, language)));
}

void acm__label_instance(acm__buffer *out, const acm_playbook *playbook, const acm__board *board,
                         acm_id item, acm_id instance, const char *language)
{
    uint32_t place = 0, count = 0;
    for (uint32_t i = 0; i < board->count; i++) {
        if (board->instances[i].row.item != item)
            continue;
        if (board->instances[i].row.instance == instance)
            place = count;
        count++;
    }
    acm__label_item(out, playbook, item, language);
    if (instance && count > 1)
        acm__buffer_print(out, " [%" PRIu32 "]", place);
}

void acm__label_pad(acm__buffer *out, uint32_t from, uint32_t cells)
{
    uint32_t width = out->failed ? cells : acm__utf8_width(out->at + from, out->len - from);
    for (; width < cells; width++)
        acm__buffer_add(out, " ", 1);
}
