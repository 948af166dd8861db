package org.alfheim.itests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Sound libraries whose code can be called at any place: nearly all of it are instructions that
 * return. So a process that dies of a broken one does not die of the library's own code.
 */
public final class LiveSeeds {
  static final String SONAME = "libseed.so.1";

  private static final String PLAIN =
      """
              .text
              .globl  f, g, old_answer, new_answer
              .type   f, @function
              .type   g, @function
              .type   old_answer, @function
              .type   new_answer, @function
      f:      .cfi_startproc
              .fill   32, 1, 0xc3
              .cfi_endproc
              .size   f, .-f
      g:      .cfi_startproc
              .fill   32, 1, 0xc3
              .cfi_endproc
              .size   g, .-g
      old_answer:
              .fill   16, 1, 0xc3
      new_answer:
              .fill   16, 1, 0xc3
              .globl  chosen
              .type   chosen, @gnu_indirect_function
      chosen: .fill   16, 1, 0xc3
              .size   chosen, .-chosen
              .data
              .balign 8
              .globl  counter, single
              .type   counter, @object
      counter: .quad  7
              .size   counter, 8
              .weak   nobody
              .type   single, @gnu_unique_object
      single: .quad   9
              .size   single, 8
      local:  .quad   local, counter, f, malloc, environ, nobody, single, chosen
              .section .init_array, "aw"
              .quad   f
              .section .fini_array, "aw"
              .quad   g
              .section .note.GNU-stack, "", @progbits
      """;

  private static final String VERSIONS =
      """
              .symver old_answer, answer@V1
              .symver new_answer, answer@@V2
      """;

  private static final String MAP =
      """
      V1 { global: f; counter; chosen; mine; zero; answer; single; local: *; };
      V2 { global: g; answer; } V1;
      """;

  private static final String THREAD_LOCAL =
      """
              .section .tdata, "awT", @progbits
              .globl  mine
              .type   mine, @object
              .balign 16
      mine:   .quad   5, pointed
              .size   mine, 16
              .section .tbss, "awT", @nobits
              .globl  zero
              .type   zero, @object
      zero:   .zero   40
              .size   zero, 40
              .data
      pointed: .quad  3
              .text
      general: data16 lea mine@tlsgd(%rip), %rdi
              .value  0x6666
              rex64
              call    __tls_get_addr@PLT
              ret
      described: lea  zero@tlsdesc(%rip), %rax
              call    *zero@tlscall(%rax)
              ret
      """;

  private static final String STATIC =
      """
              .text
      initial: mov    mine@gottpoff(%rip), %rax
              mov     errno@gottpoff(%rip), %rax
              ret
      """;

  private static final String CLIENT =
      """
              .data
              .weak   f, g, counter, single, chosen, answer, mine
              .quad   f, g, counter, single, chosen, answer
              .text
              mov     mine@gottpoff(%rip), %rax
              ret
              .section .note.GNU-stack, "", @progbits
      """;

  private static final String FILTERED =
      """
              .text
              .globl  filtered
              .type   filtered, @function
      filtered: ret
              .size   filtered, .-filtered
              .section .note.GNU-stack, "", @progbits
      """;

  private final Path folder;
  private final List<LiveSeed> seeds = new ArrayList<>();

  private LiveSeeds(Path folder) {
    this.folder = folder;
  }

  /**
   * A sound library.
   *
   * @param name what it is called here
   * @param library its file
   * @param client the file of one that needs it and refers to its symbols
   */
  public record LiveSeed(String name, Path library, Path client) {}

  /**
   * Makes the libraries.
   *
   * @param folder where the compiler works, and where they lie then
   */
  public static List<LiveSeed> compile(Path folder) {
    LiveSeeds seeds = new LiveSeeds(folder);
    try {
      seeds.make();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return List.copyOf(seeds.seeds);
  }

  private void make() throws IOException {
    Path map = Files.writeString(folder.resolve("versions.map"), MAP);
    add(
        "versions",
        PLAIN + VERSIONS + THREAD_LOCAL,
        "-Wl,--hash-style=both,--version-script=" + map,
        "-Wl,--no-as-needed,-rpath,/nowhere",
        "-lm");
    add("packed", PLAIN, "-Wl,--hash-style=gnu,-z,pack-relative-relocs");
    add("static", PLAIN + THREAD_LOCAL + STATIC, "-Wl,--hash-style=sysv,-Bsymbolic,-z,now");
    add("filter", PLAIN, "-Wl,--hash-style=both,-f,libm.so.6");
    addFilters();
  }

  /**
   * A filter for one that is a filter for itself. With the next letter its name is that of one of
   * two that are filters for each other, and with offset 0 it is that of the main program.
   */
  private void addFilters() throws IOException {
    Path place = Files.createDirectories(folder.resolve("filters"));
    String found = "-Wl,-rpath," + place;
    link(place.resolve("alibpair.so"), FILTERED, found, "-Wl,-F,alibpair.so");
    link(place.resolve("libpair.so"), FILTERED, found, "-Wl,-f,libother.so");
    link(place.resolve("libother.so"), FILTERED, found, "-Wl,-f,libpair.so");
    add("filters", PLAIN, found, "-Wl,-F,alibpair.so");
  }

  private void add(String name, String source, String... options) throws IOException {
    Path seed = Files.createDirectories(folder.resolve(name));
    Path library = seed.resolve(SONAME);
    link(library, source, options);
    Path client = seed.resolve("client.so");
    link(client, CLIENT, library.toString());
    seeds.add(new LiveSeed(name, library, client));
  }

  private static void link(Path result, String source, String... options) throws IOException {
    Path code = Files.writeString(result.resolveSibling(result.getFileName() + ".s"), source);
    List<String> command =
        new ArrayList<>(
            List.of("gcc", "-shared", "-nostdlib", "-o", result.toString(), code.toString()));
    command.add("-Wl,-z,max-page-size=4096,-z,separate-code,--build-id,--eh-frame-hdr");
    command.add("-Wl,-soname," + result.getFileName());
    command.addAll(List.of(options));
    command.add("-lc");
    Seeds.run(command);
  }
}
