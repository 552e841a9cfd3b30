/*
 * needs_expr.c - what an expression takes to become true. It is evaluated for all that the items and facts that it
 * names may be; what an input is in every case in which it is true must come to be.
 */
#include "engine/plan/needs.h"

#include <string.h>

enum {
    CASES = 4096, /* that are tried at most */
    VALUES = 32   /* of one input */
};

/* A state() or done(), or a fact that may be set. */
typedef struct input {
    acm_id item; /* as the expression refers to it; 0: a fact */
    bool done;
    uint32_t name;       /* of the fact */
    uint32_t count, now; /* its values, and the one that is tried */
    uint32_t possible;   /* bits: with which the expression can be true */
} input;

typedef struct trial {
    const acm__needs *n;
    input inputs[ACM__EXPR_INPUTS];
    uint32_t count;
} trial;

/* States in the order in which they are tried. */
static acm_state state_of(uint32_t value)
{
    return (acm_state)value;
}

static input *find_input(trial *t, acm_id item, bool done, uint32_t name)
{
    for (uint32_t i = 0; i < t->count; i++)
        if (t->inputs[i].item == item && t->inputs[i].done == done && t->inputs[i].name == name)
            return &t->inputs[i];
    return NULL;
}

/* The index of a name among those of the choices; their number if none sets it. */
static uint32_t name_index(const acm__wish *w, acm__str name)
{
    for (uint32_t i = 0; i < w->choice_count; i++)
        if (acm__str_equal(w->choices[i].name, name))
            return w->choices[i].name_index;
    return w->name_count;
}

/* The choice that a value of a fact stands for, 0 standing for what the case has; NULL then. */
static const acm__choice *choice_of(const acm__wish *w, uint32_t name, uint32_t value)
{
    for (uint32_t i = 0; i < w->choice_count; i++)
        if (w->choices[i].name_index == name && !--value)
            return &w->choices[i];
    return NULL;
}

static acm__value try_fact(void *user, acm__str name)
{
    trial *t = user;
    const acm__wish *w = t->n->wish;
    const input *i = find_input(t, 0, false, name_index(w, name));
    const acm__choice *choice = i && i->now ? choice_of(w, i->name, i->now) : NULL;
    return choice ? choice->value : acm__extra_fact(w->c->extra, name);
}

static acm__str try_state(void *user, acm_id item)
{
    const input *i = find_input(user, item, false, 0);
    const char *word = acm_state_name(i ? state_of(i->now) : ACM_STATE_NONE);
    return (acm__str){word, (uint32_t)strlen(word)};
}

static bool try_done(void *user, acm_id item)
{
    const input *i = find_input(user, item, true, 0);
    return i && i->now;
}

static acm__value try_services(void *user)
{
    const acm__view *v = &((const trial *)user)->n->v;
    return acm__extra_services(v->c->extra, v->p);
}

static bool try_completable(void *user)
{
    (void)user;
    return false; /* who asks this is not tried */
}

static bool add_input(trial *t, acm_id item, bool done, uint32_t name, uint32_t count)
{
    if (find_input(t, item, done, name))
        return true;
    if (t->count == ACM__EXPR_INPUTS || count > VALUES)
        return false;
    t->inputs[t->count++] = (input){item, done, name, count, 0, 0};
    return true;
}

/* A count of instances has the name of a fact, and is another one for each instance. */
static bool is_counter(const acm_playbook *p, acm__str name)
{
    for (acm_id id = 1; p->may_repeat && id <= p->item_count; id++) {
        const acm__control *control = acm__control_of(p, id);
        bool named = control && control->counter.at;
        if ((p->items[id].flags & ACM__ITEM_MAY_REPEAT) &&
            acm__str_equal(name, named ? control->counter : ACM__STR("repetitionCounter")))
            return true;
    }
    return false;
}

/* Finds the inputs; false if they are too many, or of a kind that is not tried. */
static bool find_inputs(trial *t, const acm__expr *expr)
{
    const acm__wish *w = t->n->wish;
    acm__str name;
    size_t offset;
    const acm_id *item;
    if (acm__expr_depends(expr) & ACM__EXPR_COMPLETABLE)
        return false;
    for (size_t i = 0; acm__expr_fact(expr, i, &name); i++) {
        uint32_t index = name_index(w, name), count = 1;
        if (is_counter(t->n->v.p, name))
            return false;
        while (index < w->name_count && choice_of(w, index, count))
            count++;
        if (index < w->name_count && !add_input(t, 0, false, index, count))
            return false;
    }
    for (size_t i = 0; (item = acm__expr_reference(expr, i, &name, &offset)) != NULL; i++) {
        bool done = acm__expr_asks_done(expr, i);
        if (!add_input(t, *item, done, 0, done ? 2 : ACM_STATE_CLOSED))
            return false;
    }
    return true;
}

/* Goes on to the next case of all inputs; false past the last. */
static bool next_case(trial *t)
{
    for (uint32_t i = 0; i < t->count; i++) {
        if (++t->inputs[i].now < t->inputs[i].count)
            return true;
        t->inputs[i].now = 0;
    }
    return false;
}

/* Evaluates an expression for all cases; false if that cannot be done. */
static bool try_all(trial *t, const acm__expr *expr, bool *ever, bool *always)
{
    acm__resolver resolver = {t, try_fact, try_state, try_done, try_services, try_completable};
    uint32_t cases = 1;
    *ever = false;
    *always = true;
    if (!find_inputs(t, expr))
        return false;
    for (uint32_t i = 0; i < t->count; i++) {
        cases *= t->inputs[i].count;
        if (cases > CASES)
            return false;
    }
    do {
        bool holds = acm__value_true(acm__expr_eval(expr, &resolver));
        *ever = *ever || holds;
        *always = *always && holds;
        for (uint32_t i = 0; i < t->count && holds; i++)
            t->inputs[i].possible |= 1u << t->inputs[i].now;
    } while (next_case(t));
    return true;
}

static void give(acm__needs *n, acm__atom from, acm__atom to)
{
    acm__law_begin(&n->relaxed, (acm__label){0, 0});
    acm__law_needs(&n->relaxed, from);
    acm__law_gives(&n->relaxed, to);
}

/* Makes laws by which an input comes to be one of what is possible. */
static void reach_input(acm__needs *n, const input *in, acm__atom atom)
{
    const acm__wish *w = n->wish;
    uint32_t count = 0;
    const acm_id *items = in->item ? acm__playbook_bound(n->v.p, &in->item, &count) : NULL;
    for (uint32_t value = 0; value < in->count && !in->item; value++) {
        const acm__choice *choice = choice_of(w, in->name, value);
        if (in->possible >> value & 1)
            give(n, value ? n->choices + (uint32_t)(choice - w->choices) : n->names + in->name,
                 atom);
    }
    for (uint32_t i = 0; items && i < count; i++) {
        if (!acm__in_plan(w->c, items[i]))
            continue;
        for (uint32_t value = 0; value < in->count; value++)
            if (in->possible >> value & 1)
                give(n,
                     acm__atom_of(n, items[i],
                                  ACM__ATOM_STATE +
                                      (uint32_t)(in->done ? ACM_STATE_COMPLETED : state_of(value))),
                     atom);
    }
}

/* Whether something must happen before an input is as it has to be. */
static bool is_constraint(const input *in)
{
    uint32_t all = in->count < 32 ? (1u << in->count) - 1 : 0xFFFFFFFFu;
    bool to_begin_with =
        in->item && (in->possible & 1); /* not done, not there: it was so, or may be */
    return in->possible != all && !to_begin_with;
}

uint32_t acm__needs_expression(acm__needs *n, const acm__expr *expr,
                               acm__atom out[ACM__EXPR_INPUTS])
{
    trial t = {n, {{0}}, 0};
    uint32_t count = 0;
    bool ever, always;
    if (!expr || !try_all(&t, expr, &ever, &always))
        return 0;
    if (!ever)
        return ACM__EXPR_NEVER;
    for (uint32_t i = 0; i < t.count; i++) {
        if (!is_constraint(&t.inputs[i]))
            continue;
        out[count] = acm__relaxed_atom(&n->relaxed);
        reach_input(n, &t.inputs[i], out[count++]);
    }
    return count;
}

acm__maybe acm__needs_constant(const acm__needs *n, const acm__expr *expr)
{
    trial t = {n, {{0}}, 0};
    bool ever, always;
    if (!try_all(&t, expr, &ever, &always))
        return ACM__MAYBE;
    return !ever ? ACM__NO : always ? ACM__YES : ACM__MAYBE;
}
