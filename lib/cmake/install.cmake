# What `cmake --install` puts where: libraries, headers, pkg-config file, CMake package, tool, playbooks.
include(CMakePackageConfigHelpers)
set(ACM_CMAKEDIR ${CMAKE_INSTALL_LIBDIR}/cmake/acm-playbook)

install(TARGETS acmplaybook EXPORT acm-playbook-shared
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(TARGETS acmplaybook-static EXPORT acm-playbook-static
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/ DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(FILES ${PROJECT_BINARY_DIR}/include/acmplaybook/version.h
        DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/acmplaybook)

foreach(kind shared static)
    install(EXPORT acm-playbook-${kind} NAMESPACE acm-playbook:: DESTINATION ${ACM_CMAKEDIR})
endforeach()
configure_package_config_file(lib/cmake/acm-playbook-config.cmake.in acm-playbook-config.cmake
                              INSTALL_DESTINATION ${ACM_CMAKEDIR}
                              NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(acm-playbook-config-version.cmake
                                 COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/acm-playbook-config.cmake
              ${PROJECT_BINARY_DIR}/acm-playbook-config-version.cmake
        DESTINATION ${ACM_CMAKEDIR})

# The prefix is found from where the file lies, so that an installed tree may be moved; a directory that was
# given as absolute stays where it is.
if(IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
    set(ACM_PC_PREFIX "${CMAKE_INSTALL_PREFIX}")
else()
    file(RELATIVE_PATH up "/${CMAKE_INSTALL_LIBDIR}/pkgconfig" "/")
    string(REGEX REPLACE "/$" "" ACM_PC_PREFIX "\${pcfiledir}/${up}")
endif()
set(ACM_PC_LIBDIR "\${prefix}")
cmake_path(APPEND ACM_PC_LIBDIR "${CMAKE_INSTALL_LIBDIR}")
set(ACM_PC_INCLUDEDIR "\${prefix}")
cmake_path(APPEND ACM_PC_INCLUDEDIR "${CMAKE_INSTALL_INCLUDEDIR}")
list(JOIN ACM_DEPS_STATIC_LDFLAGS " " ACM_PC_LIBS_PRIVATE)
configure_file(acm-playbook.pc.in acm-playbook.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/acm-playbook.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)

# The tool finds its library in a tree that was moved.
if(ACM_TOOL AND NOT IS_ABSOLUTE "${CMAKE_INSTALL_LIBDIR}")
    file(RELATIVE_PATH to_lib "/${CMAKE_INSTALL_BINDIR}" "/${CMAKE_INSTALL_LIBDIR}")
    set_target_properties(acm-playbook PROPERTIES INSTALL_RPATH "$ORIGIN/${to_lib}")
endif()
install(DIRECTORY examples/playbooks DESTINATION ${CMAKE_INSTALL_DATADIR}/acm-playbook)
install(FILES include/acmplaybook/overlay.schema.json include/acmplaybook/playbook.schema.json
              include/acmplaybook/scenario.schema.json
        DESTINATION ${CMAKE_INSTALL_DATADIR}/acm-playbook)
