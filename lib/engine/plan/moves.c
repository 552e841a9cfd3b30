#include "engine/plan/moves.h"

#include "engine/blockers.h"

typedef struct listing {
    const acm__wish *w;
    acm__view v;
    acm__moves *out;
    bool failed;
} listing;

/* Within what stands at one place of the playbook. */
enum {
    OF_INPUT,
    OF_ITEM,
    OF_OUTCOME,
    OF_STAGE,
    ORDERS
};

static void add(listing *l, acm_command_kind kind, acm_id subject, acm_id instance, uint32_t order)
{
    acm__moves *m = l->out;
    void *at = m->at;
    if (!l->failed && !acm__reserve(&l->v.p->arena.allocator, &at, &m->capacity,
                                    (size_t)m->count + 1, sizeof *m->at))
        l->failed = true;
    m->at = at;
    if (!l->failed)
        m->at[m->count++] = (acm__move){{kind, subject}, instance, order};
}

static bool stop_at_first(void *user, const acm_blocker *blocker)
{
    (void)blocker;
    *(bool *)user = true;
    return false;
}

static bool is_accepted(const listing *l, acm_id subject, acm__instance i, acm_command_kind kind)
{
    bool blocked = false;
    acm__blockers(&l->v, subject, i, kind, 0, stop_at_first, &blocked);
    return !blocked;
}

/* Whether the life cycle has a way from where an instance is. */
static bool is_legal(const listing *l, acm__instance i, acm_command_kind kind)
{
    bool of_case = i.item == l->v.c->plan;
    acm_state state = acm__view_state(&l->v, i);
    acm__cycle cycle = of_case ? ACM__CYCLE_CASE : acm__cycle_of(l->v.p->items[i.item].kind);
    return acm__lifecycle[cycle][of_case ? acm__case_state_of(state) : state]
                         [acm__command_transition(kind, of_case)] != ACM_STATE_NONE;
}

static void list_item(listing *l, acm__instance i)
{
    const acm__item *item = &l->v.p->items[i.item];
    acm_id actor, role;
    if (acm__view_state(&l->v, i) == ACM_STATE_NONE ||
        !acm__wish_may(l->w, acm__roles_for_item(l->v.p, i.item), &actor, &role))
        return;
    for (acm_command_kind kind = ACM_COMMAND_START; kind <= ACM_COMMAND_CLOSE; kind++) {
        bool ends = kind == ACM_COMMAND_COMPLETE && item->kind == ACM_ITEM_STAGE;
        if (acm__wish_commands(l->w, kind, i.item) && is_legal(l, i, kind) &&
            is_accepted(l, i.item, i, kind))
            add(l, kind, i.item, acm__instance_id(l->v.c, i),
                (ends ? item->end : i.item) * ORDERS + (ends ? OF_STAGE : OF_ITEM));
    }
}

static void list_conditions(listing *l, acm__instance i)
{
    const acm__item *item = &l->v.p->items[i.item];
    acm_id actor, role;
    for (uint32_t k = item->conditions; k < item->conditions + item->condition_count; k++) {
        const acm__condition *c = &l->v.p->conditions[k];
        bool input = c->kind == ACM_CONDITION_INPUT;
        if (!acm__wish_may(l->w, acm__roles_for_condition(l->v.p, c), &actor, &role))
            continue;
        for (acm_command_kind kind = ACM_COMMAND_CONFIRM; kind <= ACM_COMMAND_WAIVE; kind++)
            if (acm__wish_allows(l->w, kind) &&
                is_accepted(l, acm__condition_id(l->v.p, k), i, kind))
                add(l, kind, acm__condition_id(l->v.p, k), acm__instance_id(l->v.c, i),
                    (input ? i.item : item->end) * ORDERS + (input ? OF_INPUT : OF_OUTCOME));
    }
}

static void list_case(listing *l, const uint16_t *chosen)
{
    const acm__wish *w = l->w;
    for (uint32_t i = 0; i < w->choice_count && acm__wish_allows(w, ACM_COMMAND_SET_FACT); i++)
        if (chosen[w->choices[i].name_index] != i + 1)
            add(l, ACM_COMMAND_SET_FACT, i + 1, 0, 0);
    if (acm__wish_allows(w, ACM_COMMAND_ADVANCE) && acm_case_next_timer(l->v.c, NULL))
        add(l, ACM_COMMAND_ADVANCE, 0, 0, ACM__MOVE_OTHER - 1);
}

bool acm__moves_find(const acm__wish *w, const acm_case *c, const uint16_t *chosen, acm__moves *out)
{
    listing l = {w, acm__view_of(c), out, false};
    out->count = 0;
    list_case(&l, chosen);
    for (uint32_t block = 0; block <= acm__block_count(c); block++) {
        acm__instance i = {acm__block_item(c, block), block};
        for (acm_id end = l.v.p->items[i.item].end; i.item <= end; i.item++) {
            list_item(&l, i);
            list_conditions(&l, i);
        }
    }
    return !l.failed;
}

acm_command acm__move_command(const acm__wish *w, const acm_case *c, const acm__move *move,
                              acm_id *role)
{
    const acm_playbook *p = c->playbook;
    const acm__condition *condition = acm__playbook_condition(p, move->label.subject);
    acm_command command = {.kind = move->label.kind};
    *role = 0;
    switch (move->label.kind) {
    case ACM_COMMAND_SET_FACT:
        return w->choices[move->label.subject - 1].command;
    case ACM_COMMAND_ADVANCE:
        acm_case_next_timer(c, &command.time);
        command.time = command.time > c->time ? command.time : c->time;
        return command;
    case ACM_COMMAND_WAIVE:
        command.text_at = w->reason_at;
        command.text_len = w->reason_len;
        break;
    default:
        break;
    }
    command.item = move->label.subject;
    command.instance = move->instance;
    acm__wish_may(w,
                  condition ? acm__roles_for_condition(p, condition)
                            : acm__roles_for_item(p, command.item),
                  &command.actor, role);
    return command;
}
