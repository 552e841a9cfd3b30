# Examples print what is written down, and the program in the README what stands below it there.
set(playbooks ${PROJECT_SOURCE_DIR}/examples/playbooks)

function(acm_example name expected)
    acm_script(example ${name} support/output.py ${expected} ${ARGN})
endfunction()

acm_example(load data/examples/load.txt $<TARGET_FILE:example-load>
            ${playbooks}/en/assess-acm-conversation.md)
foreach(name folder build run allocator)
    acm_example(${name} data/examples/${name}.txt $<TARGET_FILE:example-${name}>)
endforeach()

set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/README.md)
file(READ ${PROJECT_SOURCE_DIR}/README.md readme)
foreach(block c text)
    string(REGEX MATCH "\n```${block}\n([^`]*)```" found "${readme}")
    file(CONFIGURE OUTPUT readme.${block} CONTENT "${CMAKE_MATCH_1}" @ONLY)
endforeach()
add_executable(example-readme ${CMAKE_CURRENT_BINARY_DIR}/readme.c)
target_link_libraries(example-readme PRIVATE acm-flags acm-playbook::acm-playbook)
acm_example(readme ${CMAKE_CURRENT_BINARY_DIR}/readme.text $<TARGET_FILE:example-readme>)

if(ACM_TOOL)
    file(GLOB scenarios CONFIGURE_DEPENDS ${playbooks}/scenarios/*.json)
    acm_add_test(example scenarios acm-playbook test ${scenarios})
    acm_check(reports reports.py $<TARGET_FILE:acm-playbook> ${CMAKE_CURRENT_SOURCE_DIR}/data/scenarios)
    acm_check(tool tool.py $<TARGET_FILE:acm-playbook> ${PROJECT_SOURCE_DIR})
    set(ACM_SHARED ${PROJECT_SOURCE_DIR}/../shared CACHE PATH "Pages and models that are not part of this project")
    acm_script(corpus outline check/outline.py $<TARGET_FILE:acm-playbook> ${ACM_SHARED}/corpus)
    file(GLOB own_pages CONFIGURE_DEPENDS ${playbooks}/*/*.md)
    file(GLOB corpus_pages CONFIGURE_DEPENDS ${ACM_SHARED}/corpus/en/*.md ${ACM_SHARED}/corpus/zh-hans/*.md)
    add_executable(run-pages support/run_pages.c support/journal.c support/random.c support/random_case.c)
    target_link_libraries(run-pages PRIVATE acm-test-support acmplaybook)
    set(schema ${PROJECT_SOURCE_DIR}/include/acmplaybook/playbook.schema.json)
    acm_check(convert convert.py $<TARGET_FILE:acm-playbook> ${schema} ${playbooks})
    acm_script(corpus convert check/convert.py $<TARGET_FILE:acm-playbook> ${schema} ${ACM_SHARED}/corpus)
    acm_script(corpus models check/convert.py $<TARGET_FILE:acm-playbook> ${schema}
               ${ACM_SHARED}/conformance/cmmn/models)
    acm_script(corpus folder check/folder.py $<TARGET_FILE:acm-playbook> ${ACM_SHARED}/corpus)
    acm_script(corpus lint check/lint.py $<TARGET_FILE:acm-playbook> ${ACM_SHARED}/corpus)
    acm_script(corpus findings check/models.py $<TARGET_FILE:acm-playbook> ${CMAKE_CURRENT_SOURCE_DIR}/data/cmmn/models.tsv
               ${ACM_SHARED}/conformance/cmmn/models)
    acm_script(corpus conformance check/conformance.py $<TARGET_FILE:acm-playbook> ${ACM_SHARED}/conformance/cmmn)
    acm_add_test(example replayed run-pages ${own_pages})
    acm_add_test(corpus replayed run-pages ${corpus_pages})
    acm_script(corpus scenarios check/corpus_scenarios.py $<TARGET_FILE:acm-playbook>
               ${ACM_SHARED}/corpus)
endif()
