package org.alfheim.itests.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small objects and archives that between them have what a linker treats in a way of its own. */
final class ObjectSeeds {
  private static final String CODE =
      """
      extern int outside; extern int called(int); extern int weak(int) __attribute__((weak));
      int data = 3; int zero[20]; static int *pointer = &data; const char *text = "text";
      int f(int x) { data += x + outside; return called(x) + *pointer + zero[x & 7] + (weak ? 1 : 0) + text[x & 3]; }
      __attribute__((constructor)) static void begin(void) { data++; }
      """;

  private static final String THREADS =
      """
      __thread int a = 5; static __thread int b; OTHER __thread int c;
      int f(void) { return a + b++ + c; }
      """;

  private static final String CLASSES =
      """
      struct Guard { int &n; ~Guard() { n++; } };
      template <class T> struct Box { static T kept; virtual T get() { return kept; } virtual ~Box() {} };
      template <class T> T Box<T>::kept = 3;
      void may(); inline int &place() { static int p; return p; }
      int use(int x) { Guard g{x}; try { may(); } catch (int i) { return i; } Box<int> b; return b.get() + place(); }
      """;

  /** What the others refer to, and groups that they have, too. */
  private static final String COMPANION =
      """
      extern "C" { extern int outside; int outside = 1; int called(int x) { return x + outside; } extern int common; int common;
      __thread int c = 4; long data __attribute__((weak)) = 1; }
      template <class T> struct Box { static T kept; virtual T get() { return kept; } virtual ~Box() {} };
      template <class T> T Box<T>::kept = 3;
      inline int &place() { static int p; return p; }
      void may() { Box<int> b; throw b.get() + place(); }
      """;

  private static final String MIXED =
      """
              .section .rodata.str1.1,"aMS",@progbits,1
      first:  .string "one"
              .string "two"
      two:    .string "one"
              .section .rodata.cst8,"aM",@progbits,8
      eight:  .quad 8, 9, 8
              .section .init_array.100,"aw",@init_array
              .quad f
              .section .ctors,"aw",@progbits
              .quad -1, f, 0
              .section .gnu.linkonce.t.once,"ax",@progbits
      once:   ret
              .section .data.rel.ro,"aw",@progbits
              .quad first+4, two, eight+8, f@SIZE, __start_rows, __stop_rows
              .section rows,"aw",@progbits
              .quad f
              .section .text.f,"axo",@progbits,rows
              nop
              .text
              .globl f, g, h
              .type f,@function
              .type h,@gnu_indirect_function
              .symver f,f@V1
              .symver g,g@@V2
              .comm common,24,16
              .hidden hidden
              .weak hidden
      f:      .cfi_startproc
              lea first+4(%rip),%rax
              mov common(%rip),%rcx
              cmpl $1,common@GOTPCREL(%rip)
              mov g@GOTPCREL(%rip),%rdx
              call *h@GOTPCREL(%rip)
              jmp outside@PLT
              .cfi_endproc
              .size f,.-f
      g:      mov hidden@GOTPCREL(%rip),%rax
              movabs $_GLOBAL_OFFSET_TABLE_-.,%r11
              movabs $f@GOTOFF,%rax
              movabs $data@GOT,%rax
              ret
      h:      ret
              .data
              .globl data
      data:   .long f-., g-., common-.
              .quad h
              .section .note.GNU-stack,"",@progbits
      """;

  private final Path folder;
  private final Map<String, byte[]> files = new TreeMap<>();

  private ObjectSeeds(Path folder) {
    this.folder = folder;
  }

  /**
   * Compiles the seeds.
   *
   * @param folder where the compilers work
   * @return the bytes of each, by name
   */
  static Map<String, byte[]> compile(Path folder) {
    ObjectSeeds seeds = new ObjectSeeds(folder);
    try {
      seeds.make();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return seeds.files;
  }

  /**
   * Compiles an object that is linked with the seeds, and before them: one names it.
   *
   * @param folder where the compilers work
   * @return its bytes
   */
  static byte[] companion(Path folder) {
    try {
      ObjectSeeds seeds = new ObjectSeeds(folder);
      return Files.readAllBytes(seeds.object("companion", "cc", COMPANION, "-O1", "-fPIC"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private void make() throws IOException {
    object("pic", "c", CODE, "-O1", "-fPIC");
    object("pie", "c", CODE, "-O1", "-fPIE");
    object("large", "c", CODE, "-O1", "-fPIC", "-mcmodel=large");
    object("common", "c", CODE, "-O0", "-fPIC", "-g", "-gz", "-fcommon", "-fcf-protection=full");
    Path threads = object("threads", "c", THREADS, "-DOTHER=extern", "-O1", "-fPIC");
    object("descriptors", "c", THREADS, "-DOTHER=extern", "-O1", "-fPIC", "-mtls-dialect=gnu2");
    object("local-exec", "c", THREADS, "-DOTHER=extern", "-O1", "-fPIE", "-ftls-model=local-exec");
    object(
        "module",
        "c",
        THREADS,
        "-DOTHER=__attribute__((weak))",
        "-O1",
        "-fPIC",
        "-fno-plt",
        "-ftls-model=local-dynamic");
    object(
        "initial-exec", "c", THREADS, "-DOTHER=extern", "-O1", "-fPIC", "-ftls-model=initial-exec");
    Path classes = object("classes", "cc", CLASSES, "-O1", "-fPIC");
    object("classes-debug", "cc", CLASSES, "-O0", "-fPIE", "-g1");
    Path mixed = object("mixed", "s", MIXED);
    archive("gnu", "rcs", classes, threads);
    archive("thin", "rcsT", file("companion"));
    files.put("bsd", bsd(Files.readAllBytes(mixed)));
  }

  private Path file(String name) {
    return folder.resolve("an-object-with-a-long-name-" + name + ".o");
  }

  private Path object(String name, String language, String source, String... options)
      throws IOException {
    Path code = Files.writeString(folder.resolve(name + "." + language), source);
    Path result = file(name);
    List<String> command = new ArrayList<>(List.of(language.equals("cc") ? "g++" : "gcc"));
    command.addAll(List.of(options));
    command.addAll(List.of("-c", "-o", result.toString(), code.toString()));
    Seeds.run(command);
    files.put(name, Files.readAllBytes(result));
    return result;
  }

  private void archive(String name, String operation, Path... members) throws IOException {
    Path archive = folder.resolve(name + ".a");
    List<String> command = new ArrayList<>(List.of("ar", operation, archive.toString()));
    for (Path member : members) {
      command.add(member.toString());
    }
    Seeds.run(command);
    files.put(name, Files.readAllBytes(archive));
  }

  /** An archive with a name behind the header, as BSD's {@code ar} writes it (ar(5)). */
  private static byte[] bsd(byte[] member) {
    String head =
        "!<arch>\n"
            + "%-16s%-12s%-6s%-6s%-8s%-10d`\n"
                .formatted("#1/8", "0", "0", "0", "100644", 8 + member.length)
            + "mixed.o\0";
    byte[] all = new byte[head.length() + member.length];
    for (int i = 0; i < head.length(); i++) {
      all[i] = (byte) head.charAt(i);
    }
    System.arraycopy(member, 0, all, head.length(), member.length);
    return all;
  }
}
