#include "format/markdown/labels.h"

#include <string.h>

enum {
    HEAD_MAX = 96 /* bytes before the colon that can be a label */
};

static bool is_ascii_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Bytes of the colon at an index, 0 if there is none. */
static uint32_t colon(acm__str text, uint32_t i)
{
    if (text.at[i] == ':')
        return 1;
    return text.len - i >= 3 && memcmp(text.at + i, "：", 3) == 0 ? 3 : 0;
}

/* The next colon of either kind, the end if there is none. */
static uint32_t find_colon(acm__str text, uint32_t i)
{
    const char *at = i < text.len ? memchr(text.at + i, ':', text.len - i) : NULL;
    uint32_t stop = at ? (uint32_t)(at - text.at) : text.len;
    while (i < stop && (at = memchr(text.at + i, '\xEF', stop - i)) != NULL) {
        i = (uint32_t)(at - text.at);
        if (colon(text, i))
            return i;
        i++;
    }
    return stop;
}

/* Without the emphasis that was not closed, and blanks. */
static acm__str trim(acm__str head)
{
    while (head.len && (head.at[0] == '*' || head.at[0] == ' ')) {
        head.at++;
        head.len--;
    }
    while (head.len && (head.at[head.len - 1] == '*' || head.at[head.len - 1] == ' '))
        head.len--;
    return head;
}

acm__str acm__label_head(acm__reader *reader, uint32_t i)
{
    const acm__block *block = &reader->blocks.list.at[i];
    uint32_t len = block->raw_len < HEAD_MAX ? block->raw_len : HEAD_MAX;
    acm__str raw = {reader->blocks.raw.at + block->raw, len};
    uint32_t at = find_colon(raw, 0);
    if (at == raw.len)
        return (acm__str){"", 0};
    acm__str plain = acm__plain(&reader->scratch, raw.at, at);
    return plain.at ? trim(plain) : (acm__str){"", 0};
}

/* The text of a block with each line made plain on its own. */
static acm__str plain_lines(acm__reader *reader, const acm__block *block)
{
    acm__buffer *lines = &reader->label_text;
    const char *at = reader->blocks.raw.at + block->raw, *end = at + block->raw_len;
    acm__buffer_cut(lines, 0);
    while (at < end) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        acm__str line = acm__plain(&reader->scratch, at, (size_t)(stop - at));
        acm__buffer_add(lines, line.at, line.len);
        acm__buffer_add(lines, "\n", 1);
        at = stop + 1;
    }
    return lines->len ? (acm__str){lines->at, lines->len} : (acm__str){"", 0};
}

/* Whether a label may begin at an index although it does not begin the line: "... EngineerApplies To: ..." */
static bool may_begin(acm__str text, uint32_t i)
{
    if (!is_ascii_letter(text.at[i]) || (text.at[i] >= 'A' && text.at[i] <= 'Z'))
        return true;
    return !is_ascii_letter(text.at[i - 1]);
}

/* Bytes of the longest label of a language that `head` ends with. */
static uint32_t tail_label(const acm__language *language, acm__str head, int32_t *kind)
{
    uint32_t longest = 0;
    int32_t found;
    acm__str word;
    for (size_t n = 0; (word = acm__vocabulary_at(language, ACM__LABEL, n, &found)).at; n++) {
        if (word.len <= longest || word.len >= head.len)
            continue;
        uint32_t start = head.len - word.len;
        if (acm__name_equal(word, (acm__str){head.at + start, word.len}) &&
            may_begin(head, start)) {
            longest = word.len;
            *kind = found;
        }
    }
    return longest;
}

/* Looks for the label whose colon comes next, from `from` on. */
static void find_label(acm__labels *labels, uint32_t from)
{
    acm__str text = labels->text;
    acm__words *words = &labels->reader->words;
    uint32_t line = from, at = from, seen = from;
    labels->kind = ACM__KIND_NONE;
    labels->start = text.len;
    for (; !labels->kind && (at = find_colon(text, at)) < text.len; at++) {
        for (; seen < at; seen++)
            if (text.at[seen] == '\n')
                line = seen + 1;
        acm__str head = trim((acm__str){text.at + line, at - line});
        uint32_t length = 0;
        if (head.len <= HEAD_MAX && (labels->kind = acm__words_find(words, ACM__LABEL, head)) != 0)
            length = head.len;
        if (!length)
            length = tail_label(words->language, head, &labels->kind);
        if (!length)
            length = tail_label(acm__language_at(0), head, &labels->kind);
        labels->value = at + colon(text, at);
        if (length)
            labels->start = (uint32_t)(head.at - text.at) + head.len - length;
    }
}

bool acm__labels_begin(acm__reader *reader, uint32_t i, acm__labels *labels)
{
    acm__str head = acm__label_head(reader, i);
    if (!head.len || !acm__words_find(&reader->words, ACM__LABEL, head))
        return false;
    *labels =
        (acm__labels){.reader = reader, .text = plain_lines(reader, &reader->blocks.list.at[i])};
    find_label(labels, 0);
    return labels->kind != ACM__KIND_NONE;
}

/* Whether nothing but emphasis stands between the start of the line and an index. */
static bool begins_line(acm__str text, uint32_t i)
{
    while (i > 0 && (text.at[i - 1] == '*' || text.at[i - 1] == ' '))
        i--;
    return i == 0 || text.at[i - 1] == '\n';
}

bool acm__labels_next(acm__labels *labels, acm__label *label)
{
    if (!labels->kind)
        return false;
    uint32_t value = labels->value;
    label->kind = labels->kind;
    label->inside = !begins_line(labels->text, labels->start);
    find_label(labels, value);
    label->value =
        acm__plain(&labels->reader->scratch, labels->text.at + value, labels->start - value);
    if (!label->value.at)
        label->value = (acm__str){"", 0};
    return true;
}

bool acm__labels_assign(acm__reader *reader, uint32_t i)
{
    acm__labels labels;
    acm__label label;
    if (!acm__labels_begin(reader, i, &labels))
        return false;
    while (acm__labels_next(&labels, &label))
        if (label.kind == ACM__LABEL_PRIMARY_ROLES || label.kind == ACM__LABEL_SECONDARY_ROLES ||
            label.kind == ACM__LABEL_APPLIES_TO)
            return true;
    return false;
}
