/*
 * acmplaybook/base.h - version, status codes, errors, memory, and the types that every other header uses.
 *
 * Conventions of the whole library:
 *  - A fallible function returns acm_status: ACM_OK (0) or a negative code. Its last parameter is an
 *    optional acm_error, which then says where and why. Out-parameters are set to NULL or 0 first and
 *    published only on success.
 *  - Text goes in as pointer and length in bytes, UTF-8; ACM_NTS as length means NUL-terminated.
 *    Text that comes out is lent: NUL-terminated, valid as long as the object it came from.
 *  - Structs that callers fill begin with struct_size and have an init function. Arrays of records have
 *    a stride, the caller's sizeof of the record, and are aligned as it is. Records hold no pointers.
 *  - Things inside a playbook or case are named by acm_id, 0 = none, never reused within their root.
 *  - Nothing here reads a clock, the locale, the environment or a file, prints, or aborts.
 *  - Threads: an object belongs to one thread at a time. A playbook never changes, so any number of
 *    threads may read it; reference counts are atomic.
 */
#ifndef ACMPLAYBOOK_BASE_H
#define ACMPLAYBOOK_BASE_H

#include <stddef.h>
#include <stdint.h>

#include <acmplaybook/version.h>

#if defined(_WIN32) && !defined(ACM_STATIC)
#ifdef ACM_BUILDING
#define ACM_API __declspec(dllexport)
#else
#define ACM_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define ACM_API __attribute__((visibility("default")))
#else
#define ACM_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** Length of a NUL-terminated text. */
#define ACM_NTS ((size_t)-1)

/** Names something inside one playbook, builder, roster or case; 0 = none. */
typedef uint32_t acm_id;

/** What a call came to: ACM_OK or a negative code. New codes may be added. */
typedef int32_t acm_status;

#define ACM_OK         0  /**< done */
#define ACM_E_NOMEM    -1 /**< out of memory; the object is as it was */
#define ACM_E_INVALID  -2 /**< an argument makes no sense */
#define ACM_E_NOTFOUND -3 /**< no such key, id, role, participant, ... */
#define ACM_E_AMBIGUOUS                                                                            \
    -4 /**< several items bear the number, the message lists their keys; or several instances can do this */
#define ACM_E_ENCODING    -5 /**< not UTF-8, or a NUL inside text */
#define ACM_E_LIMIT       -6 /**< deeper, longer or more than the limits allow */
#define ACM_E_SYNTAX      -7 /**< the text breaks the grammar of its format; see line and column */
#define ACM_E_UNSUPPORTED -8 /**< left out of this build, or not offered */
#define ACM_E_VERSION                                                                              \
    -9 /**< a struct or record of another version that holds what we do not know */
#define ACM_E_BUFFER     -10 /**< the caller's buffer is too small; the needed size was stored */
#define ACM_E_CALLBACK   -11 /**< a callback stopped the work; its value is in acm_error.value */
#define ACM_E_INTERNAL   -12 /**< a fault of the library itself; please report it */
#define ACM_E_EXISTS     -13 /**< the key is taken */
#define ACM_E_MODEL      -14 /**< the playbook would break a rule of the model */
#define ACM_E_STATE      -15 /**< refused: the transition is not legal in this state */
#define ACM_E_ROLE       -16 /**< refused: the actor has none of the roles that may do this */
#define ACM_E_CONDITION  -17 /**< refused: a condition is still open, or can no longer be changed */
#define ACM_E_INCOMPLETE -18 /**< refused: the stage has active or unfinished required children */
#define ACM_E_SCOPE      -19 /**< refused: outside the scope, or nothing would be in scope */
#define ACM_E_BUDGET     -20 /**< refused: settling did not end within its budget */

/**
 * Where and why a call failed. Initialise once with acm_error_init, else nothing is written. Every failing call
 * overwrites it; after one that succeeds it means nothing.
 */
typedef struct acm_error {
    uint32_t struct_size; /**< sizeof(acm_error), set by acm_error_init */
    acm_status status;    /**< what the call returned */
    uint32_t line;        /**< 1-based line in the input, 0 = no place */
    uint32_t column;      /**< 1-based column in code points, 0 = no place */
    uint64_t offset;      /**< byte offset in the input, 0 if there is no place */
    int32_t value;        /**< what the callback returned, for ACM_E_CALLBACK */
    uint32_t reserved;    /**< 0 */
    char path[160];       /**< key, element path or file, UTF-8, NUL-terminated, "" if none */
    char message[264];    /**< one English sentence without a full stop, UTF-8, NUL-terminated */
} acm_error;

/**
 * Memory functions of one root, copied by it. The three must agree; allocate may return NULL. Those of a playbook are
 * called by all its cases and by who gives its last reference back: on several threads at once, if these run there.
 */
typedef struct acm_allocator {
    uint32_t struct_size;                                     /**< set by acm_allocator_init */
    uint32_t reserved;                                        /**< 0 */
    void *context;                                            /**< handed to each call */
    void *(*allocate)(void *context, size_t size);            /**< aligned as by malloc */
    void *(*reallocate)(void *context, void *p, size_t size); /**< p may be NULL */
    void (*release)(void *context, void *p);                  /**< p may be NULL */
} acm_allocator;

/**
 * Receives output piece by piece: len bytes, at least one, UTF-8 of whole characters, not NUL-terminated, lent for the
 * call. A non-zero return stops the work with ACM_E_CALLBACK and is in acm_error.value then.
 */
typedef int32_t (*acm_sink)(void *user, const char *text, size_t len);

/** Which public struct acm_struct_size is asked about. */
typedef int32_t acm_struct;

#define ACM_STRUCT_ERROR            0
#define ACM_STRUCT_ALLOCATOR        1
#define ACM_STRUCT_ITEM             2
#define ACM_STRUCT_CONDITION        3
#define ACM_STRUCT_REF              4
#define ACM_STRUCT_DIAGNOSTIC       5
#define ACM_STRUCT_MAPPING_OPTIONS  6
#define ACM_STRUCT_PAGE_OPTIONS     7
#define ACM_STRUCT_EVENT            8
#define ACM_STRUCT_COMMAND          9
#define ACM_STRUCT_CASE_OPTIONS     10
#define ACM_STRUCT_BOARD_ROW        11
#define ACM_STRUCT_BLOCKER          12
#define ACM_STRUCT_SCENARIO_OPTIONS 13
#define ACM_STRUCT_SCENARIO_RESULT  14
#define ACM_STRUCT_NUMBERED         15
#define ACM_STRUCT_PLACE            16
#define ACM_STRUCT_PAGE             17
#define ACM_STRUCT_SOURCE_FILE      18
#define ACM_STRUCT_SOURCE           19
#define ACM_STRUCT_MEMORY_SOURCE    20
#define ACM_STRUCT_FOLDER_OPTIONS   21
#define ACM_STRUCT_JSON_OPTIONS     22
#define ACM_STRUCT_LINT_OPTIONS     23
#define ACM_STRUCT_CMMN_OPTIONS     24
#define ACM_STRUCT_SCENARIO_OUTCOME 25
#define ACM_STRUCT_PLAN_OPTIONS     26
#define ACM_STRUCT_PLAN_STEP        27
#define ACM_STRUCT_PLAN_RESULT      28

/**
 * The version of the library that is running, ACM_VERSION_NUMBER of its build.
 *
 * @return major * 1000000 + minor * 1000 + patch.
 * @threads any.  @since 0.1
 */
ACM_API uint32_t acm_version(void);

/**
 * The version of the library that is running as text, such as "0.1.0".
 *
 * @return static text, never NULL.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_version_text(void);

/**
 * The size in bytes of a public struct as this library was built, for callers in other languages to compare.
 *
 * @param kind  ACM_STRUCT_...
 * @return the size, 0 for a kind that is not known.
 * @threads any.  @since 0.1
 */
ACM_API uint32_t acm_struct_size(acm_struct kind);

/**
 * The name of a status, such as "ACM_E_ROLE".
 *
 * @param status  any value.
 * @return static text, "ACM_E_UNKNOWN" for a value that is not known; never NULL.
 * @threads any.  @since 0.1
 */
ACM_API const char *acm_status_name(acm_status status);

/**
 * Makes an error ready for use: sets its size, clears the rest.
 *
 * @param error  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_error_init(acm_error *error);

/**
 * Fills an allocator with malloc, realloc and free.
 *
 * @param allocator  the caller's struct; NULL does nothing.
 * @threads any, on separate structs.  @since 0.1
 */
ACM_API void acm_allocator_init(acm_allocator *allocator);

#ifdef __cplusplus
}
#endif

#endif
