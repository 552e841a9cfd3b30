/*
 * xml.h - an XML document as a tree, read by expat: what is there, and where. Names are taken apart by the
 * caller's table of namespaces.
 */
#ifndef ACM__XML_H
#define ACM__XML_H

#include "model/page.h"

enum {
    ACM__XML_NONE = 0,   /* an attribute without a prefix, an element without a namespace */
    ACM__XML_OTHER = 255 /* a namespace that the table does not have */
};

typedef struct acm__xml_attribute {
    acm__str name, value; /* the name is local */
    uint8_t space, prefix;
} acm__xml_attribute;

typedef struct acm__xml_node acm__xml_node;

/* An element, or a text within one: its name has at = NULL. Text of white space alone is not there. */
struct acm__xml_node {
    acm__str name; /* local */
    acm__str text; /* of a text */
    acm__xml_node *parent, *first, *last, *next;
    acm__xml_attribute *attributes;
    uint32_t attribute_count;
    uint8_t space,
        prefix; /* index in the table + 1; bytes of the prefix and its colon before the name */
    acm__place place;
};

/* How a namespace is read. */
typedef struct acm__xml_space {
    acm__str uri; /* or what several begin with, if it is skipped */
    bool skipped; /* its elements but the root, and all within them, are not there */
} acm__xml_space;

typedef struct acm__xml_limits {
    uint32_t bytes, depth;
} acm__xml_limits;

typedef struct acm__xml {
    acm__str text;     /* as given */
    bool latin1, wide; /* its characters are bytes, or UTF-16 */
    acm__xml_node *root;
    struct {
        const acm__xml_node *node;
        size_t index;
        acm__place place; /* of the value */
    } found;              /* the attribute that was looked for last: the next is not far */
} acm__xml;

/*
 * Reads a document; nodes and texts lie in the arena, texts with a NUL behind. Elements of namespaces that are
 * not in the table have no children. Errors are located: ACM_E_SYNTAX, _ENCODING, _LIMIT, _NOMEM.
 */
acm_status acm__xml_read(acm__arena *arena, acm__str text, const acm__xml_space *spaces,
                         size_t space_count, acm__xml_limits limits, acm__xml *out, acm_error *err);

/* NULL if there is none. Both take the first of several; name is NUL-terminated. */
const acm__xml_attribute *acm__xml_attribute_of(const acm__xml_node *node, uint8_t space,
                                                const char *name);
const acm__xml_node *acm__xml_child(const acm__xml_node *node, uint8_t space, const char *name);

/* The node behind one in document order, within `scope`; NULL behind the last. */
const acm__xml_node *acm__xml_following(const acm__xml_node *scope, const acm__xml_node *node);

bool acm__xml_is(const acm__xml_node *node, uint8_t space, const char *name);

/* A name as it was written, with its prefix. */
acm__str acm__xml_shown(acm__str local, uint8_t prefix);

/* Where a byte of a text, or of the value of an attribute of an element, stands; attribute = NULL: of a text. */
acm__place acm__xml_within(acm__xml *xml, const acm__xml_node *node,
                           const acm__xml_attribute *attribute, size_t byte);

#endif
