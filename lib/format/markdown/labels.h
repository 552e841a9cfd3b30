/* labels.h - label paragraphs, such as "Primary Role: **FastTrack Manager**". */
#ifndef ACM__MARKDOWN_LABELS_H
#define ACM__MARKDOWN_LABELS_H

#include "format/markdown/reader.h"

/* The labels of one paragraph, taken one after the other. */
typedef struct acm__labels {
    acm__reader *reader;
    acm__str text;  /* plain, but for its line ends */
    uint32_t start; /* of the next label */
    uint32_t value; /* behind its colon */
    int32_t kind;   /* ACM__LABEL_..., 0 when there is none left */
} acm__labels;

typedef struct acm__label {
    int32_t kind;
    acm__str value; /* plain */
    bool inside;    /* it stands in the middle of a line */
} acm__label;

/* What stands before the first colon of a block, if that may be a label; in the scratch arena. */
acm__str acm__label_head(acm__reader *reader, uint32_t i);

/* False if the block does not begin with a label. The labels of one paragraph at a time can be taken. */
bool acm__labels_begin(acm__reader *reader, uint32_t i, acm__labels *labels);
bool acm__labels_next(acm__labels *labels, acm__label *label);

/* Whether the paragraph has labels for roles or services, as those of a step have. */
bool acm__labels_assign(acm__reader *reader, uint32_t i);

#endif
