#include "analysis/url.h"

#include "model/path.h"

#include <string.h>

static bool begins(acm__str text, const char *start)
{
    return acm__name_head(text, (acm__str){start, (uint32_t)strlen(start)}) > 0;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static uint32_t count_letters(acm__str text)
{
    uint32_t n = 0;
    while (n < text.len && is_letter(text.at[n]))
        n++;
    return n;
}

static acm__str behind(acm__str text, uint32_t len)
{
    return (acm__str){text.at + len, text.len - len};
}

static const char *is_empty(acm__str url)
{
    return url.len ? NULL : "there is no address";
}

static bool is_hidden(uint32_t c)
{
    static const struct {
        uint32_t first, last;
    } hidden[] = {{0x01, 0x1F},     {0x7F, 0xA0},     {0xAD, 0xAD},     {0x2000, 0x200F},
                  {0x2028, 0x202F}, {0x205F, 0x2064}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF}};
    for (size_t i = 0; i < sizeof hidden / sizeof hidden[0]; i++)
        if (c >= hidden[i].first && c <= hidden[i].last)
            return true;
    return false;
}

static const char *has_hidden(acm__str url)
{
    uint32_t c;
    for (size_t i = 0; (c = acm__utf8_next(url.at, url.len, &i)) != 0;)
        if (is_hidden(c))
            return "a character in it cannot be seen";
    return NULL;
}

static const char *has_no_host(acm__str url)
{
    uint32_t scheme = begins(url, "https:") ? 6 : begins(url, "http:") ? 5 : 0;
    acm__str rest = behind(url, scheme);
    bool host = begins(rest, "//") && rest.len > 2 && rest.at[2] != '/';
    return scheme && !host ? "no host stands behind its scheme" : NULL;
}

/* "htps://...", "hhttp://...", "http//..." */
static const char *has_wrong_scheme(acm__str url)
{
    uint32_t len = count_letters(url);
    acm__str rest = behind(url, len);
    bool web = begins(url, "h") && len <= 8 && memchr(url.at, 'p', len);
    bool right = begins(url, "http:") || begins(url, "https:");
    bool meant = begins(rest, "//") || begins(rest, "://") || begins(rest, ";//");
    return web && meant && !right ? "its scheme is misspelt" : NULL;
}

static const char *is_bare_host(acm__str url)
{
    return begins(url, "www.") ? "\"https://\" is missing" : NULL;
}

static const char *is_mail(acm__str url)
{
    acm__str path = acm__path_of_link(url);
    bool at = path.len && memchr(path.at, '@', path.len);
    if (begins(url, "mailto:"))
        return at ? NULL : "it is no mail address";
    bool mail = at && !acm__path_is_absolute(url) && !memchr(path.at, '/', path.len);
    return mail ? "\"mailto:\" is missing" : NULL;
}

const char *acm__url_defect(acm__str url)
{
    static const char *(*const checks[])(acm__str) = {is_empty,         has_hidden,   has_no_host,
                                                      has_wrong_scheme, is_bare_host, is_mail};
    const char *defect = NULL;
    for (size_t i = 0; !defect && i < sizeof checks / sizeof checks[0]; i++)
        defect = checks[i](url);
    return defect;
}

bool acm__url_is_host(acm__str url)
{
    const char *slash = url.len ? memchr(url.at, '/', url.len) : NULL;
    uint32_t len = slash ? (uint32_t)(slash - url.at) : 0, label = 0;
    while (label < len && is_letter(url.at[len - 1 - label]))
        label++;
    return label >= 2 && len > label + 1 && url.at[len - 1 - label] == '.' && url.at[0] != '.';
}
