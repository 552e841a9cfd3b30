# What is added here is skipped, by its name, where it prints so and exits with 77.
function(acm_add_test kind name)
    add_test(NAME ${kind}.${name} COMMAND ${ARGN})
    set_tests_properties(${kind}.${name} PROPERTIES LABELS ${kind} SKIP_RETURN_CODE 77 TIMEOUT 600)
endfunction()

# acm_test(KIND NAME SOURCE...): a cmocka program. A unit test sees lib/ and links the static library, the
# others see what is public and link the shared one.
function(acm_test kind name source)
    set(target test-${kind}-${name})
    add_executable(${target} ${source} ${ARGN})
    target_link_libraries(${target} PRIVATE acm-test-support)
    if(kind STREQUAL unit)
        acm_see_inside(${target})
    else()
        target_link_libraries(${target} PRIVATE acmplaybook)
    endif()
    acm_add_test(${kind} ${name} ${target})
endfunction()

function(acm_see_inside target)
    target_include_directories(${target} PRIVATE ${PROJECT_SOURCE_DIR}/lib ${PROJECT_BINARY_DIR}/lib)
    target_link_libraries(${target} PRIVATE acmplaybook-static PkgConfig::ACM_DEPS)
endfunction()

# acm_fuzz(NAME SOURCE...): fuzz/fuzz_NAME.c over its corpus; with ACM_FUZZ also a short run of libFuzzer.
function(acm_fuzz name)
    set(source ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/fuzz_${name}.c)
    file(GLOB corpus CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name}/*)
    add_executable(replay-${name} ${source} ${ARGN} support/replay.c)
    target_include_directories(replay-${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
    target_link_libraries(replay-${name} PRIVATE acm-flags)
    acm_see_inside(replay-${name})
    acm_add_test(fuzz ${name} replay-${name} ${corpus})
    if(ACM_FUZZ)
        add_executable(fuzz-${name} ${source} ${ARGN})
        target_include_directories(fuzz-${name} PRIVATE ${CMAKE_CURRENT_SOURCE_DIR})
        target_link_libraries(fuzz-${name} PRIVATE acm-flags)
        target_link_options(fuzz-${name} PRIVATE -fsanitize=fuzzer)
        acm_see_inside(fuzz-${name})
        set(found ${CMAKE_CURRENT_BINARY_DIR}/found-${name})
        set(words ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/${name}.dict)
        if(EXISTS ${words})
            set(words -dict=${words})
        else()
            set(words "")
        endif()
        file(MAKE_DIRECTORY ${found})
        acm_add_test(fuzz ${name}-run fuzz-${name} -seed=1 -runs=20000 -max_total_time=10 -max_len=4096
                     -error_exitcode=1 -timeout_exitcode=1
                     -artifact_prefix=${found}/ ${words} ${found}
                     ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/corpus/${name})
    endif()
endfunction()

function(acm_script kind name script)
    acm_add_test(${kind} ${name} ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/${script} ${ARGN})
endfunction()

function(acm_check name script)
    acm_script(check ${name} check/${script} ${ARGN})
endfunction()
