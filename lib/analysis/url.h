/* url.h - addresses of links as such, whatever they lead to. */
#ifndef ACM__URL_H
#define ACM__URL_H

#include "base/str.h"

/* What makes an address useless, NULL = nothing. */
const char *acm__url_defect(acm__str url);

/* Whether an address without a scheme begins with what looks like a host, "example.org/...". */
bool acm__url_is_host(acm__str url);

#endif
