# What every target of ours is compiled with; nothing of it reaches those who link the library.
set(CMAKE_C_EXTENSIONS OFF)
add_library(acm-flags INTERFACE)
target_compile_features(acm-flags INTERFACE c_std_11)
if(CMAKE_C_COMPILER_ID MATCHES "GNU|Clang")
    target_compile_options(acm-flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wshadow
                           -Wstrict-prototypes -Wmissing-prototypes -ffp-contract=off
                           -ffunction-sections -fdata-sections)
    if(ACM_WERROR)
        target_compile_options(acm-flags INTERFACE -Werror)
    endif()
    if(ACM_SANITIZE)
        target_compile_options(acm-flags INTERFACE -fsanitize=address,undefined
                               -fno-sanitize-recover=all -fno-omit-frame-pointer)
        target_link_options(acm-flags INTERFACE -fsanitize=address,undefined)
    endif()
    if(ACM_FUZZ)
        target_compile_options(acm-flags INTERFACE -fsanitize=fuzzer-no-link)
    endif()
endif()
