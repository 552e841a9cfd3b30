#include "engine/sentences.h"

#include "base/instant.h"

/* Made by CMake from the folder: the tables of each language, and ACM__LANGUAGES, English first. */
#include "sentences.inc"

#define ACM__LANGUAGE(name, tag) {tag, (const char *)&texts_##name, words_##name},
static const acm__wording wordings[] = {ACM__LANGUAGES};
#undef ACM__LANGUAGE

enum {
    WORDINGS = sizeof wordings / sizeof wordings[0]
};

const acm__wording *acm__wording_at(size_t index)
{
    return index < WORDINGS ? &wordings[index] : NULL;
}

const acm__wording *acm__wording_find(const char *language)
{
    for (size_t i = 0; language && i < WORDINGS; i++)
        if (acm__tag_equal(wordings[i].tag, language))
            return &wordings[i];
    return &wordings[0];
}

void acm__speech_begin(acm__speech *speech, char *buffer, size_t capacity)
{
    speech->begin = speech->next = capacity ? buffer : speech->none;
    speech->end = speech->begin + capacity;
    speech->missing = 0;
}

/* Puts as much as finds room. */
static void put_cut(acm__speech *speech, acm__str text)
{
    size_t room = (size_t)(speech->end - speech->next);
    acm__copy_short(speech->next, text.at, room);
    speech->next = speech->end;
    speech->missing += text.len - room;
}

void acm__speech_put(acm__speech *speech, acm__str text)
{
    if (text.len > (size_t)(speech->end - speech->next)) {
        put_cut(speech, text);
        return;
    }
    acm__copy_short(speech->next, text.at, text.len);
    speech->next += text.len;
}

void acm__speech_sentence(acm__speech *speech, const acm__wording *wording, uint32_t entry,
                          acm__speech_fill fill, const void *user)
{
    const acm__sentence *s = &wording->sentences[entry];
    const char *at = wording->texts + s->at;
    for (size_t i = 0;; i++) {
        acm__speech_put(speech, (acm__str){at, s->texts[i]});
        if (i == ACM__SENTENCE_SLOTS || !s->slots[i])
            return;
        at += s->texts[i];
        fill(speech, s->slots[i], user);
    }
}

void acm__speech_time(acm__speech *speech, int64_t time)
{
    char text[ACM__INSTANT_BYTES];
    acm__speech_put(speech, (acm__str){text, (uint32_t)acm__instant_write(time, text)});
}

void acm__speech_word(acm__speech *speech, const acm__wording *wording, uint32_t entry)
{
    const acm__sentence *s = &wording->sentences[entry];
    acm__speech_put(speech, (acm__str){wording->texts + s->at, s->texts[0]});
}

size_t acm__speech_end(acm__speech *speech)
{
    size_t used = (size_t)(speech->next - speech->begin), needed = used + speech->missing + 1;
    if (speech->next < speech->end)
        *speech->next = '\0';
    else if (used)
        speech->begin[acm__utf8_cut(speech->begin, used - 1)] = '\0';
    return needed;
}
