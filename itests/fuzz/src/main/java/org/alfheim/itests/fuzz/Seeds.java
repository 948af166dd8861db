package org.alfheim.itests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small sound files that between them have everything that the format offers. */
public final class Seeds {
  private static final String SMALL = "-Wl,-z,max-page-size=4096,-z,noseparate-code,--build-id";

  private static final String EVERYTHING =
      """
      #include <stdio.h>
      int counter = 7;
      int zeroed[3000];
      static int hidden_counter = 3;
      int *pointer = &hidden_counter;
      int *other_pointer = &counter;
      __thread int thread_value = 5;
      __thread char thread_zero[100];
      static __thread int local_thread_value = 6;
      __thread int *thread_pointer = &hidden_counter;
      extern int missing(int) __attribute__((weak));
      int old_answer(void) { return 41; }
      int new_answer(void) { return 42; }
      #ifdef VERSIONS
      __asm__(".symver old_answer, answer@V1");
      __asm__(".symver new_answer, answer@@V2");
      #endif
      __attribute__((constructor)) static void begin(void) { counter++; }
      __attribute__((destructor)) static void end(void) { counter--; }
      __attribute__((weak)) int weak(void) { return thread_value; }
      __attribute__((visibility("protected"))) int guarded(void) { return thread_zero[0]; }
      int secret(void) { return local_thread_value++; }
      void hello(void) { printf("%d\\n", counter + (missing ? missing(1) : 0) + *thread_pointer); }
      static int chosen_one(void) { return 1; }
      static void *choose(void) { return chosen_one; }
      int chosen(void) __attribute__((ifunc("choose")));
      int (*chosen_pointer)(void) = chosen;
      """;

  private static final String BARE =
      "int x = 1; int *p = &x; extern int y; int f(void) { return *p + y; }";

  private static final String STATIC_TLS =
      """
      extern __thread int theirs __attribute__((tls_model("initial-exec")));
      __thread int mine __attribute__((tls_model("initial-exec"), aligned(64))) = 3;
      int f(void) { return theirs + mine; }
      """;

  private final Path folder;
  private final Map<String, byte[]> files = new TreeMap<>();

  private Seeds(Path folder) {
    this.folder = folder;
  }

  /**
   * Compiles the seeds.
   *
   * @param folder where the compiler works
   * @return the bytes of each, by name
   */
  public static Map<String, byte[]> compile(Path folder) {
    Seeds seeds = new Seeds(folder);
    try {
      seeds.make();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return seeds.files;
  }

  private void make() throws IOException {
    Path map =
        Files.writeString(
            folder.resolve("versions.map"),
            """
            V1 { global: hello; counter; weak; guarded; chosen; pointer; zeroed; thread_*; answer; local: *; };
            V2 { global: answer; } V1;
            """);
    shared("everything", EVERYTHING, "-DVERSIONS", "-Wl,--version-script=" + map);
    shared("packed", EVERYTHING, "-Wl,-z,pack-relative-relocs", "-Wl,--hash-style=both", "-s");
    shared("now", EVERYTHING, "-Wl,-z,now,--hash-style=sysv", "-Wl,-Bsymbolic", "-s");
    shared("descriptors", EVERYTHING, "-mtls-dialect=gnu2", "-Wl,-rpath,$ORIGIN/lib", "-s");
    shared("bare", BARE, "-nostdlib", "-s");
    shared("bare-sysv", BARE, "-nostdlib", "-s", "-Wl,--hash-style=sysv", "-Wl,-soname,b.so");
    shared("static-tls", STATIC_TLS, "-nostdlib", "-s");
    shared("separate", BARE, "-nostdlib", "-Wl,-z,separate-code");
    shared(
        "needy", EVERYTHING, "-Wl,--no-as-needed", "-lm", "-ldl", "-Wl,--enable-new-dtags", "-s");
    Path object = compiled("object.o", EVERYTHING, List.of("-c"));
    files.put("object", Files.readAllBytes(object));
    Path archive = folder.resolve("archive.a");
    run(List.of("ar", "rc", archive.toString(), object.toString(), map.toString()));
    files.put("archive", Files.readAllBytes(archive));
  }

  private void shared(String name, String source, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of("-shared", SMALL));
    all.addAll(List.of(options));
    files.put(name, Files.readAllBytes(compiled(name + ".so", source, all)));
  }

  private Path compiled(String name, String source, List<String> options) throws IOException {
    Path code = Files.writeString(folder.resolve(name + ".c"), source);
    Path result = folder.resolve(name);
    List<String> command =
        new ArrayList<>(List.of("gcc", "-O1", "-fPIC", "-o", result.toString(), code.toString()));
    command.addAll(options);
    run(command);
    return result;
  }

  static void run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + ": " + output);
      }
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", interrupt);
    }
  }
}
