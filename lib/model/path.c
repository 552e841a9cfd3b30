#include "model/path.h"

#include <string.h>

acm__str acm__path_file(acm__str path)
{
    uint32_t start = path.len;
    while (start > 0 && path.at[start - 1] != '/' && path.at[start - 1] != '\\')
        start--;
    return (acm__str){path.at + start, path.len - start};
}

acm__str acm__path_folder(acm__str path)
{
    uint32_t len = path.len - acm__path_file(path).len;
    return (acm__str){path.at, len ? len - 1 : 0};
}

acm__str acm__path_of_link(acm__str link)
{
    uint32_t len = 0;
    while (len < link.len && link.at[len] != '#' && link.at[len] != '?')
        len++;
    return (acm__str){link.at, len};
}

acm__str acm__path_anchor(acm__str link)
{
    const char *hash = link.len ? memchr(link.at, '#', link.len) : NULL;
    if (!hash)
        return (acm__str){NULL, 0};
    return (acm__str){hash + 1, link.len - (uint32_t)(hash + 1 - link.at)};
}

static bool is_scheme_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '-' || c == '.';
}

bool acm__path_is_absolute(acm__str link)
{
    uint32_t len = 0;
    while (len < link.len && is_scheme_char(link.at[len]))
        len++;
    return (len > 1 && len < link.len && link.at[len] == ':') ||
           (link.len > 1 && link.at[0] == '/' && link.at[1] == '/');
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The byte at *i, or the one that "%xx" stands for; *i moves behind it. */
static char next_byte(acm__str text, uint32_t *i)
{
    char c = text.at[(*i)++];
    if (c != '%' || *i + 2 > text.len)
        return c;
    int high = hex_digit(text.at[*i]), low = hex_digit(text.at[*i + 1]);
    if (high < 0 || low < 0 || (high == 0 && low == 0))
        return c;
    *i += 2;
    return (char)(high * 16 + low);
}

uint32_t acm__path_decode(acm__str text, char *out)
{
    uint32_t len = 0;
    for (uint32_t i = 0; i < text.len;)
        out[len++] = next_byte(text, &i);
    return len;
}

/* Ends the segment that begins at `start`: "." and "" go, ".." takes the one before with it. */
static bool end_segment(char *out, size_t start, size_t *len)
{
    size_t segment = *len - start;
    if (segment == 0 || (segment == 1 && out[start] == '.')) {
        *len = start;
        return true;
    }
    if (segment != 2 || memcmp(out + start, "..", 2) != 0)
        return true;
    if (start == 0)
        return false;
    *len = start - 1;
    while (*len > 0 && out[*len - 1] != '/')
        --*len;
    return true;
}

bool acm__path_resolve(acm__str from, acm__str link, char out[ACM__PATH_MAX])
{
    acm__str folder = acm__path_folder(from);
    link = acm__path_of_link(link);
    if (acm__path_is_absolute(link) || (link.len && link.at[0] == '/'))
        return false;
    if ((size_t)folder.len + link.len + 2 > ACM__PATH_MAX)
        return false;
    size_t len = folder.len;
    if (len)
        memcpy(out, folder.at, len);
    if (len)
        out[len++] = '/';
    size_t start = len;
    for (uint32_t i = 0; i < link.len;) {
        char c = next_byte(link, &i);
        if (c != '/' && c != '\\') {
            out[len++] = c;
            continue;
        }
        if (!end_segment(out, start, &len))
            return false;
        if (len && out[len - 1] != '/')
            out[len++] = '/';
        start = len;
    }
    if (!end_segment(out, start, &len))
        return false;
    out[len] = '\0';
    return true;
}
