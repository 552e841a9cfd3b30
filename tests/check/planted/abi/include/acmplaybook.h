#include <stddef.h>
#include <stdint.h>

typedef struct acm_error {
    uint32_t struct_size;
    char message[8];
} acm_error;
