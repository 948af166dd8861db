package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that may not make memory files, or none that can be executed. */
@Timeout(120)
class NoMemoryFilesTest {
  private static final String PROPERTY = "org.alfheim.executable.folder";

  /** Makes memfd_create fail with the errno of the first argument, and runs the others. */
  private static final String FILTER =
      """
      #include <errno.h>
      #include <stddef.h>
      #include <stdlib.h>
      #include <sys/prctl.h>
      #include <sys/syscall.h>
      #include <unistd.h>
      #include <linux/filter.h>
      #include <linux/seccomp.h>
      int main(int argc, char **argv) {
        struct sock_filter code[] = {
          BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
          BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_memfd_create, 0, 1),
          BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | atoi(argv[1])),
          BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        };
        struct sock_fprog program = {sizeof code / sizeof *code, code};
        if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) return 120;
        if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) return 121;
        execvp(argv[2], argv + 2);
        return 122;
      }
      """;

  private static final String SOURCE =
      """
      #include <stdexcept>
      static thread_local int mine = 1;
      static int v = 2;
      static int *p = &v;
      static int one() { return 1; }
      extern "C" { static int (*resolve())() { return one; } }
      int chosen() __attribute__((ifunc("resolve"), visibility("hidden")));
      __attribute__((constructor)) static void c() { v++; }
      extern "C" int F() {
        try { throw std::runtime_error("x"); } catch (const std::exception &) { v++; }
        return *p + mine + chosen();
      }
      """;

  private static final int F_GIVES = 6;

  @TempDir Path folder;

  private Compiler compiler;
  private Path plugin;

  @BeforeEach
  void compilePlugin() {
    compiler = new Compiler(folder);
    plugin = compiler.cpp("libplain.so", SOURCE);
  }

  /** Opens a file and the same image from memory, under a policy that keeps nothing out. */
  static final class OpenBoth {
    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[0]);
      try {
        System.out.println(Loaded.byAlfheim(file).call("F"));
        System.out.println(Loaded.by(Loader.open("memory.so", Files.readAllBytes(file))).call("F"));
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
          maps.filter(line -> line.contains("/memfd:") || line.contains(file.getParent() + "/"))
              .map(line -> line.replaceAll("^\\S+ (\\S+) .*/.* (\\(deleted\\))$", "$1 $2"))
              .distinct()
              .sorted()
              .forEach(System.out::println);
        }
      } catch (PluginException e) {
        System.out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      }
    }
  }

  private Path filter() {
    return compiler.other("filter", FILTER);
  }

  private static void assertBothOpen(ChildJvm.Outcome outcome) {
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines()).startsWith("" + F_GIVES, "" + F_GIVES);
    assertThat(outcome.lines())
        .as("what is mapped has no name, and nothing is writable and executable")
        .contains("r-xp (deleted)")
        .allMatch(
            line -> line.matches("6|r--p \\(deleted\\)|rw-p \\(deleted\\)|r-xp \\(deleted\\)"));
  }

  /**
   * The setting is that of a PID namespace, so a new one has its own; that takes the superuser and
   * Linux 6.3.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void whereMemoryFilesMayNotBeExecutedPluginsOpen(int setting) {
    ChildJvm.Outcome outcome =
        ChildJvm.of(OpenBoth.class)
            .under("unshare", "--pid", "--fork", "--mount-proc")
            .under(
                "sh", "-c", "echo " + setting + " > /proc/sys/vm/memfd_noexec && exec \"$@\"", "sh")
            .run(plugin);

    assertThat(outcome.output())
        .as("this test needs the superuser, and Linux 6.3 or newer with vm.memfd_noexec")
        .doesNotContain("Permission denied", "Operation not permitted", "nonexistent");
    assertBothOpen(outcome);
  }

  @ParameterizedTest
  @CsvSource({"1, EPERM", "38, ENOSYS"})
  void aFilterThatForbidsMemoryFilesIsNamedWithTheCure(int errno, String name) {
    ChildJvm.Outcome outcome = ChildJvm.of(OpenBoth.class).under(filter(), errno).run(plugin);

    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .startsWith("ResourceException: " + plugin + ": memfd_create failed (" + name + ", ")
        .contains("a seccomp filter of this process forbids memory files")
        .contains("allow memfd_create in it (in a container, in its seccomp profile)")
        .endsWith("-Dorg.alfheim.executable.folder=FOLDER");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 38})
  void aFolderThatTheUserNamesStandsInForMemoryFiles(int errno) throws IOException {
    Path executable = Files.createDirectory(folder.resolve("executable"));
    ChildJvm.Outcome outcome =
        ChildJvm.of(OpenBoth.class)
            .under(filter(), errno)
            .property(PROPERTY, executable)
            .run(plugin);

    assertBothOpen(outcome);
    try (Stream<Path> left = Files.list(executable)) {
      assertThat(left).isEmpty();
    }
  }

  /** The file system may know no files without names: ramfs, for one, where tmpfs has them. */
  @Test
  void aFolderWithoutUnnamedFilesServesToo() {
    Path ram = mkdir("ram");
    ChildJvm.Outcome outcome =
        ChildJvm.of(OpenBoth.class)
            .under("unshare", "--mount", "sh", "-c")
            .under("mount -t ramfs none \"$0\" && exec \"$@\"", ram)
            .under(filter(), 1)
            .property(PROPERTY, ram)
            .run(plugin);

    assertBothOpen(outcome);
  }

  @Test
  void aFolderThatIsMountedNoexecIsRefusedByName() {
    Path executable = mkdir("noexec");
    ChildJvm.Outcome outcome =
        ChildJvm.of(OpenBoth.class)
            .under("unshare", "--mount", "sh", "-c")
            .under("mount -t tmpfs -o noexec none \"$0\" && exec \"$@\"", executable)
            .under(filter(), 1)
            .property(PROPERTY, executable)
            .run(plugin);

    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .contains("the file system of " + executable + " is mounted noexec")
        .contains("seccomp");
  }

  @Test
  void aFolderThatIsNotThereIsNamed() {
    Path absent = folder.resolve("absent");
    ChildJvm.Outcome outcome =
        ChildJvm.of(OpenBoth.class).under(filter(), 1).property(PROPERTY, absent).run(plugin);

    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .isEqualTo(
            "ResourceException: "
                + plugin
                + ": the folder "
                + absent
                + ", which org.alfheim.executable.folder names, can't be used: ENOENT, no such"
                + " file or directory");
  }

  /** A plugin that needs a library which is missing: its carrier is refused by ld.so. */
  @Test
  void whatIsRefusedLeavesNothingInTheFolder() throws IOException {
    Path needed = compiler.c("libabsent.so", "int absent(void) { return 1; }");
    Path needing =
        compiler.c(
            "libneeding.so",
            "int absent(void); int F(void) { return absent(); }",
            needed.toString());
    Files.delete(needed);
    Path executable = mkdir("executable");
    ChildJvm.Outcome outcome =
        ChildJvm.of(OpenBoth.class).under(filter(), 1).property(PROPERTY, executable).run(needing);

    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .startsWith("UnresolvedException: ")
        .contains("libabsent.so");
    try (Stream<Path> left = Files.list(executable)) {
      assertThat(left).isEmpty();
    }
  }

  private Path mkdir(String name) {
    try {
      return Files.createDirectory(folder.resolve(name));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
