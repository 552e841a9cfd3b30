# Other languages against the library of this build. What a machine lacks is skipped, by name.
set(bindings ${PROJECT_SOURCE_DIR}/bindings)
add_executable(write-events support/events.c)
target_link_libraries(write-events PRIVATE acm-flags acmplaybook)
set(given "ACMPLAYBOOK_EVENTS=$<TARGET_FILE:write-events>;ACM_SHARED=${ACM_SHARED}")

function(acm_python name pattern)
    acm_add_test(binding ${name} ${Python3_EXECUTABLE} -m unittest discover -s ${bindings}/python/tests -p ${pattern})
    set_tests_properties(binding.${name} PROPERTIES ENVIRONMENT
        "ACMPLAYBOOK_LIBRARY=$<TARGET_FILE:acmplaybook>;PYTHONPATH=${bindings}/python/src;PYTHONDONTWRITEBYTECODE=1;${given};${ARGN}")
endfunction()

function(acm_csharp name script)
    acm_add_test(binding ${name} ${bindings}/csharp/${script} $<TARGET_FILE:acmplaybook>)
    set_tests_properties(binding.${name} PROPERTIES RESOURCE_LOCK dotnet TIMEOUT 1200 ENVIRONMENT "${given}")
endfunction()

if(NOT ACM_SANITIZE)
    acm_python(python "test_*.py")
    acm_csharp(csharp test.sh)
    acm_csharp(csharp-package package.sh)
elseif(CMAKE_C_COMPILER_ID STREQUAL "GNU")
    # An interpreter that knows nothing of the sanitizer has to load it first, and never gives all memory back.
    execute_process(COMMAND ${CMAKE_C_COMPILER} -print-file-name=libasan.so
        OUTPUT_VARIABLE asan OUTPUT_STRIP_TRAILING_WHITESPACE)
    acm_python(python-asan "test_[cjps][au]*.py"
        "LD_PRELOAD=${asan}" "ASAN_OPTIONS=detect_leaks=0:allocator_may_return_null=1")
    acm_csharp(csharp-asan test.sh)
endif()
