package org.alfheim.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files, folders, libraries and symbols whose names are bytes that are not UTF-8: each command
 * takes them as a shell gives them, and says what they are.
 */
@Timeout(120)
class RawNamesTest {
  @TempDir Path folder;

  /** A library of Latin-1 and one that needs it, in a folder of Latin-1. */
  @BeforeEach
  void makeFiles() {
    assertThat(
            bash(
                "C.UTF-8",
                """
                mkdir $'d\\xe9p\\xf4t' && cd $'d\\xe9p\\xf4t' &&
                cat > leaf.c <<'END'
                int leaf(void) __asm__("gr\\xf6\\xdfe");
                int leaf(void) { return 4; }
                END
                cat > user.c <<'END'
                int leaf(void) __asm__("gr\\xf6\\xdfe");
                int user(void) { return leaf() + 1; }
                END
                printf '%b' "$(cat leaf.c)" > l.c && printf '%b' "$(cat user.c)" > u.c &&
                gcc -shared -fPIC -o $'libgr\\xf6.so' -Wl,-soname,$'libgr\\xf6.so' l.c &&
                gcc -shared -fPIC -o $'\\xfcser.so' u.c $'./libgr\\xf6.so' '-Wl,-rpath,$ORIGIN' -Wl,-z,lazy
                """))
        .isEmpty();
  }

  /** What the shell's commands write; {@code alfheim} is the command. */
  private String bash(String locale, String commands) {
    String java =
        System.getProperty("java.home")
            + "/bin/java --enable-native-access=ALL-UNNAMED -XX:TieredStopAtLevel=1 -cp '"
            + System.getProperty("java.class.path")
            + "' "
            + Main.class.getName();
    Process process =
        Tool.start(
            "bash",
            "-c",
            "export LC_ALL="
                + locale
                + "; alfheim() { "
                + java
                + " \"$@\" 2>&1; }; cd '"
                + folder
                + "'; "
                + commands);
    return Tool.output(process);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.UTF-8", "C"})
  void opensAndCallsWhatIsNamedSo(String locale) {
    assertThat(
            bash(locale, "alfheim open $'d\\xe9p\\xf4t/\\xfcser.so' $'d\\xe9p\\xf4t/libgr\\xf6.so'")
                .lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ok d\\xe9p\\xf4t/\\xfcser.so symbols="),
            line ->
                assertThat(line)
                    .startsWith("ok d\\xe9p\\xf4t/libgr\\xf6.so soname=libgr\\xf6.so symbols="));
    assertThat(bash(locale, "cd $'d\\xe9p\\xf4t'; alfheim call $'./\\xfcser.so' 'int user(void)'"))
        .isEqualTo("5\n");
    assertThat(
            bash(
                locale,
                "alfheim call \"$PWD\"/$'d\\xe9p\\xf4t/libgr\\xf6.so' $'int gr\\xf6\\xdfe(void)'"))
        .isEqualTo("4\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.UTF-8", "C"})
  void theProcessesOfACorpusRunCanNotBeGivenSuchAName(String locale) {
    assertThat(bash(locale, "alfheim corpus $'d\\xe9p\\xf4t/\\xfcser.so' 2>&1; echo status $?"))
        .isEqualTo(
            "alfheim: d\\xe9p\\xf4t/\\xfcser.so: the processes that open it can't be given a name that is not UTF-8; name a link to it\nstatus 1\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.UTF-8", "C"})
  void showsWhatIsNamedSo(String locale) {
    assertThat(bash(locale, "alfheim symbols $'d\\xe9p\\xf4t/libgr\\xf6.so'"))
        .contains("gr\\xf6\\xdfe ");
    assertThat(bash(locale, "alfheim symbols --json $'d\\xe9p\\xf4t/libgr\\xf6.so'"))
        .contains("\"gr\\udcf6\\udcdfe\"");
    assertThat(bash(locale, "alfheim inspect $'d\\xe9p\\xf4t/\\xfcser.so'"))
        .contains("\\xfcser.so")
        .contains("libgr\\xf6.so");
    assertThat(bash(locale, "alfheim lookup $'d\\xe9p\\xf4t/libgr\\xf6.so' $'gr\\xf6\\xdfe'"))
        .contains("gr\\xf6\\xdfe");
    assertThat(bash(locale, "alfheim plan $'d\\xe9p\\xf4t/\\xfcser.so'; echo status $?"))
        .contains("libgr\\xf6.so")
        .endsWith("status 0\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.UTF-8", "C"})
  void wrapsWhatIsNamedSo(String locale) {
    assertThat(
            bash(
                locale,
                "alfheim wrap $'d\\xe9p\\xf4t/libgr\\xf6.so' -o $'d\\xe9p\\xf4t/\\xe4.jar' && ls $'d\\xe9p\\xf4t/\\xe4.jar' >/dev/null && echo there"))
        .startsWith("wrote d\\xe9p\\xf4t/\\xe4.jar plugin=")
        .endsWith("there\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C.UTF-8", "C"})
  void namesWhatIsNotThere(String locale) {
    assertThat(bash(locale, "alfheim open $'\\xfcber.so' über.so"))
        .isEqualTo("FAIL \\xfcber.so: no such file\nFAIL über.so: no such file\n");
    assertThat(
            bash(locale, "cd $'d\\xe9p\\xf4t'; rm $'libgr\\xf6.so'; alfheim open $'\\xfcser.so'"))
        .startsWith("FAIL \\xfcser.so: the library ")
        .contains("libgr\\xf6.so");
    assertThat(bash(locale, "alfheim inspect $'\\xfcber.so'"))
        .isEqualTo("alfheim: \\xfcber.so: no such file\n");
  }
}
