# Tests of what is installed; a build with sanitizers would not be.
acm_script(api smoke api/smoke.py $<TARGET_FILE:acmplaybook>)
acm_script(abi size abi/size.py $<TARGET_FILE:acmplaybook> 512)

if(ACM_TOOL)
    acm_script(example quickstart support/quickstart.py ${PROJECT_SOURCE_DIR}/examples/quickstart.sh)
endif()

foreach(way pkg-config find-package moved subdirectory minimal absolute)
    acm_script(consume ${way} consume/consume.py ${way} ${places} ${CMAKE_C_COMPILER})
endforeach()

# Without formats, in a build of its own that two tests look at.
set(minimal ${PROJECT_BINARY_DIR}/consume/minimal/build/lib/libacmplaybook.so)
acm_script(abi size-minimal abi/size.py ${minimal} 208)
set_tests_properties(consume.minimal PROPERTIES FIXTURES_SETUP minimal)
set_tests_properties(consume.absolute abi.size-minimal PROPERTIES FIXTURES_REQUIRED minimal)

# Many threads on one playbook, in a build that watches them.
acm_script(threads playbook threads/threads.py ${places} ${CMAKE_C_COMPILER})

# The same cases by other compilers and on other machines, where there are any. -m32 uses no x87.
function(acm_same name)
    acm_script(abi same-${name} abi/same.py ${places} ${ARGN})
endfunction()
acm_same(gcc-O0 gcc -O0)
acm_same(gcc-O3 gcc -O3)
acm_same(clang-O0 clang -O0)
acm_same(clang-O3 clang -O3)
acm_same(32-bit gcc -m32 -msse2 -mfpmath=sse -O2)
acm_same(big-endian --run=qemu-s390x s390x-linux-gnu-gcc -static -O2)
