/*
 * layout.h - where things stand in the diagram: children of a stage in rows, in document order, wrapped to about a
 * square; between rows and beside items there is room for lanes, in which on-parts run without crossing an item.
 */
#ifndef ACM__CMMN_LAYOUT_H
#define ACM__CMMN_LAYOUT_H

#include "model/playbook.h"

/* Parallel lines between rows or beside items. Those that end at the same criterion share one. */
typedef struct acm__cmmn_channel {
    uint32_t lanes;
    uint32_t last; /* index + 1 of the criterion that got the last one */
} acm__cmmn_channel;

typedef struct acm__cmmn_row {
    int64_t y; /* where the channel above the row begins */
    acm__cmmn_channel channel;
} acm__cmmn_row;

typedef struct acm__cmmn_area {
    int64_t x, y, width, height;
} acm__cmmn_area;

typedef struct acm__cmmn_point {
    int64_t x, y;
} acm__cmmn_point;

typedef struct acm__cmmn_box {
    acm__cmmn_area area; /* with the name, if that stands below the shape */
    uint32_t row; /* index; what follows is the one below, or where the rows of its stage end */
    uint32_t straight; /* index + 1 of an on-part that comes straight from the item before it */
    uint32_t events;   /* of it that something waits for: bits by ACM_TRANSITION_... */
    acm__cmmn_channel left, right;             /* beside it */
    acm__cmmn_channel inner_left, inner_right; /* of a stage */
} acm__cmmn_box;

typedef struct acm__cmmn_layout {
    const acm_playbook *p;
    acm__cmmn_box *boxes; /* [1 .. item_count] */
    acm__cmmn_row *rows;
    uint32_t row_count;
} acm__cmmn_layout;

enum {
    ACM__CMMN_POINTS = 4 * ACM__MAX_DEPTH + 16, /* of one edge */
    ACM__CMMN_LANE = 8,                         /* pixels from a lane to the next */
    ACM__CMMN_LABELS = 18, /* above the first: what events need that stand below a row */
    ACM__CMMN_DIAMOND = 20 /* how wide a criterion is */
};

/* How an on-part is drawn. */
typedef struct acm__cmmn_edge {
    acm__cmmn_point points[ACM__CMMN_POINTS];
    uint32_t count;
    acm__cmmn_area label;
} acm__cmmn_edge;

/* False when memory is out. Disposed of in any case. */
bool acm__cmmn_layout_init(acm__cmmn_layout *l, const acm_playbook *p);
void acm__cmmn_layout_dispose(acm__cmmn_layout *l);

/* The shape of an item, of a listener a circle; that of a criterion; where the name of a listener stands. */
acm__cmmn_area acm__cmmn_shape(const acm__cmmn_layout *l, acm_id item);
acm__cmmn_area acm__cmmn_diamond(const acm__cmmn_layout *l, uint32_t criterion);
acm__cmmn_area acm__cmmn_name_below(const acm__cmmn_layout *l, acm_id item);

/* layout_route.c. To be called for all on-parts, in order: lanes are given as they are asked for. */
void acm__cmmn_route(acm__cmmn_layout *l, uint32_t on_part, acm__cmmn_edge *edge);

#endif
