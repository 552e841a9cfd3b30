/*
 * reader.h - takes JSON values apart by tables, knowing at each moment where in the text it is. Playbooks,
 * scenarios and overlays are read with it.
 *
 * A function that reads a value returns false once something is wrong; the reader then bears the status, and
 * the error says what is wrong, the path to the value, and its line, column and offset.
 */
#ifndef ACM__JSON_READER_H
#define ACM__JSON_READER_H

#include "base/str.h"

#include <jansson.h>

enum {
    ACM__JSON_BYTES = 64 << 20, /* of a text, unless the caller says more or less */
    ACM__JSON_DEPTH = 64        /* of values within each other */
};

typedef struct acm__json_step acm__json_step;

typedef struct acm__json {
    acm__arena *arena; /* where texts and lists are put */
    void *user;        /* of the functions that read */
    acm_error *err;
    acm_status status; /* of the first failure */
    acm__str text;
    const acm__json_step *at; /* the way to the value that is being read; NULL = the outermost */
} acm__json;

typedef bool acm__json_read(acm__json *r, const json_t *value, void *to);
typedef bool acm__json_read_member(acm__json *r, acm__str key, const json_t *value, void *to);

/* One key of an object that is read into a struct. */
typedef struct acm__json_field {
    const char *key;
    acm__json_read *read; /* NULL = it is read elsewhere */
    bool required;
    size_t at; /* what is added to the struct's address: the offset of a member, or 0 */
} acm__json_field;

#define ACM__JSON_COUNT(array) (sizeof(array) / sizeof(array)[0])

typedef struct acm__json_limits {
    uint32_t bytes, depth;
} acm__json_limits;

/* Parses r->text and lets `read` take it apart. ACM_E_SYNTAX, _ENCODING, _LIMIT, _NOMEM, or what `read` met. */
acm_status acm__json_parse(acm__json *r, acm__json_limits limits, acm__json_read *read, void *to);

/* The value that is being read breaks the rules of its format: ACM_E_SYNTAX. */
#if defined(__GNUC__)
__attribute__((format(printf, 2, 3)))
#endif
bool acm__json_fail(acm__json *r, const char *format, ...);

bool acm__json_nomem(acm__json *r);

/* What a call came to that may have filled the reader's error: false if it failed, and the error has its place. */
bool acm__json_take(acm__json *r, acm_status status);

/* The same about the key of the value that is being read. */
bool acm__json_take_key(acm__json *r, acm_status status);

/* The same about the text that is being read; an error with a place in it keeps that. */
bool acm__json_take_within(acm__json *r, acm_status status);

/* Where the value that is being read begins. */
size_t acm__json_offset(const acm__json *r);

/*
 * Reads an object whose keys are those of the table, in the order of the table.
 * present: out, a bit for each key that is there, of a table of at most 32; may be NULL.
 */
bool acm__json_object(acm__json *r, const json_t *value, const acm__json_field *fields,
                      size_t count, void *to, uint32_t *present);

/* Reads those members of an object that a table names, whatever else is there. */
bool acm__json_members(acm__json *r, const json_t *object, const acm__json_field *fields,
                       size_t count, void *to);

/* Reads one member of an object if it is there. */
bool acm__json_member(acm__json *r, const json_t *object, const char *key, acm__json_read *read,
                      void *to);

/* Reads each element of a list, or each member of an object whose keys are names. */
bool acm__json_each(acm__json *r, const json_t *value, acm__json_read *read, void *to);
bool acm__json_each_member(acm__json *r, const json_t *value, acm__json_read_member *read,
                           void *to);

/* The same into cleared elements of an array in the arena, whose pointer is at `array`. */
bool acm__json_list(acm__json *r, const json_t *value, size_t size, void *array, uint32_t *count,
                    acm__json_read *read);
bool acm__json_map(acm__json *r, const json_t *value, size_t size, void *array, uint32_t *count,
                   acm__json_read_member *read);

/* Read plain values, to serve in tables; `to` is an acm__str, copied. Of the first the text must not be empty. */
bool acm__json_text(acm__json *r, const json_t *value, void *to);
bool acm__json_any_text(acm__json *r, const json_t *value, void *to);

/* The same for what people call an item: a text, or a whole number that is not negative. */
bool acm__json_name(acm__json *r, const json_t *value, void *to);

/* Checks a text that is for people alone. */
bool acm__json_skip_text(acm__json *r, const json_t *value, void *to);

/* A text that lives as long as the value. */
bool acm__json_lent(acm__json *r, const json_t *value, acm__str *out);

bool acm__json_boolean(acm__json *r, const json_t *value, bool *out);

/* One of the words of a table, which may have gaps; gives its index. */
bool acm__json_word(acm__json *r, const json_t *value, const char *const *words, size_t count,
                    int32_t *out);

/* A list of such words, each once, as bits by their indices. */
bool acm__json_bits(acm__json *r, const json_t *value, const char *const *words, size_t count,
                    uint32_t *out);

/* A whole number that fits 32 bits. `to` is a uint32_t. */
bool acm__json_count(acm__json *r, const json_t *value, void *to);

/* A whole number in a range. */
bool acm__json_integer(acm__json *r, const json_t *value, int64_t least, int64_t most,
                       int64_t *out);

#endif
