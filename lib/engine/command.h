/* command.h - commands as they come in, and what each does. */
#ifndef ACM__COMMAND_H
#define ACM__COMMAND_H

#include "engine/extra.h"

/* A command with its texts at hand. */
typedef struct acm__order {
    const acm_command *command;
    acm__str text, value;
    acm__instance
        instance; /* of the item, or of what carries the condition; item 0: it names none */
} acm__order;

/* What a command is about. */
typedef enum acm__target {
    ACM__TARGET_ITEM,
    ACM__TARGET_CONDITION,
    ACM__TARGET_CASE
} acm__target;

typedef struct acm__command_rule {
    acm__carry carry; /* takes an acm__order */
    acm__target target;
    bool takes_text; /* that must not be empty */
} acm__command_rule;

extern const acm__command_rule acm__command_rules[ACM_COMMAND_CLAIM + 1];

/*
 * Reads a caller's record and checks what makes sense without a case. A record of another size than ours is
 * copied into *copy first, which must live as long as the order.
 */
acm_status acm__order_read(const acm_command *record, size_t stride, acm__str block,
                           acm_command *copy, acm__order *out, acm_error *err);

/* What a command on a fact changes. */
acm__change acm__order_change(const acm__order *o);

/*
 * Finds the instance that a command means: the one that it names, else the only one whose state allows it, else
 * the newest. ACM_E_NOTFOUND and ACM_E_AMBIGUOUS are mistakes of the caller.
 */
acm_status acm__order_choose(const acm_case *c, const acm_command *command, acm__instance *out,
                             acm_error *err);

/* Whether the state of the instance that a command names, and of its condition, allows it. */
bool acm__order_is_legal(const acm_case *c, const acm_command *command);

#endif
