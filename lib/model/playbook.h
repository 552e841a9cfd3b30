/*
 * playbook.h - the playbook as the library itself sees it: flat arrays, grouped and sorted for the engine.
 *
 * Ids: items 1..item_count in pre-order (so that a subtree is a range), then conditions, criteria, terms.
 */
#ifndef ACM__PLAYBOOK_H
#define ACM__PLAYBOOK_H

#include "base/siphash.h"
#include "expr/expr.h"
#include "model/toc.h"

#include <acmplaybook/builder.h>
#include <acmplaybook/playbook.h>

#include <stdatomic.h>

enum {
    ACM__MAX_DEPTH = 64,        /* of items */
    ACM__MAX_OBJECTS = 1 << 22, /* items, conditions, criteria and terms together */
    ACM__MAX_TERMS = 1 << 10,   /* of one kind */
    ACM__MAX_EDITIONS = 64,     /* each text is looked for among them */
    ACM__MAX_KEY = 255,
    ACM__MAX_TEXT = 16 << 20
};

/* Beside the ACM__EXPR_... bits: what else an if-part may have to be evaluated for again. */
#define ACM__DEPENDS_CONDITIONS 0x10u

/* Beside the public ACM_ITEM_... bits. */
#define ACM__ITEM_WORK_WITHIN 0x80000000u /* a required task is somewhere below */
#define ACM__ITEM_WATCHED     0x40000000u /* an on-part or an if-part looks at its state */
#define ACM__ITEM_ASKS        0x20000000u /* whether it is required is an expression */
#define ACM__ITEM_ASKS_WITHIN 0x10000000u /* the same of a task somewhere below */
#define ACM__ITEM_MAY_REPEAT  0x08000000u /* by flag or rule */
#define ACM__ITEM_ASKS_MANUAL 0x04000000u /* whether a person starts it is an expression */
#define ACM__ITEM_ASKS_AUTO   0x02000000u /* whether it completes by itself is an expression */
#define ACM__ITEM_LENIENT     0x01000000u /* its control has a parent_completion */
#define ACM__ITEM_PLAIN                                                                            \
    0x00800000u /* task: nothing but its stage takes notice when its state changes */
#define ACM__ITEM_PLAIN_WITHIN                                                                     \
    0x00400000u /* stage: all its children are plain, without criteria and rules */
#define ACM__ITEM_STRICT 0x00200000u /* stage: no child is lenient, or carries conditions */
#define ACM__ITEM_OWN_FLAGS                                                                        \
    (ACM__ITEM_WORK_WITHIN | ACM__ITEM_WATCHED | ACM__ITEM_ASKS | ACM__ITEM_ASKS_WITHIN |          \
     ACM__ITEM_MAY_REPEAT | ACM__ITEM_ASKS_MANUAL | ACM__ITEM_ASKS_AUTO | ACM__ITEM_LENIENT |      \
     ACM__ITEM_PLAIN | ACM__ITEM_PLAIN_WITHIN | ACM__ITEM_STRICT)

#define ACM__SEMANTICS_ALL                                                                         \
    (ACM_SEMANTICS_END_ORPHAN_LISTENERS | ACM_SEMANTICS_WAITING_IS_FINISHED |                      \
     ACM_SEMANTICS_LISTENERS_REPEAT)

/* A set of role or service indices: bits in acm_playbook.sets. 0 = the empty set. */
typedef uint32_t acm__set;

typedef struct acm__item {
    acm_id parent, last_child; /* 0 = none */
    acm_id end;                /* the last item of its subtree, itself if it is a leaf */
    uint32_t flags;
    uint8_t kind, part, depth, reserved;
    uint32_t criteria; /* first of its own; entry criteria before exit criteria */
    uint32_t entry_count, exit_count;
    uint32_t listeners,
        listener_count; /* on-parts that wait for it, in the order in which they fire */
    uint32_t heard;     /* a bit each transition that one of them waits for */
    uint32_t conditions, condition_count;
    acm__set performers, owners, services; /* services empty = every scope */
    uint32_t page;                         /* index + 1, 0 = none */
    uint32_t line, column;
    uint32_t
        layout; /* of a stage, or what may repeat: index of what a case needs for one instance */
    uint32_t control; /* index + 1, 0 = none */
    int64_t number;
    acm__str key;
} acm__item;

/* What few items are told beyond their flags; NULL and at = NULL: nothing. */
typedef struct acm__control {
    const acm__expr *required_when, *enable_when, *manual_when, *repeat_when, *auto_complete_when,
        *available_when;
    acm__str due, timer, counter, completion, origin, definition, type;
    acm_parent_completion parent_completion;
    const acm__expr *timer_expr; /* NULL: the timer is a text that can be read at once */
    acm_due due_kind;
    int64_t due_time;
} acm__control;

/* Where things lie in the memory of a case whose plan is a certain stage. */
typedef struct acm__layout {
    acm_id first, last;       /* items: a byte each */
    uint32_t first_condition; /* indices in the playbook */
    uint32_t condition_count; /* two bits each */
    uint32_t first_on_part;
    uint32_t on_part_count;                    /* a bit each */
    uint32_t conditions_at, on_parts_at, size; /* bytes */
} acm__layout;

typedef struct acm__criterion {
    acm_id item;
    uint8_t kind, flags;
    uint8_t depends; /* ACM__EXPR_...; what its if-part must be evaluated for again */
    uint8_t reserved;
    uint32_t on_parts, on_count; /* its own, a range of bits in a case's memory */
    uint32_t feeds, feed_count;  /* conditions that feed it, in acm_playbook.feeds */
    const acm__expr *expr;       /* NULL: none */
    const acm__expr *enable;     /* what its item waits for at each entry; NULL: nothing */
} acm__criterion;

typedef struct acm__on_part {
    acm_id source;
    uint32_t criterion; /* index */
    acm_transition event;
    uint32_t exit_criterion; /* index + 1 of the one by which the source must leave; 0 = any */
} acm__on_part;

/* An on-part as its source sees it. */
typedef struct acm__listener {
    uint32_t on_part, criterion; /* indices */
    acm_transition event;
} acm__listener;

typedef struct acm__condition {
    acm_id item;
    uint32_t criterion; /* index + 1, 0 = feeds none */
    uint8_t kind, flags;
    uint16_t reserved;
    uint32_t page; /* index + 1, 0 = none */
    uint32_t line, column;
    const acm__expr *blocks_when; /* NULL: its flags say whether it blocks */
    acm__str key;
} acm__condition;

typedef struct acm__term {
    acm_term_kind kind;
    int32_t word;   /* acm__kind of the vocabulary, 0 = a name of its own */
    uint32_t index; /* among the terms of its kind: its bit in a set */
    acm__str key, name;
} acm__term;

typedef struct acm__text {
    acm_id id;
    uint16_t field, edition;
    acm__str text;
} acm__text;

typedef struct acm__numbered {
    int64_t number;
    acm_id item;
} acm__numbered;

/* Where an item or condition stands in an edition that does not own the structure. */
typedef struct acm__placed {
    acm_id id;
    uint32_t edition, page;
    uint32_t line, column;
} acm__placed;

struct acm_playbook {
    atomic_uint references;
    acm__arena arena; /* holds all that follows */
    uint32_t item_count, condition_count, criterion_count, on_part_count, term_count;
    uint32_t ref_count, text_count, number_count, edition_count, page_count, place_count;
    uint32_t term_counts[ACM_TERM_PHASE + 1];
    uint32_t role_words, service_words; /* 64-bit words of a set */
    uint32_t if_part_count, group_count, group_capacity;
    uint32_t key_mask, semantics;                  /* ACM_SEMANTICS_... */
    unsigned char fingerprint[ACM__SIPHASH_BYTES]; /* of all that the run of a case depends on */
    bool may_repeat;                               /* any item */
    acm__item *items;                              /* [1 .. item_count] */
    acm__criterion *criteria; /* and one behind the last, where the on-parts end */
    acm__on_part *on_parts;
    acm__listener *listeners;
    acm__condition *conditions;
    acm__layout *layouts;
    uint32_t *feeds; /* condition indices, grouped by criterion */
    acm__control *controls;
    acm_id *asking_stages; /* whose auto_complete_when is asked again and again, in order */
    uint32_t asking_stage_count;
    uint32_t asks_depends; /* ACM__EXPR_...; what the two are asked again for */
    acm_id *groups;        /* each its number of items, then the items */
    uint32_t *firing;      /* all criteria in the order in which they fire */
    uint32_t *if_parts;    /* those with an if-part */
    uint64_t *sets;        /* sets[0] is not used */
    acm__term *terms;
    acm__str *service_names; /* canonical keys of all services, for expressions */
    acm_ref *refs;           /* grouped by item */
    acm__text *texts;        /* by id, edition, field */
    uint32_t *texts_of;      /* [id]: where its texts begin; and one behind the last */
    acm__numbered *numbers;  /* by number, then item */
    acm__str *editions;      /* tags */
    acm_id *keys;            /* hash table of ids, 0 = free */
    acm__page **pages;       /* by edition; those of the first in the order of the playbook */
    acm__tocs tocs;
    acm__placed *places; /* of items and conditions in the further editions, by id, then edition */
};

static inline const acm__layout *acm__layout_of(const acm_playbook *p, acm_id stage)
{
    return &p->layouts[p->items[stage].layout];
}

static inline acm_id acm__condition_id(const acm_playbook *p, uint32_t index)
{
    return p->item_count + 1 + index;
}

static inline acm_id acm__criterion_id(const acm_playbook *p, uint32_t index)
{
    return p->item_count + p->condition_count + 1 + index;
}

static inline acm_id acm__term_id(const acm_playbook *p, uint32_t index)
{
    return p->item_count + p->condition_count + p->criterion_count + 1 + index;
}

/* Index of the first element with an id or a later one, of an array that is sorted by what its elements begin with. */
uint32_t acm__first_of(const void *array, uint32_t count, size_t size, acm_id id);

/* Where something stands in the editions that do not own the structure; *count may be 0. */
const acm__placed *acm__playbook_places(const acm_playbook *p, acm_id id, uint32_t *count);

/* Order of what bears numbers, by number, then item; and the index of the first that is not below a number. */
int acm__numbered_order(const void *a, const void *b);
uint32_t acm__numbered_first(const acm__numbered *at, uint32_t count, int64_t number);

/* Order of two texts of the same thing: by edition, then field; 0 if they are for the same. */
int acm__text_order(const acm__text *a, const acm__text *b);

/* What an item is told beyond its flags; NULL if nothing. */
static inline const acm__control *acm__control_of(const acm_playbook *p, acm_id item)
{
    uint32_t index = p->items[item].control;
    return index ? &p->controls[index - 1] : NULL;
}

static inline bool acm__is_listener(acm_item_kind kind)
{
    return kind >= ACM_ITEM_USER_LISTENER;
}

/* NULL if the id names no such thing, or p is NULL. */
static inline const acm__item *acm__playbook_item(const acm_playbook *p, acm_id id)
{
    return p && id - 1 < p->item_count ? &p->items[id] : NULL;
}

static inline const acm__condition *acm__playbook_condition(const acm_playbook *p, acm_id id)
{
    return p && id - 1 - p->item_count < p->condition_count ? &p->conditions[id - 1 - p->item_count]
                                                            : NULL;
}

const acm__term *acm__playbook_term(const acm_playbook *p, acm_id id);

/* The item, condition or term that has a key, 0 if none has. */
acm_id acm__playbook_by_key(const acm_playbook *p, acm__str key);

/* How many items bear the number that a key is; `first` is the index of the first of them in numbers. */
uint32_t acm__playbook_bearers(const acm_playbook *p, acm__str key, uint32_t *first);

/* The term of a kind that a name means, by vocabulary or by itself; NULL if the playbook has none. */
const acm__term *acm__playbook_term_by_name(const acm_playbook *p, acm_term_kind kind,
                                            acm__str name);

/* A language that names are asked for in: what a playbook has of it. NULL is the playbook's first. */
typedef struct acm__tongue {
    const char *tag;
    uint32_t edition;
} acm__tongue;

acm__tongue acm__playbook_tongue(const acm_playbook *p, const char *language);

/* The name of anything, its key if it has none. Never NULL. */
acm__str acm__playbook_name(const acm_playbook *p, acm_id id, acm__tongue tongue);

/* Pages of a playbook in order, for writers; NULL past the last. */
const acm__page *acm__playbook_page(const acm_playbook *p, size_t index);

/* What the reference of a bound done() is if it means any of several items: this, and where they are in groups. */
#define ACM__GROUP 0x80000000u

/* The items that a bound state() or done() means. */
static inline const acm_id *acm__playbook_bound(const acm_playbook *p, const acm_id *reference,
                                                uint32_t *count)
{
    if (!(*reference & ACM__GROUP)) {
        *count = 1;
        return reference;
    }
    const acm_id *group = p->groups + (*reference & ~ACM__GROUP);
    *count = *group;
    return group + 1;
}

static inline bool acm__set_has(const acm_playbook *p, acm__set set, uint32_t index)
{
    return set && (p->sets[set + index / 64] >> index % 64 & 1);
}

#endif
