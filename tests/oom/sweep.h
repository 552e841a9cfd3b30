/*
 * sweep.h - runs a call with the n-th allocation failing, once and ever after, for n from 0 until it succeeds.
 *
 * Each time the call must return ACM_E_NOMEM with the error filled, leave what was there as it was, succeed
 * when there is memory again, and leak nothing.
 */
#ifndef ACM_SWEEP_H
#define ACM_SWEEP_H

#include "support/memory.h"
#include "support/small.h"

/* What a scenario works on: all from one allocator, empty at first, dropped by the driver. */
typedef struct sweep {
    test_memory memory;
    acm_allocator allocator;
    acm_builder *builder;
    acm_id root, task, timer, criterion, exit;
    small s;
    acm_playbook *made;
    acm_diagnostics *diagnostics;
    acm_case *copy;
    acm_scenario *scenario;
    size_t events; /* that were in the log before */
    acm_error err;
} sweep;

typedef struct sweep_scenario {
    const char *name;
    void (*prep)(sweep *w);       /* with memory; NULL = nothing */
    acm_status (*body)(sweep *w); /* without */
    void (*unchanged)(sweep *w);  /* after a failure, with memory again; NULL = nothing */
} sweep_scenario;

/* A text that fits in no chunk that was allocated before. */
const char *sweep_long_text(void);

void sweep_run(const sweep_scenario *scenario);

extern const sweep_scenario sweep_model_scenarios[];
extern const size_t sweep_model_count;
extern const sweep_scenario sweep_case_scenarios[];
extern const size_t sweep_case_count;
extern const sweep_scenario sweep_scenario_scenarios[];
extern const size_t sweep_scenario_count;
extern const sweep_scenario sweep_json_scenarios[];
extern const size_t sweep_json_count;
extern const sweep_scenario sweep_cmmn_scenarios[];
extern const size_t sweep_cmmn_count;
extern const sweep_scenario sweep_overlay_scenarios[];
extern const size_t sweep_overlay_count;
extern const sweep_scenario sweep_snapshot_scenarios[];
extern const size_t sweep_snapshot_count;

#endif
