/*
 * read.h - a playbook from CMMN, through the builder. The document as a whole is read.c's, plan items are
 * read_items.c's, criteria read_criteria.c's; read_own.c and read_pages.c read what our own vocabulary adds,
 * read_known.c reports what is not carried over. reading.c is what they share.
 *
 * A function that reads something returns false once something is wrong; the reading then bears the status, and the
 * error says what is wrong and where.
 */
#ifndef ACM__CMMN_READ_H
#define ACM__CMMN_READ_H

#include "format/cmmn/xml.h"
#include "model/builder.h"

#include <acmplaybook/cmmn.h>

/* Namespaces, as acm__xml_read numbers them. */
enum {
    ACM__CMMN_11 = 1,
    ACM__CMMN_10,
    ACM__CMMN_OWN,
    ACM__CMMN_FLOWABLE
};

/* An element with an id. */
typedef struct acm__cmmn_named {
    acm__str id;
    const acm__xml_node *node;
    uint32_t users;   /* of a definition: plan items that refer to it */
    uint32_t ordinal; /* of a plan item: which of its stage */
    uint32_t uses;    /* of a stage: index + 1 of its last use, 0 = none */
    acm_id made;      /* of a role its term, of a criterion the one of its last use */
    bool referred;    /* something refers to the definition or sentry */
} acm__cmmn_named;

/* A plan item where it has come to stand: an item of the playbook. The first is the plan of the case. */
typedef struct acm__cmmn_use {
    const acm__xml_node *node, *definition;
    const acm__xml_node *own; /* what our vocabulary says of it; NULL: nothing */
    acm_id item;
    acm_item_kind kind;
    uint32_t parent, depth; /* parent: index */
    uint32_t first;         /* of a stage: index of the first within it, the others follow */
    uint32_t next;          /* of a stage: index + 1 of another use of its definition */
    uint32_t criteria, criterion_count; /* index of the first */
    acm__str key, prefix;               /* prefix: of the keys within it */
} acm__cmmn_use;

typedef struct acm__cmmn_criterion {
    const acm__xml_node *node, *sentry; /* node: in CMMN 1.0 that of the plan item */
    acm_criterion_kind kind;
    acm_id id;
} acm__cmmn_criterion;

typedef struct acm__cmmn {
    acm__arena arena; /* the document and what is noted about it, until the playbook is made */
    acm_builder *b;
    const acm_cmmn_options *options;
    acm__xml xml;
    uint8_t space;              /* ACM__CMMN_11 or _10: that of the document */
    const acm__xml_node *scope; /* the case */
    const acm__xml_node *own;   /* acm:playbook; NULL: the file is of another origin */
    acm__cmmn_named *names;     /* of all ids */
    uint32_t name_count;
    uint32_t *slots, slot_mask; /* index + 1, by hash of the id */
    struct {
        acm__cmmn_use *at;
        uint32_t count, capacity;
    } uses;
    struct {
        acm__cmmn_criterion *at;
        uint32_t count, capacity;
    } criteria;
    uint32_t steps; /* taken so far to find the sources of on-parts */
    uint64_t spent; /* bytes, as a rough guess, of what was made so far */
    uint32_t semantics;
    acm__faults faults;
    acm_error *err;
    acm_status status; /* of the first failure */
} acm__cmmn;

/*
 * What a call came to that may have filled the error: false if it failed, and the error has its path and its place,
 * that of the node, or of the attribute's value. An error that has a place in the text keeps it.
 */
bool acm__cmmn_take(acm__cmmn *r, acm_status status, const acm__xml_node *node,
                    const acm__xml_attribute *attribute);
bool acm__cmmn_nomem(acm__cmmn *r);

enum {
    ACM__CMMN_TEXT_BYTES = 8 /* of each byte of a text, since most are expressions */
};

/* Accounts for what is made of a node: copies of definitions, and sentries that many share, have an end. */
bool acm__cmmn_spend(acm__cmmn *r, const acm__xml_node *node, size_t bytes);

#if defined(__GNUC__)
__attribute__((format(printf, 5, 6)))
#endif
bool acm__cmmn_fail(acm__cmmn *r, acm_status status, const acm__xml_node *node,
                    const acm__xml_attribute *attribute, const char *format, ...);

/* Adds a finding. */
bool acm__cmmn_report(acm__cmmn *r, acm__rule rule, const acm__xml_node *node,
                      const acm__xml_attribute *attribute);

/* Texts that describe an element: its documentation, or as an attribute in CMMN 1.0. */
bool acm__cmmn_describe(acm__cmmn *r, acm_id id, acm_text_field field, const acm__xml_node *node,
                        const acm__xml_node *other);

/* Elements and attributes of CMMN itself; NULL if there is none. */
bool acm__cmmn_is(const acm__cmmn *r, const acm__xml_node *node, const char *name);
const acm__xml_node *acm__cmmn_child(const acm__cmmn *r, const acm__xml_node *node,
                                     const char *name);
const acm__xml_attribute *acm__cmmn_attribute_of(const acm__xml_node *node, const char *name);

/* An extension of an element; NULL if there is none. */
const acm__xml_node *acm__cmmn_extension(const acm__cmmn *r, const acm__xml_node *node,
                                         uint8_t space, const char *name);

/* What has an id; NULL if nothing has. */
acm__cmmn_named *acm__cmmn_named_by(const acm__cmmn *r, acm__str id);

/* What an attribute refers to, which must be there. */
bool acm__cmmn_refer(acm__cmmn *r, const acm__xml_node *node, const char *attribute,
                     acm__cmmn_named **out);

/* Takes the next of a list of ids with blanks between them; false at the end. out = NULL: nothing has that id. */
bool acm__cmmn_next_id(const acm__cmmn *r, acm__str *rest, acm__str *id, acm__cmmn_named **out);

/* Nothing has an id that an attribute names. */
bool acm__cmmn_fail_unknown(acm__cmmn *r, const acm__xml_node *node,
                            const acm__xml_attribute *attribute, acm__str id);

/* A text that must stand in one piece, NUL-terminated and without blanks at its ends. */
typedef struct acm__cmmn_passage {
    acm__str text;             /* "" = there is none */
    const acm__xml_node *node; /* that holds it, NULL = there is none */
    size_t skipped;            /* bytes of blanks before it */
} acm__cmmn_passage;

bool acm__cmmn_read_text(acm__cmmn *r, const acm__xml_node *element, acm__cmmn_passage *out);

/* What a call came to that was given such a text: the place is within it. */
bool acm__cmmn_take_text(acm__cmmn *r, acm_status status, const acm__cmmn_passage *text);

/* The condition of a rule or an if-part. */
bool acm__cmmn_read_condition(acm__cmmn *r, const acm__xml_node *rule, acm__cmmn_passage *out);

/* All the text of an element, in the arena. */
bool acm__cmmn_whole_text(acm__cmmn *r, const acm__xml_node *element, acm__str *out);

bool acm__cmmn_integer(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *attribute,
                       int64_t most, int64_t *out);
bool acm__cmmn_boolean(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *attribute,
                       bool missing, bool *out);

/* Whether a word is one of a list with blanks between them. */
bool acm__cmmn_is_among(acm__str word, const char *list);

/* The index of a word in a table, which may have gaps. */
bool acm__cmmn_word(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *attribute,
                    acm__str word, const char *const *words, size_t count, int32_t *out);

/* Elements of our own vocabulary. Attributes and children must be among these; their values are unescaped. */
bool acm__cmmn_own_element(acm__cmmn *r, const acm__xml_node *node, const char *attributes,
                           const char *children);
bool acm__cmmn_exact(acm__cmmn *r, acm__str text, acm__str *out);
bool acm__cmmn_own_value(acm__cmmn *r, const acm__xml_node *node, const char *name, bool required,
                         acm__str *out); /* at = NULL: it is not there */
bool acm__cmmn_own_text(acm__cmmn *r, const acm__xml_node *node, acm__str *out);
bool acm__cmmn_own_count(acm__cmmn *r, const acm__xml_node *node, const char *name, uint32_t *out);

#define ACM__CMMN_COUNT(array) (sizeof(array) / sizeof(array)[0])

/* The steps of reading, in their order. */
bool acm__cmmn_read_names(acm__cmmn *r);
bool acm__cmmn_read_head(acm__cmmn *r);
bool acm__cmmn_read_items(acm__cmmn *r);
bool acm__cmmn_read_criteria(acm__cmmn *r);
bool acm__cmmn_read_own(acm__cmmn *r);
bool acm__cmmn_read_pages(acm__cmmn *r);
bool acm__cmmn_report_rest(acm__cmmn *r);

/* What the definition of a plan item is, and the type of a task if it has one; 0 = it is none. */
acm_item_kind acm__cmmn_kind(const acm__cmmn *r, const acm__xml_node *definition,
                             const char **type);

bool acm__cmmn_holds_items(const acm__cmmn *r, const acm__xml_node *node);

/* A rule of a plan item, else of its definition; NULL if there is none. */
const acm__xml_node *acm__cmmn_rule(const acm__cmmn *r, const acm__xml_node *item,
                                    const acm__xml_node *definition, const char *name);

/* Whether such an item has the rule at all, in the standard. */
bool acm__cmmn_rule_fits(const char *name, acm_item_kind kind);

/* Whether something that happens lets a plan item in, so that it does not repeat without end. */
bool acm__cmmn_may_repeat(acm__cmmn *r, const acm__xml_node *item, acm_item_kind kind);

/* Whether an expression is no more than true (1) or false (0); -1: it is not. Blank is true. */
int acm__cmmn_constant(acm__str expression);

/*
 * Calls `visit` for each criterion of a plan item, or of the plan, until it returns false. `node` and `by` say where
 * its sentry is named, NULL = nowhere; sentry = NULL: there is no such thing.
 */
typedef bool acm__cmmn_visit(acm__cmmn *r, const acm__xml_node *node, const acm__xml_attribute *by,
                             acm__cmmn_named *sentry, void *user);
bool acm__cmmn_each_criterion(acm__cmmn *r, const acm__xml_node *item, acm_criterion_kind kind,
                              acm__cmmn_visit *visit, void *user);

#endif
