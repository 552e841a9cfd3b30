#include "format/markdown/words.h"

int32_t acm__words_find(acm__words *words, acm__vocabulary_section section, acm__str name)
{
    if (name.len == 0)
        return ACM__KIND_NONE;
    uint32_t slot = (acm__hash(name.at, name.len) + (uint32_t)section) % ACM__WORDS_SLOTS;
    if (words->slots[slot].section == (int32_t)section && words->slots[slot].name.at &&
        acm__str_equal(words->slots[slot].name, name))
        return words->slots[slot].kind;
    int32_t kind = acm__vocabulary_find(words->language, section, name);
    words->slots[slot].name = name;
    words->slots[slot].section = (int32_t)section;
    words->slots[slot].kind = kind;
    return kind;
}
