#include "format/markdown/words.h"

#include <string.h>

int32_t acm__words_find(acm__words *words, acm__vocabulary_section section, acm__str name)
{
    if (name.len == 0 || name.len > ACM__WORDS_NAME)
        return acm__vocabulary_find(words->language, section, name);
    uint32_t slot = (acm__hash(name.at, name.len) + (uint32_t)section) % ACM__WORDS_SLOTS;
    if (words->slots[slot].section == (int32_t)section && words->slots[slot].len == name.len &&
        memcmp(words->slots[slot].name, name.at, name.len) == 0)
        return words->slots[slot].kind;
    int32_t kind = acm__vocabulary_find(words->language, section, name);
    words->slots[slot].section = (int32_t)section;
    words->slots[slot].kind = kind;
    words->slots[slot].len = name.len;
    memcpy(words->slots[slot].name, name.at, name.len);
    return kind;
}
