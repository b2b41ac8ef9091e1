# One interface target with everything that holds for all our code, and one function per kind of target.

add_library(cortege_flags INTERFACE)
target_compile_features(cortege_flags INTERFACE cxx_std_23)
if(MSVC)
  target_compile_options(cortege_flags INTERFACE /W4 /permissive- /utf-8 /Zc:__cplusplus /guard:cf)
  target_link_options(cortege_flags INTERFACE /guard:cf /CETCOMPAT)
else()
  target_compile_options(cortege_flags INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-qual -Wimplicit-fallthrough -Wformat=2
    -fstack-protector-strong)
  option(CORTEGE_WERROR "Warnings are errors; not where another compiler or other flags see more than ours" ON)
  if(CORTEGE_WERROR)
    target_compile_options(cortege_flags INTERFACE -Werror)
  endif()
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # GCC 14 sees dangling references and uninitialised members in Qt's and the standard library's inlined code
    # when sanitizers change its view of the flow.
    target_compile_options(cortege_flags INTERFACE -Wno-maybe-uninitialized -Wno-dangling-reference -Wno-stringop-overflow)
  endif()
endif()
target_compile_definitions(cortege_flags INTERFACE
  QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_URL_CAST_FROM_STRING QT_NO_FOREACH QT_NO_KEYWORDS
  QT_DISABLE_DEPRECATED_UP_TO=0x060800 CORTEGE_VERSION="${PROJECT_VERSION}")
target_compile_definitions(cortege_flags INTERFACE $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=3>)

set(CORTEGE_SANITIZE "" CACHE STRING "Sanitizers for everything, for example address,undefined")
if(CORTEGE_SANITIZE)
  # Qt compiles Q_ASSERT away in builds without a type; where sanitizers look, assertions must hold as well.
  target_compile_definitions(cortege_flags INTERFACE QT_FORCE_ASSERTS)
  target_compile_options(cortege_flags INTERFACE -fsanitize=${CORTEGE_SANITIZE} -fno-omit-frame-pointer)
  # That check opens a pipe for each look at memory: where no descriptor is left it takes every object for a fault.
  target_compile_options(
    cortege_flags INTERFACE $<$<BOOL:$<TARGET_PROPERTY:CORTEGE_LIVES_WITHOUT_DESCRIPTORS>>:-fno-sanitize=vptr>)
  target_link_options(cortege_flags INTERFACE -fsanitize=${CORTEGE_SANITIZE})
  if(CORTEGE_SANITIZE MATCHES "undefined")
    target_compile_options(cortege_flags INTERFACE -fno-sanitize-recover=undefined)
  endif()
elseif(UNIX)
  target_link_options(cortege_flags INTERFACE -Wl,-z,relro,-z,now)
endif()
find_program(CORTEGE_MOLD mold)
if(CORTEGE_MOLD)
  target_link_options(cortege_flags INTERFACE -fuse-ld=mold)
endif()

# cortege_library(NAME PUBLIC targets... PRIVATE targets...): every file of src/ and include/NAME/ is in the library.
function(cortege_library name)
  cmake_parse_arguments(arg "" "" "PUBLIC;PRIVATE" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/src/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/src/*.h
       ${CMAKE_CURRENT_SOURCE_DIR}/include/*.h)
  add_library(cortege_${name} STATIC ${sources})
  # AUTOMOC looks again only when a file changes that it has seen before: a header that came with a merge is left out.
  set(seen ${CMAKE_CURRENT_BINARY_DIR}/cortege_${name}_sources.txt)
  if(EXISTS ${seen})
    file(READ ${seen} before)
  endif()
  if(NOT "${before}" STREQUAL "${sources}")
    file(REMOVE ${CMAKE_CURRENT_BINARY_DIR}/cortege_${name}_autogen/timestamp)
    file(WRITE ${seen} "${sources}")
  endif()
  target_include_directories(cortege_${name} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/include
                                             PRIVATE ${CMAKE_CURRENT_SOURCE_DIR}/src)
  target_link_libraries(cortege_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE} cortege_flags)
endfunction()

# cortege_in_module(): what this folder makes goes into a module as well, which is loaded wherever there is room, and has what it
# needs of our libraries for itself.
macro(cortege_in_module)
  set(CMAKE_POSITION_INDEPENDENT_CODE ON)
  set(CMAKE_CXX_VISIBILITY_PRESET hidden)
  set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
endmacro()

# cortege_program(NAME targets...): an app is main() and one or two libraries to link.
function(cortege_program name)
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp ${CMAKE_CURRENT_SOURCE_DIR}/*.h)
  add_executable(${name} ${sources})
  target_link_libraries(${name} PRIVATE ${ARGN} cortege_flags)
  install(TARGETS ${name} RUNTIME COMPONENT ${name})
endfunction()
