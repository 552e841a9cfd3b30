/* xml_place.c - finds a place within a text or a value in the document again, when something is wrong with it. */
#include "format/cmmn/xml.h"

#include <string.h>

/* A way over the document as it was written. */
typedef struct walk {
    const acm__xml *xml;
    acm__place place;
    bool section; /* within <![CDATA[ ]]> */
} walk;

/* 0 behind the end. */
static unsigned char peek(const walk *w, uint32_t ahead)
{
    size_t at = (size_t)w->place.offset + ahead;
    return at < w->xml->text.len ? (unsigned char)w->xml->text.at[at] : 0;
}

static bool begins(const walk *w, const char *with)
{
    uint32_t i = 0;
    while (with[i] && peek(w, i) == (unsigned char)with[i])
        i++;
    return !with[i];
}

/* One character further. */
static void step(walk *w)
{
    unsigned char c = peek(w, 0);
    bool line = c == '\n' || (c == '\r' && peek(w, 1) != '\n');
    uint32_t bytes = w->xml->latin1 || c < 0xC0 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    w->place.offset += bytes;
    w->place.line += line;
    w->place.column = line ? 1 : w->place.column + 1;
}

/* Behind the next such text. */
static void leave(walk *w, const char *end)
{
    while (peek(w, 0) && !begins(w, end))
        step(w);
    for (; *end; end++)
        step(w);
}

/* Passes a reference; gives the bytes of what it stands for. */
static size_t pass_reference(walk *w)
{
    bool hex = peek(w, 2) == 'x';
    uint32_t code = 0;
    for (uint32_t i = hex ? 3 : 2; peek(w, 1) == '#' && peek(w, i) && peek(w, i) != ';'; i++) {
        unsigned char c = peek(w, i);
        uint32_t digit = (uint32_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
        code = code * (hex ? 16 : 10) + digit;
    }
    leave(w, ";");
    return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/* Passes what stands for one character of the text, or markup that stands for none; gives its bytes. */
static size_t pass(walk *w)
{
    static const char *const sections[] = {"<![CDATA[", "]]>"};
    unsigned char c = peek(w, 0);
    if (begins(w, sections[w->section])) {
        for (size_t i = strlen(sections[w->section]); i > 0; i--)
            step(w);
        w->section = !w->section;
        return 0;
    }
    if (!w->section && (begins(w, "<!--") || begins(w, "<?"))) {
        leave(w, begins(w, "<?") ? "?>" : "-->");
        return 0;
    }
    if (!w->section && c == '&')
        return pass_reference(w);
    if (c == '\r' && peek(w, 1) == '\n')
        step(w);
    uint32_t before = w->place.offset;
    step(w);
    return w->xml->latin1 && c >= 0x80 ? 2 : w->place.offset - before;
}

static bool is_space(unsigned char c)
{
    return c && strchr(" \t\r\n", c);
}

static void skip_space(walk *w)
{
    while (is_space(peek(w, 0)))
        step(w);
}

/* From the value of an attribute to behind it. */
static void leave_value(walk *w)
{
    const char quote[] = {w->xml->text.at[w->place.offset - 1], '\0'};
    leave(w, quote);
}

/* To the value of the next attribute but `index`; declarations of namespaces do not count. */
static bool find_value(walk *w, size_t index)
{
    for (;;) {
        skip_space(w);
        bool counts = !begins(w, "xmlns:") && !begins(w, "xmlns=") && !begins(w, "xmlns ");
        while (peek(w, 0) && peek(w, 0) != '=')
            step(w);
        step(w);
        skip_space(w);
        if (!peek(w, 0))
            return false;
        step(w);
        if (counts && index-- == 0)
            return true;
        leave_value(w);
    }
}

/* From an element to the value of its index-th attribute; from the last one that was found, if it is the element's. */
static bool go_to_value(walk *w, acm__xml *xml, const acm__xml_node *node, size_t index)
{
    size_t passed = 0;
    if (xml->found.node == node && xml->found.index < index) {
        w->place = xml->found.place;
        leave_value(w);
        passed = xml->found.index + 1;
    } else {
        while (peek(w, 0) && !is_space(peek(w, 0)) && peek(w, 0) != '>')
            step(w);
    }
    if (!find_value(w, index - passed))
        return false;
    xml->found.node = node;
    xml->found.index = index;
    xml->found.place = w->place;
    return true;
}

acm__place acm__xml_within(acm__xml *xml, const acm__xml_node *node,
                           const acm__xml_attribute *attribute, size_t byte)
{
    walk w = {xml, node->place, false};
    if (xml->wide ||
        (attribute && !go_to_value(&w, xml, node, (size_t)(attribute - node->attributes))))
        return node->place;
    for (size_t passed = 0; peek(&w, 0);) {
        acm__place before = w.place;
        size_t bytes = pass(&w);
        if (bytes && passed + bytes > byte)
            return before;
        passed += bytes;
    }
    return w.place;
}
