/* show_numbers.c - task numbers with all their places. */
#include "show.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>

static const char *path_of(const view *v, acm_id item, const acm_place *place)
{
    const char *path = acm_playbook_page_text(v->playbook, place->page, ACM_PAGE_PATH, NULL);
    return path ? path : view_key(v, item);
}

/* Every place of an item, one for each edition that has it. */
static void print_places(const view *v, acm_id item)
{
    acm_place place;
    for (size_t e = 0; acm_playbook_language(v->playbook, e); e++)
        if (acm_playbook_place(v->playbook, item, e, &place, sizeof place) == ACM_OK)
            printf("      %s:%u\n", path_of(v, item, &place), (unsigned)place.line);
}

static json_t *places_json(const view *v, acm_id item)
{
    json_t *places = json_array();
    acm_place place;
    const char *tag;
    for (size_t e = 0; (tag = acm_playbook_language(v->playbook, e)) != NULL; e++)
        if (acm_playbook_place(v->playbook, item, e, &place, sizeof place) == ACM_OK)
            json_array_append_new(places, json_pack("{ss ss si si}", "language", tag, "file",
                                                    path_of(v, item, &place), "line",
                                                    (int)place.line, "column", (int)place.column));
    return places;
}

static void print_number(const view *v, const acm_numbered *at, bool first)
{
    if (first)
        printf("%lld  %s\n", (long long)at->number, view_name(v, at->item));
    printf("   %s\n", view_key(v, at->item));
    print_places(v, at->item);
}

static void print_json(const view *v, const acm_numbered *at)
{
    json_t *line =
        json_pack("{sI ss ss so}", "number", (json_int_t)at->number, "key", view_key(v, at->item),
                  "name", view_name(v, at->item), "places", places_json(v, at->item));
    json_dumpf(line, stdout, JSON_COMPACT);
    putchar('\n');
    json_decref(line);
}

void show_numbers(const view *v, bool json)
{
    size_t count = 0;
    acm_playbook_numbers(v->playbook, NULL, sizeof(acm_numbered), 0, &count);
    acm_numbered *numbers = allocate(count, sizeof *numbers);
    acm_playbook_numbers(v->playbook, numbers, sizeof *numbers, count, &count);
    int64_t last = -1;
    for (size_t i = 0; i < count; i++) {
        if (!view_keeps(v, numbers[i].item))
            continue;
        if (json)
            print_json(v, &numbers[i]);
        else
            print_number(v, &numbers[i], numbers[i].number != last);
        last = numbers[i].number;
    }
    free(numbers);
}
