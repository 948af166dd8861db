package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who writes of a crash, profiles or debugs comes to the caller from every instruction of an image,
 * the linker's own among them.
 */
class LinkedCodeUnwindingTest {
  /** Goes through a function by single steps, and unwinds from each that is in the image. */
  private static final String STEPS =
      """
      #define _GNU_SOURCE
      #include <dlfcn.h>
      #include <link.h>
      #include <signal.h>
      #include <stdio.h>
      #include <stdlib.h>
      #include <ucontext.h>
      #include <unwind.h>
      static ElfW(Addr) base, end; static long steps, lost, table, from, to;
      static volatile long result;
      static __attribute__((noinline)) void caller(long (*f)(long)) {
        __asm__ volatile("pushfq; orq $0x100,(%rsp); popfq");
        result = f(2);
        __asm__ volatile("pushfq; andq $~0x100,(%rsp); popfq");
      }
      static _Unwind_Reason_Code look(struct _Unwind_Context *frame, void *found) {
        if (_Unwind_FindEnclosingFunction((void *) _Unwind_GetIP(frame)) == (void *) caller)
          *(int *) found = 1;
        return _URC_NO_REASON;
      }
      static void step(int number, siginfo_t *info, void *context) {
        ElfW(Addr) at = ((ucontext_t *) context)->uc_mcontext.gregs[REG_RIP] - base;
        if (at >= end) return;
        int found = 0;
        steps++;
        table += (long) at >= from && (long) at < to;
        _Unwind_Backtrace(look, &found);
        if (!found) { lost++; printf("lost at 0x%lx\\n", at); }
      }
      static int size(struct dl_phdr_info *info, size_t length, void *unused) {
        if (info->dlpi_addr == base)
          for (int i = 0; i < info->dlpi_phnum; i++)
            if (info->dlpi_phdr[i].p_type == PT_LOAD)
              end = info->dlpi_phdr[i].p_vaddr + info->dlpi_phdr[i].p_memsz;
        return 0;
      }
      int main(int count, char **words) {
        void *image = dlopen(words[1], RTLD_NOW);
        if (!image) { puts(dlerror()); return 1; }
        from = strtol(words[3], 0, 16); to = from + strtol(words[4], 0, 16);
        void *f = dlsym(image, words[2]);
        Dl_info info; dladdr(f, &info); base = (ElfW(Addr)) info.dli_fbase;
        dl_iterate_phdr(size, 0);
        _Unwind_Backtrace(look, &(int) {0}); /* Loads libgcc_s before. */
        struct sigaction action = {.sa_sigaction = step, .sa_flags = SA_SIGINFO};
        sigaction(SIGTRAP, &action, 0);
        caller((long (*)(long)) f);
        printf("%ld: lost %ld of %ld, %ld in the table\\n", result, lost, steps, table);
        return 0;
      }
      """;

  private static final String CALLS =
      """
      #include <stdlib.h>
      static void ends(void) {}
      long last(long x) { return labs(-x); }
      long f(long x) { atexit(ends); return last(x) + strtol("40", 0, 10); }
      """;

  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() throws Exception {
    tools = new Toolchain(folder);
    tools.compile("steps.c", STEPS, "-O1");
    tools.run("gcc", "steps.o", "-o", "steps");
  }

  /** The address and the size of a section, in hexadecimal. */
  private List<String> section(Path image, String name) throws Exception {
    Matcher row =
        Pattern.compile(" " + Pattern.quote(name) + " [A-Z]+ (\\w{16}) \\w+ (\\w+) ")
            .matcher(tools.readelf(image, "-S"));
    assertThat(row.find()).as(name).isTrue();
    return List.of(row.group(1), row.group(2));
  }

  private String steps(Path image, String table) throws Exception {
    List<String> place = section(image, table);
    return tools.run("./steps", image.toString(), "f", place.getFirst(), place.getLast()).strip();
  }

  private Path byLd(String name, String object) throws Exception {
    tools.run("gcc", "-shared", "-Wl,-z,now", "-o", name, object);
    return tools.file(name);
  }

  @Test
  void everyInstructionOfTheProcedureLinkageTableLeadsToItsCaller() throws Exception {
    Path image = tools.link("x.so", tools.compile("x.c", CALLS, "-O1", "-fPIC", "-fno-builtin"));
    /* Two for each of last, labs, strtol and __cxa_atexit: endbr64 and the jump. */
    assertThat(steps(image, ".plt")).matches("42: lost 0 of \\d+, 8 in the table");
    assertThat(steps(byLd("ld.so", "x.o"), ".plt.got")).contains("42: lost 0 of ");
  }

  /** Without tables in the objects the linker's own ends with what ends a table. */
  @Test
  void theTableIsDescribedAsLdDescribesItsOwn() throws Exception {
    tools.compile("x.c", CALLS, "-O1", "-fPIC", "-fno-builtin", "-fno-asynchronous-unwind-tables");
    Path image = tools.link("x.so", tools.input("x.o"));
    Path peer = byLd("ld.so", "x.o");
    List<String> ours = section(image, ".plt");
    List<String> theirs = section(peer, ".plt.got");
    assertThat(description(image, ours)).isEqualTo(description(peer, theirs)).contains("DW_CFA");
    assertThat(tools.readelf(image, "--debug-dump=frames")).contains("ZERO terminator");
    assertThat(tools.readelf(image, "-l")).contains("GNU_EH_FRAME");
  }

  /** What readelf says of the FDE of a section, and of the CIE. */
  private String description(Path image, List<String> section) throws Exception {
    long start = Long.parseLong(section.getFirst(), 16);
    long end = start + Long.parseLong(section.getLast(), 16);
    String frames = tools.readelf(image, "--debug-dump=frames");
    Matcher entry =
        Pattern.compile(
                String.format("FDE cie=00000000 pc=%016x\\.\\.%016x\n((?s:.*?)\n)\n", start, end))
            .matcher(frames);
    assertThat(entry.find()).as(frames).isTrue();
    return frames.replaceFirst("(?s)^.*? CIE\n(.*?\n)\n.*", "$1") + entry.group(1);
  }

  @Test
  void anImageThatCallsNobodyHasNoTableAndNoRecordOfOne() throws Exception {
    Path image = tools.link("x.so", tools.assemble("x", ".globl f\nf: ret\n"));
    assertThat(tools.readelf(image, "-S")).doesNotContain(" .plt ").doesNotContain(".eh_frame");
  }
}
