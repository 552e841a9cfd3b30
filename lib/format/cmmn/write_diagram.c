/* write_diagram.c - diagram interchange: a shape for each item and criterion, an edge for each on-part. */
#include "format/cmmn/write.h"

static void write_area(acm__cmmn_writing *o, acm__cmmn_area area)
{
    acm__cmmn_open(&o->w, "dc:Bounds");
    acm__cmmn_put_integer(&o->w, "x", area.x);
    acm__cmmn_put_integer(&o->w, "y", area.y);
    acm__cmmn_put_integer(&o->w, "width", area.width);
    acm__cmmn_put_integer(&o->w, "height", area.height);
    acm__cmmn_close(&o->w, "dc:Bounds");
}

/* NULL: the name stands where it does by itself. */
static void write_label(acm__cmmn_writing *o, const acm__cmmn_area *area)
{
    acm__cmmn_open(&o->w, "cmmndi:CMMNLabel");
    if (area)
        write_area(o, *area);
    acm__cmmn_close(&o->w, "cmmndi:CMMNLabel");
}

static void write_criterion(acm__cmmn_writing *o, uint32_t criterion)
{
    acm__cmmn_open(&o->w, "cmmndi:CMMNShape");
    acm__cmmn_put_criterion(o, "id", criterion, "-shape");
    acm__cmmn_put_criterion(o, "cmmnElementRef", criterion, "");
    write_area(o, acm__cmmn_diamond(&o->layout, criterion));
    write_label(o, NULL);
    acm__cmmn_close(&o->w, "cmmndi:CMMNShape");
}

static void write_item(acm__cmmn_writing *o, acm_id id)
{
    const acm__item *item = &o->p->items[id];
    acm__cmmn_area below = acm__cmmn_name_below(&o->layout, id);
    acm__cmmn_open(&o->w, "cmmndi:CMMNShape");
    acm__cmmn_put_item(o, "id", id, "--shape");
    acm__cmmn_put_item(o, "cmmnElementRef", id, "");
    write_area(o, acm__cmmn_shape(&o->layout, id));
    write_label(o, acm__is_listener(item->kind) ? &below : NULL);
    acm__cmmn_close(&o->w, "cmmndi:CMMNShape");
    for (uint32_t i = item->criteria; i < item->criteria + item->entry_count + item->exit_count;
         i++)
        write_criterion(o, i);
}

static void write_edge(acm__cmmn_writing *o, uint32_t index)
{
    const acm__on_part *on = &o->p->on_parts[index];
    acm__cmmn_edge edge;
    acm__cmmn_route(&o->layout, index, &edge);
    acm__cmmn_open(&o->w, "cmmndi:CMMNEdge");
    acm__cmmn_put_on_part(o, "id", index, "-edge");
    acm__cmmn_put_on_part(o, "cmmnElementRef", index, "");
    if (on->exit_criterion)
        acm__cmmn_put_criterion(o, "sourceCMMNElementRef", on->exit_criterion - 1, "");
    else
        acm__cmmn_put_item(o, "sourceCMMNElementRef", on->source, "");
    acm__cmmn_put_criterion(o, "targetCMMNElementRef", on->criterion, "");
    acm__cmmn_put(&o->w, "isStandardEventVisible", "true");
    for (uint32_t i = 0; i < edge.count; i++) {
        acm__cmmn_open(&o->w, "di:waypoint");
        acm__cmmn_put_integer(&o->w, "x", edge.points[i].x);
        acm__cmmn_put_integer(&o->w, "y", edge.points[i].y);
        acm__cmmn_close(&o->w, "di:waypoint");
    }
    write_label(o, &edge.label);
    acm__cmmn_close(&o->w, "cmmndi:CMMNEdge");
}

static void write_size(acm__cmmn_writing *o)
{
    acm__cmmn_area plan = acm__cmmn_shape(&o->layout, 1);
    acm__cmmn_open(&o->w, "cmmndi:Size");
    acm__cmmn_put_integer(&o->w, "width", plan.x * 2 + plan.width);
    acm__cmmn_put_integer(&o->w, "height", plan.y * 2 + plan.height);
    acm__cmmn_close(&o->w, "cmmndi:Size");
}

void acm__cmmn_write_diagram(acm__cmmn_writing *o)
{
    acm__cmmn_open(&o->w, "cmmndi:CMMNDI");
    acm__cmmn_open(&o->w, "cmmndi:CMMNDiagram");
    acm__cmmn_put_item(o, "id", 1, "--diagram");
    write_size(o);
    for (acm_id id = 1; id <= o->p->item_count; id++)
        write_item(o, id);
    for (uint32_t i = 0; i < o->p->on_part_count; i++)
        write_edge(o, i);
    acm__cmmn_close(&o->w, "cmmndi:CMMNDiagram");
    acm__cmmn_close(&o->w, "cmmndi:CMMNDI");
}
