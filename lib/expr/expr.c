#include "expr/node.h"

#include <string.h>

uint32_t acm__expr_depends(const acm__expr *expr)
{
    return expr->depends;
}

acm__str acm__expr_text(const acm__expr *expr)
{
    return (acm__str){acm__expr_characters(expr), expr->text_len};
}

acm_id *acm__expr_reference(const acm__expr *expr, size_t index, acm__str *key, size_t *offset)
{
    if (index >= expr->reference_count)
        return NULL;
    acm__reference *reference = (acm__reference *)acm__expr_references(expr) + index;
    *key = (acm__str){acm__expr_characters(expr) + reference->at, reference->len};
    *offset = reference->offset;
    return &reference->item;
}

bool acm__expr_asks_done(const acm__expr *expr, size_t index)
{
    for (uint32_t i = 0; i < expr->node_count; i++)
        if (expr->nodes[i].op == ACM__OP_DONE && expr->nodes[i].reference == index)
            return true;
    return false;
}

static bool is_first_use(const acm__expr *expr, const acm__node *node)
{
    for (const acm__node *before = expr->nodes; before < node; before++)
        if (before->op == ACM__OP_FACT &&
            acm__str_equal(acm__node_text(expr, before), acm__node_text(expr, node)))
            return false;
    return node->op == ACM__OP_FACT;
}

bool acm__expr_fact(const acm__expr *expr, size_t index, acm__str *name)
{
    for (const acm__node *node = expr->nodes; node < expr->nodes + expr->node_count; node++) {
        if (!is_first_use(expr, node) || index-- > 0)
            continue;
        *name = acm__node_text(expr, node);
        return true;
    }
    return false;
}

const acm__expr *acm__expr_copy(acm__arena *arena, const acm__expr *expr)
{
    acm__expr *copy = acm__arena_alloc(arena, expr->size, 1);
    if (copy)
        memcpy(copy, expr, expr->size);
    return copy;
}
