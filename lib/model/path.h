/* path.h - paths of files as sources call them, and links from one to another. */
#ifndef ACM__PATH_H
#define ACM__PATH_H

#include "base/str.h"

enum {
    ACM__PATH_MAX = 1024
};

/* The part behind the last '/', or backslash. */
acm__str acm__path_file(acm__str path);

/* The part before the last '/', without it; empty if there is none. */
acm__str acm__path_folder(acm__str path);

/* A link without "#..." and "?...". */
acm__str acm__path_of_link(acm__str link);

/* What stands behind the first '#' of a link; at = NULL if there is none. */
acm__str acm__path_anchor(acm__str link);

/* Writes text with "%20" and the like decoded; gives its bytes, not more than the text has. */
uint32_t acm__path_decode(acm__str text, char *out);

/* Whether a link names a scheme, such as "https:", or a host, "//...". */
bool acm__path_is_absolute(acm__str link);

/*
 * Writes the path that a link on the page `from` means, with "%20" and the like decoded and "." and ".."
 * resolved. False if it leaves the source, is absolute, begins with '/', or is too long.
 */
bool acm__path_resolve(acm__str from, acm__str link, char out[ACM__PATH_MAX]);

#endif
