package org.alfheim.internal.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.alfheim.elf.SharedObject;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.internal.process.ldso.BaseNamespace;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is found for an object, in layouts made for each of ld.so's rules, against what ld.so itself
 * says that it loads ({@code LD_DEBUG=libs}).
 */
@Timeout(300)
class SearchOfLdSoTest {
  private static final Pattern INITIALISED = Pattern.compile("(?m)calling init: (\\S+)$");

  @TempDir Path folder;

  private Compiler compiler;

  @BeforeEach
  void compilerInFolder() throws IOException {
    folder = folder.toRealPath();
    compiler = new Compiler(folder);
  }

  /** Says for each file what is found for it, and then has ld.so open it. */
  static final class Child {
    public static void main(String[] files) {
      for (String name : files) {
        Path file = Path.of(name);
        SharedObject image = SystemLibraries.read(file).orElseThrow();
        LibraryClosure closure =
            LibraryClosure.loaded(
                new LibraryClosure.Root(
                    Dependent.at(image, file),
                    image.loadsLibraries(),
                    Set.copyOf(image.soname().stream().toList())),
                SystemLibraries.ofProcess(),
                new BaseNamespace());
        List<String> found = new ArrayList<>();
        closure.libraries().forEach(library -> found.add(library.file().toString()));
        boolean opened = open(file);
        System.out.println(
            "layout " + name + " " + closure.isIncomplete() + " " + !opened + " " + found);
      }
    }

    @SuppressWarnings("restricted")
    private static boolean open(Path file) {
      try {
        SymbolLookup.libraryLookup(file, Arena.global());
        return true;
      } catch (IllegalArgumentException refused) {
        return false;
      }
    }
  }

  /** A library with a function of its name, in a folder below. */
  private Path library(String below, String name, String... arguments) {
    try {
      Path target = Files.createDirectories(folder.resolve(below)).resolve(name);
      String function =
          name.replaceAll("\\W", "_") + "_" + Integer.toUnsignedString(below.hashCode());
      List<String> all = new ArrayList<>(List.of("-Wl,--no-as-needed"));
      all.addAll(List.of(arguments));
      Path made =
          compiler.c(
              "made.so", "int " + function + "(void) { return 1; }", all.toArray(String[]::new));
      return Files.move(made, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path copy(Path library, String below) {
    try {
      Path target = folder.resolve(below).resolve(library.getFileName());
      Files.createDirectories(target.getParent());
      return Files.copy(library, target);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String named(String soname) {
    return "-Wl,-soname," + soname;
  }

  private static String[] path(String tags, Path needed, String path) {
    return new String[] {needed.toString(), "-Wl,--" + tags + "-new-dtags", "-Wl,-rpath," + path};
  }

  private static String[] runpath(Path needed, String path) {
    return path("enable", needed, path);
  }

  private static String[] rpath(Path needed, String path) {
    return path("disable", needed, path);
  }

  /** Changes one byte of a file. */
  private static Path changed(Path file, int offset, int value) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[offset] = (byte) value;
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void compare(Map<String, String> environment, List<Path> files) throws IOException {
    Path debug = folder.resolve("ld-debug");
    ChildJvm child =
        ChildJvm.of(Child.class)
            .with("LD_DEBUG", "libs")
            .with("LD_DEBUG_OUTPUT", debug.toString())
            .limited("cd " + folder);
    environment.forEach(child::with);
    List<String> lines =
        child.run(files.toArray()).lines().stream()
            .filter(line -> line.startsWith("layout "))
            .toList();
    assertThat(lines).hasSameSizeAs(files);

    Map<Path, Set<Path>> found = new TreeMap<>();
    for (String line : lines) {
      String[] words = line.split(" ", 5);
      assertThat(words[2]).as(line + ": not found, and not opened").isEqualTo(words[3]);
      Set<Path> libraries = found.computeIfAbsent(Path.of(words[1]), _ -> new TreeSet<>());
      if (words[2].equals("false")) {
        for (String library : words[4].substring(1, words[4].length() - 1).split(", ", -1)) {
          if (!library.isEmpty()) {
            libraries.add(Path.of(library));
          }
        }
      }
    }
    Set<Path> all = new TreeSet<>();
    found.values().forEach(all::addAll);
    all.addAll(
        found.keySet().stream()
            .filter(file -> lines.stream().anyMatch(l -> l.startsWith("layout " + file + " false")))
            .toList());
    assertThat(initialised(all)).containsExactlyInAnyOrderElementsOf(all);
  }

  /** What ld.so has loaded of the files below the folder, and of certain others. */
  private Set<Path> initialised(Set<Path> others) throws IOException {
    Set<Path> files = new TreeSet<>();
    try (Stream<Path> outputs = Files.list(folder)) {
      for (Path output :
          outputs.filter(file -> file.getFileName().toString().startsWith("ld-debug")).toList()) {
        INITIALISED
            .matcher(Files.readString(output))
            .results()
            .map(match -> real(folder.resolve(match.group(1))))
            .filter(file -> file.startsWith(folder) || others.contains(file))
            .forEach(files::add);
      }
    }
    return files;
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void subfoldersForTheProcessorComeFirst() throws IOException {
    Path plain = library("hw", "libhw.so", named("libhw.so"));
    for (String subfolder :
        List.of("glibc-hwcaps/x86-64-v2", "glibc-hwcaps/x86-64-v3", "glibc-hwcaps/x86-64-v4")) {
      copy(plain, "hw/" + subfolder);
    }
    Path old = library("old", "libold.so", named("libold.so"));
    copy(old, "old/tls/x86_64");
    copy(old, "old/tls");
    copy(old, "old/x86_64");
    Path haswell = library("older", "libolder.so", named("libolder.so"));
    copy(haswell, "older/haswell");
    copy(haswell, "older/x86_64");
    Path both = library("both", "libboth.so", named("libboth.so"));
    copy(both, "both/tls");
    copy(both, "both/glibc-hwcaps/x86-64-v2");
    Path second = library("second", "libsecond.so", named("libsecond.so"));
    copy(second, "first-has-it-in-a-subfolder/glibc-hwcaps/x86-64-v2");

    compare(
        Map.of("LD_LIBRARY_PATH", folder.resolve("both").toString()),
        List.of(
            library("users", "hw.so", runpath(plain, folder + "/hw")),
            library("users", "old.so", rpath(old, folder + "/old")),
            library("users", "older.so", runpath(haswell, folder + "/older/")),
            library("users", "both.so", both.toString()),
            library(
                "users",
                "second.so",
                runpath(second, folder + "/first-has-it-in-a-subfolder:" + folder + "/second"))));
  }

  @Test
  void tokensStandForWhatLdSoTakesThemFor() throws IOException {
    List<Path> users = new ArrayList<>();
    String lib = LinkerProperties.ofProcess().lib();
    String platform = LinkerProperties.ofProcess().platform().orElseThrow();
    Map<String, String> folders =
        Map.of(
            "$LIB",
            lib,
            "${LIB}",
            lib,
            "$LIB/x",
            lib + "/x",
            "${LIB}x",
            lib + "x",
            "$PLATFORM",
            platform,
            "${PLATFORM}-$LIB",
            platform + "-" + lib,
            "$LIBRARY",
            "$LIBRARY",
            "${LIB",
            "${LIB",
            "$$LIB",
            "$" + lib,
            "$ORIGINAL",
            "$ORIGINAL");
    int number = 0;
    for (Map.Entry<String, String> entry : new TreeMap<>(folders).entrySet()) {
      String name = "libtoken" + ++number + ".so";
      Path needed = library("tokens/" + number + "/" + entry.getValue(), name, named(name));
      users.add(
          library(
              "users",
              "token" + number + ".so",
              runpath(needed, folder + "/tokens/" + number + "/" + entry.getKey())));
    }
    Path beside = library("users/below", "libbeside.so", named("libbeside.so"));
    users.add(library("users", "beside.so", runpath(beside, "$ORIGIN/below")));
    Path braces = library("users/below", "libbraces.so", named("libbraces.so"));
    users.add(library("users", "braces.so", rpath(braces, "${ORIGIN}/../users/below")));
    for (String needed : List.of("$ORIGIN/below/", "${ORIGIN}/" + lib + "/", "$ORIGIN/$LIB/")) {
      String name = "libneed" + users.size() + ".so";
      Path library = library("linked", name, named(needed + name));
      copy(library, "users/" + needed.substring(needed.indexOf('/') + 1).replace("$LIB", lib));
      users.add(library("users", "need" + users.size() + ".so", library.toString()));
    }
    Path unknown = library("linked", "libunknown.so", named("/$NOTHING/libunknown.so"));
    users.add(library("users", "unknown.so", unknown.toString()));

    compare(Map.of(), users);
  }

  @Test
  void theOldSearchPathIsInherited() throws IOException {
    Path leaf = library("far", "libleaf.so", named("libleaf.so"));
    Path middle = library("far", "libmiddle.so", named("libmiddle.so"), leaf.toString());
    Path leaf2 = library("far", "libleaf2.so", named("libleaf2.so"));
    Path stops =
        library(
            "far",
            "libstops.so",
            Stream.concat(Stream.of(named("libstops.so")), Stream.of(runpath(leaf2, "/nowhere")))
                .toArray(String[]::new));
    Path leaf3 = library("far", "libleaf3.so", named("libleaf3.so"));
    Path deep = library("far", "libdeep.so", named("libdeep.so"), leaf3.toString());
    Path passes =
        library(
            "far",
            "libpasses.so",
            Stream.concat(
                    Stream.of(named("libpasses.so")), Stream.of(runpath(deep, folder + "/far")))
                .toArray(String[]::new));
    Path java = Path.of(System.getProperty("java.home"), "lib", "libattach.so");

    compare(
        Map.of(),
        List.of(
            library("users", "inherits.so", rpath(middle, "$ORIGIN/../far")),
            library("users", "stopped.so", rpath(stops, "$ORIGIN/../far")),
            library("users", "passed.so", rpath(passes, "$ORIGIN/../far")),
            library("users", "own.so", runpath(passes, "$ORIGIN/../far")),
            library("users", "program.so", java.toString()),
            library("users", "not-program.so", runpath(java, "/nowhere"))));
  }

  @Test
  void filesForOtherMachinesArePassedOverAndDamagedOnesAreNot() throws IOException {
    List<Path> users = new ArrayList<>();
    int number = 0;
    for (int[] change :
        new int[][] {{4, 1}, {18, 3}, {0, 1}, {5, 2}, {6, 0}, {7, 9}, {7, 3}, {16, 1}, {16, 2}}) {
      String name = "libother" + ++number + ".so";
      Path good = library("good", name, named(name));
      changed(copy(good, "odd"), change[0], change[1]);
      users.add(
          library(
              "users",
              "other" + number + ".so",
              runpath(good, folder + "/odd:" + folder + "/good")));
    }
    for (String kind : List.of("short", "folder", "link")) {
      String name = "lib" + kind + ".so";
      Path good = library("good", name, named(name));
      Path odd = Files.createDirectories(folder.resolve("odd")).resolve(name);
      switch (kind) {
        case "short" -> Files.writeString(odd, "\u007fELF");
        case "folder" -> Files.createDirectory(odd);
        default -> Files.createSymbolicLink(odd, Path.of("nowhere"));
      }
      users.add(library("users", kind + ".so", runpath(good, folder + "/odd:" + folder + "/good")));
    }

    compare(Map.of(), users);
  }

  @Test
  void relativeAndEmptyEntriesAreOfTheWorkingDirectory() throws IOException {
    Path here = library("", "libhere.so", named("libhere.so"));
    Path sub = library("sub", "libsub.so", named("libsub.so"));
    Path neighbour = library("sub", "libneighbour.so", named("libneighbour.so"));
    Path finds =
        library(
            "sub",
            "libfinds.so",
            Stream.concat(Stream.of(named("libfinds.so")), Stream.of(runpath(neighbour, "$ORIGIN")))
                .toArray(String[]::new));
    Path env = library("env", "libenv.so", named("libenv.so"));
    Path env2 = library("env2", "libenv2.so", named("libenv2.so"));

    compare(
        Map.of("LD_LIBRARY_PATH", folder + "/env;env2:$ORIGIN/none:/none"),
        List.of(
            library("users", "here.so", runpath(here, "/nowhere::/none")),
            library("users", "sub.so", runpath(sub, "sub")),
            library("users", "relative.so", rpath(finds, "./sub/")),
            library("users", "env.so", runpath(env, "/nowhere")),
            library("users", "env2.so", env2.toString())));
  }

  @Test
  void theSystemsFoldersCanBeLeftOut() throws IOException {
    Path itm = Path.of("/usr/lib/x86_64-linux-gnu/libitm.so.1");
    Path atomic = Path.of("/usr/lib/x86_64-linux-gnu/libatomic.so.1");
    assertThat(List.of(itm, atomic)).allMatch(Files::exists);

    compare(
        Map.of(),
        List.of(
            library("users", "nodeflib.so", itm.toString(), "-Wl,-z,nodefaultlib"),
            library("users", "deflib.so", atomic.toString())));
  }

  @Test
  void namesAreMatchedWithWhatIsThere() throws IOException {
    Path one = library("one", "libtwin.so", named("libtwin.so"));
    Path two = library("two", "libtwin.so", named("libtwin.so"));
    Path needsTwin =
        library(
            "two",
            "libneeds-twin.so",
            Stream.concat(Stream.of(named("libneeds-twin.so")), Stream.of(runpath(two, "$ORIGIN")))
                .toArray(String[]::new));
    Path nameless = library("less", "libnameless.so");
    Path alias = folder.resolve("less/libalias.so");
    Files.createSymbolicLink(alias, nameless.getFileName());
    Path needsAlias =
        library(
            "less",
            "libneeds-alias.so",
            named("libneeds-alias.so"),
            "-L" + folder.resolve("less"),
            "-lalias",
            "-Wl,-rpath,$ORIGIN");
    Path present = library("present", "libpresent-file.so", named("libpresent.so"));
    Path other = library("other", "libpresent.so", named("libpresent.so"));
    Path filter = library("filters", "libfiltered.so", named("libfiltered.so"));
    String below = "-Wl,-rpath," + filter.getParent();

    compare(
        Map.of(),
        List.of(
            library(
                "users",
                "twins.so",
                one.toString(),
                needsTwin.toString(),
                "-Wl,-rpath," + one.getParent() + ":" + two.getParent()),
            library(
                "users",
                "nameless.so",
                "-L" + nameless.getParent(),
                "-lnameless",
                needsAlias.toString(),
                "-Wl,-rpath," + nameless.getParent()),
            present,
            library("users", "present.so", runpath(other, folder + "/other")),
            library("users", "auxiliary.so", "-Wl,--auxiliary,libfiltered.so", below),
            library("users", "absent.so", "-Wl,--auxiliary,libabsent.so", below),
            library("users", "filter.so", "-Wl,--filter,libabsent.so", below)));
  }
}
