#include "expr/node.h"

typedef struct machine {
    const acm__expr *expr;
    const acm__resolver *resolver;
    acm__value stack[ACM__EXPR_DEPTH];
    uint32_t height;
} machine;

static acm_id node_item(const machine *m, const acm__node *node)
{
    return acm__expr_references(m->expr)[node->reference].item;
}

static void load_string(acm__value *to, acm__str string)
{
    to->kind = string.at ? ACM__VALUE_STRING : ACM__VALUE_NULL;
    to->as.string = string;
}

static void load_fact(const machine *m, acm__str name, acm__value *to)
{
    *to = m->resolver->fact(m->resolver->user, name);
    if (to->kind == ACM__VALUE_DOUBLE)
        acm__value_set_real(to, to->as.real);
}

static void load(const machine *m, const acm__node *node, acm__value *to)
{
    const acm__resolver *from = m->resolver;
    switch (node->op) {
    case ACM__OP_NULL:
        to->kind = ACM__VALUE_NULL;
        break;
    case ACM__OP_FALSE:
    case ACM__OP_TRUE:
        acm__value_set_boolean(to, node->op == ACM__OP_TRUE);
        break;
    case ACM__OP_INTEGER:
        to->kind = ACM__VALUE_INTEGER;
        to->as.integer = node->as.integer;
        break;
    case ACM__OP_REAL:
        to->kind = ACM__VALUE_DOUBLE;
        to->as.real = node->as.real;
        break;
    case ACM__OP_STRING:
        load_string(to, acm__node_text(m->expr, node));
        break;
    case ACM__OP_FACT:
        load_fact(m, acm__node_text(m->expr, node), to);
        break;
    case ACM__OP_STATE:
        load_string(to, from->state(from->user, node_item(m, node)));
        break;
    case ACM__OP_DONE:
        acm__value_set_boolean(to, from->done(from->user, node_item(m, node)));
        break;
    case ACM__OP_SERVICES:
        *to = from->services(from->user);
        break;
    default:
        acm__value_set_boolean(to, from->completable(from->user));
    }
}

static void apply_unary(uint32_t op, acm__value *value)
{
    switch (op) {
    case ACM__OP_NOT:
        acm__value_set_boolean(value, !acm__value_holds(value));
        break;
    case ACM__OP_NEGATE:
        acm__value_negate(value);
        break;
    case ACM__OP_EMPTY:
        acm__value_set_boolean(value, acm__value_empty(value));
        break;
    default:
        acm__value_set_boolean(value, acm__value_holds(value));
    }
}

static void apply_binary(uint32_t op, acm__value *a, const acm__value *b)
{
    switch (op) {
    case ACM__OP_EQ:
        acm__value_set_boolean(a, acm__value_equal(a, b));
        break;
    case ACM__OP_NE:
        acm__value_set_boolean(a, !acm__value_equal(a, b));
        break;
    case ACM__OP_LT:
    case ACM__OP_LE:
    case ACM__OP_GT:
    case ACM__OP_GE:
        acm__value_set_boolean(a, acm__value_ordered(op, a, b));
        break;
    case ACM__OP_CONTAINS:
        acm__value_set_boolean(a, acm__value_contains(a, b));
        break;
    case ACM__OP_IN:
        acm__value_set_boolean(a, acm__value_in(a, b));
        break;
    default:
        acm__value_calculate(op, a, b);
    }
}

/* Whether to jump. Without a jump the top is popped; AND, OR and MATCH leave a boolean when they do. */
static bool jump_taken(machine *m, uint32_t op)
{
    acm__value *top = m->stack + m->height - 1;
    bool taken = true;
    switch (op) {
    case ACM__OP_AND:
    case ACM__OP_OR:
        taken = acm__value_holds(top) == (op == ACM__OP_OR);
        if (taken)
            acm__value_set_boolean(top, op == ACM__OP_OR);
        else
            m->height--;
        break;
    case ACM__OP_DEFAULT:
        taken = top->kind != ACM__VALUE_NULL;
        m->height -= !taken;
        break;
    case ACM__OP_MATCH:
        m->height--;
        taken = acm__value_equal(top - 1, top);
        if (taken)
            acm__value_set_boolean(top - 1, true);
        break;
    case ACM__OP_BRANCH:
        m->height--;
        taken = !acm__value_holds(top);
        break;
    case ACM__OP_NO_MATCH:
        acm__value_set_boolean(top, false);
        taken = false;
        break;
    default: /* ACM__OP_JUMP */
        break;
    }
    return taken;
}

acm__value acm__expr_eval(const acm__expr *expr, const acm__resolver *resolver)
{
    machine m;
    m.expr = expr;
    m.resolver = resolver;
    m.height = 0;
    for (uint32_t i = 0; i < expr->node_count;) {
        const acm__node *node = &expr->nodes[i++];
        acm__value *next = m.stack + m.height;
        if (node->op <= ACM__OP_LAST_LOAD) {
            load(&m, node, next);
            m.height++;
        } else if (node->op <= ACM__OP_LAST_UNARY) {
            apply_unary(node->op, next - 1);
        } else if (node->op <= ACM__OP_LAST_BINARY) {
            apply_binary(node->op, next - 2, next - 1);
            m.height--;
        } else if (jump_taken(&m, node->op)) {
            i = node->as.target;
        }
    }
    return m.stack[0];
}
