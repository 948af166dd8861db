package org.alfheim.plugin;

import static org.alfheim.elf.DynamicSection.DT_NEEDED;
import static org.alfheim.elf.DynamicSection.DT_NULL;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Elf;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Images whose symbols come after those of others ({@code DT_FILTER}, {@code DT_AUXILIARY}). Where
 * dlopen ends the process, the image is refused; elsewhere what comes of it is what comes of
 * dlopen.
 */
@Timeout(120)
class FilterTest {
  private static final String CODE = "int F(void) { return 1; }";

  /** Status 0 if the library was opened, 1 if it was refused. */
  private static final String DLOPEN =
      """
      #include <dlfcn.h>
      #include <stddef.h>
      int main(int count, char **arguments) {
        void *handle = dlopen(arguments[1], RTLD_NOW);
        if (handle == NULL)
          return 1;
        return dlclose(handle);
      }
      """;

  @TempDir Path folder;

  private Compiler compiler;
  private final Map<String, Path> files = new LinkedHashMap<>();

  /** Admits everything, and so has all libraries judged. */
  private record Judge() implements Admission {
    @Override
    public boolean restricts() {
      return true;
    }

    @Override
    public List<String> objections(Candidate candidate) {
      return List.of();
    }

    @Override
    public boolean admitsSymbol(String symbol) {
      return true;
    }
  }

  /** Opens files, under a policy if the property is set, and says what comes of each. */
  static final class Opener {
    public static void main(String[] arguments) {
      if (Boolean.getBoolean("judged")) {
        Loader.admit("test", new Judge());
      }
      for (String file : arguments) {
        System.out.println(Path.of(file).getFileName() + ": " + outcome(Path.of(file)));
      }
    }

    private static String outcome(Path file) {
      try {
        Loader.open(file);
        return "opened";
      } catch (InvalidImageException refusal) {
        return refusal.field()
            + (refusal.offset() >= 0 ? " here " : " there ")
            + refusal.getMessage();
      } catch (PluginException refusal) {
        return "refused " + refusal.getClass().getSimpleName();
      }
    }
  }

  @BeforeEach
  void compiler() {
    compiler = new Compiler(folder);
  }

  @Test
  void forEachOtherAreRefused() throws IOException, InterruptedException {
    filter("fta1.so", "-Wl,-F,fta2.so");
    filter("fta2.so", "-Wl,-F,fta1.so");
    filter("ftb1.so", "-Wl,-f,ftb2.so");
    filter("ftb2.so", "-Wl,-f,ftb3.so");
    filter("ftb3.so", "-Wl,-f,ftb1.so");
    filter("ftc.so", "-Wl,-F,$ORIGIN/ftb2.so");
    filter("ftd.so", "-Wl,-F,fta1.so", "-Wl,-f,fta2.so");
    filter("fte1.so", "-Wl,-F," + folder + "/fte2.so");
    filter("fte2.so", "-Wl,-F,$ORIGIN/fte1.so");
    filter("ftf2.so", needs("fta1.so"));
    filter("ftf1.so", "-Wl,-f,ftf2.so");
    filter("ftf3.so", needs("ftf2.so"));

    assertAllRefused();
    assertThat(opened().output())
        .contains("fta1.so: DT_FILTER here ")
        .contains(
            "fta1.so is a filter for fta2.so, which is a filter for fta1.so, and ld.so would never have them in order"
                + " (DT_FILTER at offset 0x")
        .contains("ftb1.so: DT_AUXILIARY here ")
        .contains("ftc.so: DT_AUXILIARY there ");
  }

  @Test
  void forTheMainProgramAreRefused() throws IOException, InterruptedException {
    filter("ftg1.so", "-Wl,-F,");
    filter("ftg2.so", "-Wl,-f,");
    filter("ftg3.so", "-Wl,-f,libc.so.6", "-Wl,-f,");

    assertAllRefused();
    assertThat(opened().output())
        .contains("ftg1.so: DT_FILTER here ")
        .contains("ftg2.so: DT_AUXILIARY here ")
        .contains("ftg3.so: DT_AUXILIARY here ")
        .contains("a filter for a library without a name, for which ld.so takes the main program");
  }

  /** A program with a DT_SONAME is known by it. */
  @Test
  void forTheMainProgramByItsNameAreRefused() throws IOException, InterruptedException {
    String soname = "-Wl,-soname,ftmain.so";
    Path lib = Path.of(System.getProperty("java.home"), "lib");
    Path program = compiler.other("ftmain", DLOPEN, soname);
    Path java =
        compiler.other(
            "ftjava",
            """
            int JLI_Launch(int, char **, int, const char **, int, const char **, const char *,
                           const char *, const char *, const char *, char, char, char, int);
            int main(int count, char **arguments) {
              return JLI_Launch(count - 1, arguments + 1, 0, 0, 0, 0, "", "", "java", "java", 0, 1, 0, 0);
            }
            """,
            soname,
            "-L" + lib,
            "-ljli",
            "-Wl,-rpath," + lib);
    filter("fth2.so", "-Wl,-f,ftmain.so");
    filter("fth1.so", "-Wl,-f,fth2.so");

    ChildJvm.Outcome outcome = ChildJvm.of(Opener.class).under(java).run(files.values().toArray());
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output())
        .contains("fth1.so: DT_AUXILIARY there ")
        .contains("fth2.so: DT_AUXILIARY here ")
        .contains("is a filter for ftmain.so, the main program");
    for (Path file : files.values()) {
      assertThat(dlopen(program, file)).as(file.toString()).isGreaterThan(1);
    }
  }

  @Test
  void thatDlopenTakesAreOpened() throws IOException, InterruptedException {
    filter("fti.so", "-Wl,-F,fti.so");
    filter("ftj.so", "-Wl,-F," + folder + "/ftj.so");
    filter("ftk2.so");
    filter("ftk1.so", "-Wl,-F,ftk2.so");
    filter("ftk2.so", needs("ftk1.so"));
    filter("ftl2.so", "-Wl,-f,ftnone.so");
    filter("ftl1.so", "-Wl,-f,ftl2.so", "-Wl,-f,ftl2.so");
    Path text = Files.writeString(folder.resolve("fttext.so"), "text");
    filter("ftm.so", "-Wl,-f," + text);
    filter("ftn.so", "-Wl,-F,linux-vdso.so.1", "-Wl,-F,ld-linux-x86-64.so.2", "-Wl,-F,libc.so.6");
    filter("fto3.so");
    filter("fto1.so", "-Wl,-f,fto2.so");
    filter("fto3.so", "-Wl,-f,fto1.so");
    filter("fto2.so", needs("fto3.so"));

    for (Path file : files.values()) {
      assertThat(dlopen(file)).as(file.toString()).isZero();
    }
    assertThat(opened().lines())
        .containsExactlyElementsOf(files.keySet().stream().map(name -> name + ": opened").toList());
  }

  @Test
  void thatDlopenRefusesAreRefused() throws IOException, InterruptedException {
    Path text = Files.writeString(folder.resolve("fttext.so"), "text");
    filter("ftp.so", "-Wl,-F," + text);
    filter("ftq.so", "-Wl,-F,ftnone.so");
    filter("ftr.so", "-Wl,-F,$ORIGIN");
    filter("fts.so", "-Wl,-F,$LIB");

    for (Path file : files.values()) {
      assertThat(dlopen(file)).as(file.toString()).isOne();
    }
    assertThat(opened().lines())
        .containsExactlyElementsOf(
            files.keySet().stream().map(name -> name + ": refused UnresolvedException").toList());
  }

  /** Also where the files of libraries are settled before ld.so is asked. */
  @Test
  void forEachOtherAreRefusedUnderAPolicy() {
    filter("ftt1.so", "-Wl,-F,ftt2.so");
    filter("ftt2.so", "-Wl,-F,ftt1.so");
    filter("ftu.so", needs("ftt1.so"));
    compiler.c(
        "ftv.so",
        """
        #include <dlfcn.h>
        #include <stdio.h>
        __attribute__((constructor)) static void load(void) {
          if (dlopen("%s/ftu.so", RTLD_NOW) == NULL)
            puts(dlerror());
          fflush(stdout);
        }
        """
            .formatted(folder));
    files.put("ftv.so", folder.resolve("ftv.so"));

    ChildJvm.Outcome outcome =
        ChildJvm.of(Opener.class).property("judged", true).run(files.values().toArray());
    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.lines())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("ftt1.so: DT_FILTER here "),
            line -> assertThat(line).startsWith("ftt2.so: DT_FILTER here "),
            line -> assertThat(line).startsWith("ftu.so: DT_FILTER there "),
            line -> assertThat(line).contains("ftt1.so is a filter for ftt2.so, which is a filter"),
            line -> assertThat(line).isEqualTo("ftv.so: opened"));
  }

  /** What an image needs without a name is the main program, which is there and is not moved. */
  @Test
  void areNotWhatNeedsTheMainProgram() throws IOException, InterruptedException {
    Path sound = compiler.c("ftw.so", CODE, "-nostdlib", "-Wl,--no-as-needed", "-lc");
    Path lacking =
        compiler.c(
            "ftx.so",
            "int nowhere(void); int F(void) { return nowhere(); }",
            "-nostdlib",
            "-Wl,--no-as-needed",
            "-lc");
    Path opened = withoutNeededName(sound, "ftw0.so");
    Path refused = withoutNeededName(lacking, "ftx0.so");

    assertThat(dlopen(opened)).isZero();
    assertThat(dlopen(refused)).isOne();
    Loader.open(opened);
    assertThat(Refused.of(refused).getMessage())
        .startsWith(refused + ": undefined symbol nowhere;");
  }

  private static Path withoutNeededName(Path file, String name) {
    Elf elf = Elf.of(file);
    Elf.Section dynamic = elf.section(".dynamic");
    return elf.patched(
        name,
        bytes -> {
          for (int at = (int) dynamic.offset(); bytes.getLong(at) != DT_NULL; at += 16) {
            if (bytes.getLong(at) == DT_NEEDED) {
              bytes.putLong(at + 8, 0);
            }
          }
        });
  }

  private void filter(String name, String... options) {
    List<String> all =
        new ArrayList<>(List.of("-nostdlib", "-Wl,-soname," + name, "-Wl,-rpath," + folder));
    all.addAll(List.of(options));
    files.put(name, compiler.c(name, CODE, all.toArray(String[]::new)));
  }

  private String needs(String library) {
    return "-Wl,--no-as-needed," + folder.resolve(library);
  }

  private void assertAllRefused() throws IOException, InterruptedException {
    for (Path file : files.values()) {
      assertThat(dlopen(file)).as(file.toString()).isGreaterThan(1);
    }
    assertThat(opened().lines())
        .hasSameSizeAs(files.keySet())
        .allMatch(
            line -> line.matches("\\w+\\.so: DT_(FILTER|AUXILIARY) (here|there) /.*; link .*"));
  }

  private ChildJvm.Outcome opened() {
    ChildJvm.Outcome outcome = ChildJvm.of(Opener.class).run(files.values().toArray());
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome;
  }

  private int dlopen(Path file) throws IOException, InterruptedException {
    return dlopen(compiler.other("dlopen", DLOPEN), file);
  }

  /** What dlopen of a C program makes of a file. */
  private int dlopen(Path program, Path file) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(program.toString(), file.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
