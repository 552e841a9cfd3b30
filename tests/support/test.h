/* test.h - cmocka, and assertions on statuses that name them. */
#ifndef ACM_TEST_H
#define ACM_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <acmplaybook.h>

#include <stdbool.h>
#include <string.h>

#define COUNT_OF(array) (sizeof(array) / sizeof(array)[0])

/* Text that is not UTF-8. */
#define NOT_UTF8 "ab\xC3("

#define assert_status(call, expected) test_status((call), (expected), #call, __FILE__, __LINE__)
#define assert_ok(call)               assert_status((call), ACM_OK)

/* A failing call that fills its error: status, message, and the line of the input if it has one. */
#define assert_refused(call, expected, err)                                                        \
    do {                                                                                           \
        acm_error_init(err);                                                                       \
        assert_status((call), (expected));                                                         \
        test_error((err), (expected), #call, __FILE__, __LINE__);                                  \
    } while (0)

void test_status(acm_status got, acm_status expected, const char *call, const char *file, int line);
void test_error(const acm_error *err, acm_status expected, const char *call, const char *file,
                int line);

/* The error points to where `at` stands first in the text, by line, column and offset, and names the path. */
#define assert_place(err, text, at, path)                                                          \
    test_place((err), (text), (at), (path), __FILE__, __LINE__)
void test_place(const acm_error *err, const char *text, const char *at, const char *path,
                const char *file, int line);

/* The whole file with a NUL behind; fails the test if it cannot be read. Freed with free. */
char *test_read_file(const char *path, size_t *len);

#endif
