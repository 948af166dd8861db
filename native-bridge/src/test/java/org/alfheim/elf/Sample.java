package org.alfheim.elf;

import java.nio.file.Path;

/** A library with a bit of everything, small enough to be changed field by field. */
final class Sample {
  static final String SOURCE =
      """
      #include <stdio.h>
      int counter = 7;
      int zeroed[3000];
      static int hidden_counter = 3;
      int *pointer = &hidden_counter;
      int *other_pointer = &counter;
      __thread int thread_value = 5;
      __thread char thread_zero[100];
      extern int missing(int) __attribute__((weak));
      int old_answer(void) { return 41; }
      int new_answer(void) { return 42; }
      __asm__(".symver old_answer, answer@V1");
      __asm__(".symver new_answer, answer@@V2");
      __attribute__((constructor)) static void begin(void) { counter++; }
      __attribute__((destructor)) static void end(void) { counter--; }
      __attribute__((weak)) int weak(void) { return thread_value; }
      __attribute__((visibility("protected"))) int guarded(void) { return thread_zero[0]; }
      __attribute__((visibility("hidden"))) int secret(void) { return 0; }
      void hello(void) { printf("Hello, number %d\\n", counter + (missing ? missing(1) : 0)); }
      static int chosen_one(void) { return 1; }
      static void *choose(void) { return chosen_one; }
      int chosen(void) __attribute__((ifunc("choose")));
      """;

  static final String VERSIONS =
      """
      V1 { global: hello; counter; weak; guarded; chosen; pointer; other_pointer; zeroed; thread_value; answer; local: *; };
      V2 { global: answer; } V1;
      """;

  private Sample() {}

  /**
   * Both hash tables, packed relocations, versions, thread-local storage, an import by name and
   * version.
   */
  static Path compile(Gcc gcc, String name, String... options) {
    Path versions = gcc.file("versions.map", VERSIONS);
    String[] all = new String[options.length + 4];
    all[0] = "-Wl,--hash-style=both";
    all[1] = "-Wl,--version-script=" + versions;
    all[2] = "-Wl,-soname,libsample.so.1,-z,lazy";
    all[3] = "-Wl,-z,pack-relative-relocs";
    System.arraycopy(options, 0, all, 4, options.length);
    return gcc.shared(name, SOURCE, all);
  }
}
