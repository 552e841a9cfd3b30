/*
 * acmplaybook/scenario.h - scenario files: what a test harness in any language reads and runs.
 *
 * The schema is written down in lib/harness/README.md.
 */
#ifndef ACMPLAYBOOK_SCENARIO_H
#define ACMPLAYBOOK_SCENARIO_H

#include <acmplaybook/explain.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A scenario file as read. */
typedef struct acm_scenario acm_scenario;

/** What the run of a scenario reports. */
typedef struct acm_scenario_result {
    uint32_t struct_size; /**< set by acm_scenario_result_init */
    uint32_t passed;      /**< 1 if every step and expectation held */
    uint32_t steps;       /**< steps and expectations that were run */
    uint32_t failed_step; /**< 1-based index of the one that did not hold, 0 = none */
    uint32_t line;        /**< its line in the scenario file, 0 = unknown */
    uint32_t reserved;    /**< 0 */
} acm_scenario_result;

/** How a scenario is run. */
typedef struct acm_scenario_options {
    uint32_t struct_size; /**< set by acm_scenario_options_init */
    uint32_t reserved;    /**< 0 */
    acm_sink
        diagnosis; /**< receives the diagnosis of a failure, English lines; NULL = not wanted */
    void *user;    /**< handed to the callbacks */
    /**
     * Called after the start (step 0) and each step that held; NULL = not wanted. refusal: why a step was
     * refused that had to be, lines lent for the call; else NULL. A non-zero return stops the run.
     */
    int32_t (*watch)(void *user, const acm_scenario *scenario, size_t step, const acm_case *c,
                     const char *refusal);
    const char *language; /**< of sentences and names; NULL = the scenario's, else "en" */
    const char *plan;     /**< name of the stage that is the case; NULL = the scenario's */
    acm_sink
        trace; /**< receives the events of the start and of each act, lines; NULL = not wanted */
} acm_scenario_options;

/**
 * Fills scenario options with the defaults.
 *
 * @param options  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_scenario_options_init(acm_scenario_options *options);

/**
 * Clears a scenario result for use.
 *
 * @param result  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_scenario_result_init(acm_scenario_result *result);

/**
 * Reads a scenario file. Every key and value is checked here; an unknown one is an error with its place.
 *
 * @param json       the file, UTF-8.
 * @param len        its bytes, or ACM_NTS.
 * @param allocator  copied; NULL = malloc.
 * @param scenario   out: freed with acm_scenario_free.
 * @param err        may be NULL; line, column or path of what is wrong.
 * @return ACM_OK, ACM_E_SYNTAX, ACM_E_ENCODING, ACM_E_LIMIT, ACM_E_NOMEM, ACM_E_INVALID,
 *         ACM_E_UNSUPPORTED (built without JSON).
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_scenario_read(const char *json, size_t len, const acm_allocator *allocator,
                                     acm_scenario **scenario, acm_error *err);

/**
 * The id of a scenario.
 *
 * @param scenario  may be NULL.
 * @return lent text, NULL for NULL.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_scenario_id(const acm_scenario *scenario);

/**
 * A model that a scenario names, a path relative to the scenario file; the caller loads it. Several are
 * language editions of one playbook: the scenario must hold on each.
 *
 * @param scenario  may be NULL.
 * @param index     from 0.
 * @return lent text, NULL past the last.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_scenario_model(const acm_scenario *scenario, size_t index);

/**
 * The case of its model that a scenario is about, for models that hold several.
 *
 * @param scenario  may be NULL.
 * @return lent text, NULL if it names none.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_scenario_case(const acm_scenario *scenario);

/**
 * One line that says what a step does, such as "as ana: complete 4047".
 *
 * @param scenario  may be NULL.
 * @param step      1-based.
 * @return lent text, NULL past the last step.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_scenario_step_text(const acm_scenario *scenario, size_t step);

/**
 * Finds an item or condition as scenarios name it: by its id in the model that was read; by key; by a bare task number;
 * by a key without what all keys of the plan begin with, such as "in-2"; by its name in any language. What lies
 * within the plan is preferred.
 *
 * @param playbook  whose item.
 * @param plan      the stage that is the case, 0 = the root.
 * @param name      UTF-8.
 * @param name_len  its bytes, or ACM_NTS.
 * @param id        out: the id; 0 on failure.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_NOTFOUND, ACM_E_AMBIGUOUS (the message lists the keys), ACM_E_INVALID.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_scenario_find(const acm_playbook *playbook, acm_id plan, const char *name,
                                     size_t name_len, acm_id *id, acm_error *err);

/**
 * Finds which instance of a running case an act means, as the steps of a scenario do. A name that several items bear
 * is fine if the command is legal for one instance of them.
 *
 * @param c         the case.
 * @param name      as acm_scenario_find takes it.
 * @param name_len  its bytes, or ACM_NTS.
 * @param command   ACM_COMMAND_... that is about to be given.
 * @param nth       which instance in order of creation, from 0; -1 = the only one for which the command is legal,
 *                  else the only one, else the newest.
 * @param item      out: the item or condition.
 * @param instance  out: what acm_command.instance should be; 0 = there is no instance.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_NOTFOUND (no such name or instance), ACM_E_AMBIGUOUS (several instances could be meant, or
 *         several items bear the number), ACM_E_INVALID, ACM_E_NOMEM.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_scenario_pick(const acm_case *c, const char *name, size_t name_len,
                                     acm_command_kind command, int32_t nth, acm_id *item,
                                     acm_id *instance, acm_error *err);

/**
 * The time that a step's advanceTime means.
 *
 * @param text      a duration of ISO 8601 such as "PT1H" or "P1M", which counts from now; or a time such as
 *                  "2026-03-31T17:00Z" or "2026-03-31".
 * @param text_len  its bytes, or ACM_NTS.
 * @param now       milliseconds since 1970-01-01T00:00Z.
 * @param time      out: the same; 0 on failure.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_SYNTAX, ACM_E_LIMIT (later than the last time there is), ACM_E_INVALID.
 * @threads any.  @since 0.1
 */
ACM_API acm_status acm_scenario_time(const char *text, size_t text_len, int64_t now, int64_t *time,
                                     acm_error *err);

/**
 * Writes events as lines for people: what happened, to which instance, from which state to which, and why.
 *
 * @param c         the case that they are of, as it is now.
 * @param log       the log that they were drained from; no command was given since.
 * @param events    array of count records, each stride bytes apart.
 * @param stride    the caller's sizeof(acm_event).
 * @param count     how many.
 * @param language  of names; NULL = the playbook's first.
 * @param sink      receives the lines.
 * @param user      handed to the sink.
 * @param err       may be NULL.
 * @return ACM_OK, ACM_E_NOMEM, ACM_E_CALLBACK, ACM_E_INVALID, ACM_E_VERSION, ACM_E_UNSUPPORTED (built without JSON).
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_scenario_trace(const acm_case *c, const acm_log *log,
                                      const acm_event *events, size_t stride, size_t count,
                                      const char *language, acm_sink sink, void *user,
                                      acm_error *err);

/**
 * Runs a scenario on a playbook. A step that does not hold is a result, not an error.
 *
 * @param scenario  what to run.
 * @param playbook  its model.
 * @param options   NULL = the defaults.
 * @param result    out, initialised by acm_scenario_result_init.
 * @param err       may be NULL.
 * @return ACM_OK (look at result->passed); ACM_E_NOTFOUND (a name that the playbook lacks), ACM_E_AMBIGUOUS (one that
 *         several items bear), ACM_E_INVALID (one of another kind), what acm_case_new refuses, ACM_E_NOMEM,
 *         ACM_E_CALLBACK, ACM_E_UNSUPPORTED, ACM_E_VERSION.
 * @threads one at a time.  @since 0.1
 */
ACM_API acm_status acm_scenario_run(const acm_scenario *scenario, acm_playbook *playbook,
                                    const acm_scenario_options *options,
                                    acm_scenario_result *result, acm_error *err);

/**
 * Frees a scenario.
 *
 * @param scenario  NULL does nothing.
 * @threads one at a time.  @since 0.1
 */
ACM_API void acm_scenario_free(acm_scenario *scenario);

#ifdef __cplusplus
}
#endif

#endif
