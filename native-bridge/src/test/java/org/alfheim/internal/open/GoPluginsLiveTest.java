package org.alfheim.internal.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.GoToolchain;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.alfheim.plugin.OpenOptions;
import org.alfheim.plugin.PluginException;
import org.alfheim.plugin.admission.Admission;
import org.alfheim.plugin.admission.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Go plugins in their runtimes: each test in a process that these may have for themselves. */
@Timeout(600)
class GoPluginsLiveTest {
  /** {@code runtime.pcHeader} from Go 1.20 on: its magic number, and what is so on amd64. */
  private static final long HEADER_OF_FUNCTIONS = 0x0801_0000_ffff_fff1L;

  static Iterable<GoToolchain> toolchains() {
    return GoToolchain.all();
  }

  private static OpenOptions under(Object host) {
    return OpenOptions.builder().goHost(Path.of(host.toString())).build();
  }

  private static OpenOptions shared(String host) {
    return OpenOptions.builder().goHost(Path.of(host)).goRuntime("shared").build();
  }

  private static List<String> run(Class<?> main, Object... arguments) {
    ChildJvm.Outcome outcome = ChildJvm.of(main).run(arguments);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return outcome.lines();
  }

  private static void sayHello(LocalPlugin hello, long number) {
    GoCalls.set(hello, "V", number);
    GoCalls.call(hello, "F");
  }

  /** The example of the page on Go's package plugin, in each version of Go that there is. */
  @Test
  void versionsOfGoLiveSideBySide() {
    List<GoToolchain> all = GoToolchain.all();
    List<Object> arguments = new ArrayList<>();
    for (GoToolchain go : all) {
      arguments.add(go.host());
      arguments.add(go.plugin("hello"));
    }
    List<String> expected = new ArrayList<>();
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < all.size(); i++) {
        expected.add("Hello, number " + (7 + i));
      }
    }

    assertThat(all).hasSizeGreaterThan(1);
    assertThat(run(Versions.class, arguments.toArray())).isEqualTo(expected);
  }

  /** Opens each plugin with the host before it; all say hello, and then all once more. */
  static final class Versions {
    public static void main(String[] files) {
      List<LocalPlugin> plugins = new ArrayList<>();
      for (int i = 0; i < files.length; i += 2) {
        plugins.add(Loader.openLocal(Path.of(files[i + 1]), under(files[i])));
        sayHello(plugins.getLast(), 7 + i / 2);
      }
      plugins.forEach(plugin -> GoCalls.call(plugin, "F"));
    }
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void anyNumberOfTheSamePluginHaveTheirOwnRuntimes(GoToolchain go) {
    List<String> lines = run(Many.class, go.host(), go.plugin("hello"));

    assertThat(lines).hasSize(21).endsWith("20 plugins").contains("Hello, number 1");
    assertThat(lines.get(19)).isEqualTo("Hello, number 20");
  }

  /** Opens 20 of the same bytes, and lets them speak when all are open. */
  static final class Many {
    public static void main(String[] files) throws IOException {
      byte[] image = Files.readAllBytes(Path.of(files[1]));
      List<LocalPlugin> plugins = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        plugins.add(Loader.openLocal("bundle" + i + "!/hello.so", image, under(files[0])));
        GoCalls.set(plugins.getLast(), "V", i);
      }
      plugins.forEach(plugin -> GoCalls.call(plugin, "F"));
      System.out.println(new HashSet<>(Loader.opened()).size() + " plugins");
    }
  }

  /** Of one module, which Go can't do. */
  @ParameterizedTest
  @MethodSource("toolchains")
  void twoVersionsOfAPluginLiveSideBySide(GoToolchain go) {
    assertThat(run(Changed.class, go.host(), go.plugin("hello"), go.plugin("hello-again")))
        .containsExactly(
            "Hello, number 7",
            "[F, V]",
            "Hello again, number 8",
            "[F, Since, V]",
            "Hello, number 7");
  }

  /** Opens two plugins with one host. */
  static final class Changed {
    public static void main(String[] files) {
      LocalPlugin one = Loader.openLocal(Path.of(files[1]), under(files[0]));
      sayHello(one, 7);
      System.out.println(one.symbols());
      LocalPlugin other = Loader.openLocal(Path.of(files[2]), under(files[0]));
      sayHello(other, 8);
      System.out.println(other.symbols());
      GoCalls.call(one, "F");
    }
  }

  @ParameterizedTest
  @MethodSource("toolchains")
  void pluginsOfOneRuntimeShareTheirPackages(GoToolchain go) {
    assertThat(run(Sharing.class, go.host(), go.plugin("one"), go.plugin("three")))
        .containsExactly("0", "7", "true", "0");
  }

  /** One sets the variable of a package, and another gets it; not so in a runtime of its own. */
  static final class Sharing {
    public static void main(String[] files) {
      LocalPlugin one = Loader.openLocal(Path.of(files[1]), shared(files[0]));
      LocalPlugin three = Loader.openLocal(Path.of(files[2]), shared(files[0]));
      GoCalls.call(three, "Get");
      System.out.println(GoCalls.get(three, "Last"));
      GoCalls.call(one, "Set");
      GoCalls.call(three, "Get");
      System.out.println(GoCalls.get(three, "Last"));
      System.out.println(
          Set.of(three).contains(Loader.openLocal(Path.of(files[2]), shared(files[0]))));
      LocalPlugin alone = Loader.openLocal(Path.of(files[2]), under(files[0]));
      GoCalls.call(alone, "Get");
      System.out.println(GoCalls.get(alone, "Last"));
    }
  }

  /** Go itself would hang the second time. */
  @ParameterizedTest
  @MethodSource("toolchains")
  void anInitialisationThatPanicsIsRememberedAndHarmsNoOther(GoToolchain go) {
    List<String> lines =
        run(Panicking.class, go.host(), go.plugin("initpanic"), go.plugin("hello"));

    String failure =
        go.plugin("initpanic")
            + ": initialisation failed after constructors had begun to run: "
            + "its initialisation panicked: *errors.errorString: no such luck";
    assertThat(lines)
        .containsExactly(
            failure,
            failure + " (previous failure)",
            "Hello, number 7",
            failure,
            failure + " (previous failure)",
            "Hello, number 8");
  }

  /** Opens a plugin that panics, twice, and then another: in one runtime, and in their own. */
  static final class Panicking {
    public static void main(String[] files) {
      long number = 7;
      for (OpenOptions options : List.of(shared(files[0]), under(files[0]))) {
        for (int i = 0; i < 2; i++) {
          try {
            Loader.openLocal(Path.of(files[1]), options);
          } catch (PluginException e) {
            System.out.println(e.getMessage().replace("!shared", ""));
          }
        }
        sayHello(Loader.openLocal(Path.of(files[2]), options), number++);
      }
    }
  }

  /** What Go would take to be the end of a process, or of the runtime. */
  @ParameterizedTest
  @MethodSource("toolchains")
  void whatIsRefusedDoesNotSpoilARuntimeForOthers(GoToolchain go) {
    GoToolchain other =
        go.equals(GoToolchain.newest()) ? GoToolchain.all().getFirst() : GoToolchain.newest();
    List<String> lines =
        run(
            Refused.class,
            go.host(),
            other.plugin("hello"),
            go.plugin("hello", "-trimpath"),
            go.plugin("hello", "-race"),
            go.plugin("empty"),
            go.plugin("one"),
            go.plugin("two"),
            go.plugin("hello"),
            go.plugin("hello-again"));

    String by = "/gohost.so by " + go.version() + "; have a host built by " + other.version();
    assertThat(lines).hasSize(9);
    assertThat(lines.get(0))
        .startsWith("this is a Go plugin (" + other.version() + ", example.com/hello): ")
        .contains("it was built by " + other.version() + ", and its host ")
        .contains(by);
    if (go.minor() < 20) {
      assertThat(lines.get(1)).contains(": its package errors (").contains(" more; build");
    } else {
      assertThat(lines.get(1)).contains("it was built with -trimpath, and its host ");
    }
    assertThat(lines.get(2)).contains("it was built with -race, and its host ");
    assertThat(lines.get(3)).contains("it exports nothing");
    assertThat(lines.get(4)).isEqualTo("one.so");
    assertThat(lines.get(5))
        .contains("its package example.com/common (")
        .contains(") is another than that of " + go.plugin("one") + " (")
        .contains("or open it in its own");
    assertThat(lines.get(6)).isEqualTo("hello.so");
    assertThat(lines.get(7))
        .contains("example.com/hello is in the same runtime already, from " + go.plugin("hello"));
    assertThat(lines.get(8)).isEqualTo("Hello, number 7");
  }

  /** Opens all in one runtime: what comes of each. */
  static final class Refused {
    public static void main(String[] files) {
      LocalPlugin hello = null;
      for (int i = 1; i < files.length; i++) {
        try {
          LocalPlugin plugin = Loader.openLocal(Path.of(files[i]), shared(files[0]));
          System.out.println(plugin);
          hello = plugin;
        } catch (PluginException e) {
          System.out.println(e.getMessage().replace(files[i] + ": ", ""));
        }
      }
      sayHello(hello, 7);
    }
  }

  /** The runtime would end the process: {@code fatal error: invalid function symbol table}. */
  @Test
  void damagedTablesAreRefusedAndTheProcessGoesOn(@TempDir Path folder) throws IOException {
    GoToolchain go = GoToolchain.newest();
    byte[] bytes = Files.readAllBytes(go.plugin("hello"));
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int header = 0;
    while (file.getLong(header) != HEADER_OF_FUNCTIONS) {
      header += 8;
    }
    bytes[header] ^= 1;
    Path damaged = Files.write(folder.resolve("damaged.so"), bytes);

    List<String> lines = run(Damaged.class, go.host(), damaged, go.plugin("hello"));
    assertThat(lines).hasSize(2).endsWith("Hello, number 7");
    assertThat(lines.getFirst())
        .startsWith(damaged + ": ")
        .contains("its tables of functions and types are damaged (magic 0xf");
  }

  /** Opens a plugin that is refused, and then another. */
  static final class Damaged {
    public static void main(String[] files) {
      try {
        Loader.openLocal(Path.of(files[1]), under(files[0]));
      } catch (PluginException e) {
        System.out.println(e.getMessage());
      }
      sayHello(Loader.openLocal(Path.of(files[2]), under(files[0])), 7);
    }
  }

  /** Who judges images judges the host, too; and what comes with it is known to be there. */
  @Test
  void underAPolicyHostAndPluginAreJudged() {
    GoToolchain go = GoToolchain.newest();

    assertThat(run(Judged.class, go.host(), go.plugin("hello"), go.plugin("hello-again")))
        .containsExactly(
            "asked about hello.so",
            "asked about gohost.so",
            "Hello, number 7",
            "asked about hello-again.so",
            "asked about gohost.so",
            go.host() + ": refused by the policy test: no second host");
  }

  /** Opens two plugins under a policy, which does not admit a second host. */
  static final class Judged {
    public static void main(String[] files) {
      Loader.admit("test", new OneHost());
      sayHello(Loader.openLocal(Path.of(files[1]), under(files[0])), 7);
      try {
        Loader.openLocal(Path.of(files[2]), under(files[0]));
      } catch (PluginException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  /** Says what it is asked about, and admits no host twice. */
  private static final class OneHost implements Admission {
    private final Set<String> seen = new HashSet<>();

    @Override
    public boolean restricts() {
      return true;
    }

    @Override
    public List<String> objections(Candidate candidate) {
      if (candidate.role() != Candidate.Role.PLUGIN) {
        return List.of();
      }
      System.out.println("asked about " + Path.of(candidate.name()).getFileName());
      return seen.add(candidate.name()) ? List.of() : List.of("no second host");
    }

    @Override
    public boolean admitsSymbol(String symbol) {
      return true;
    }
  }

  @Test
  void manyThreadsOpenEachPluginOnce() {
    GoToolchain go = GoToolchain.newest();

    assertThat(run(Threads.class, go.host(), go.plugin("hello"), go.plugin("one")))
        .filteredOn(line -> !line.startsWith("Hello"))
        .containsExactly("1", "1", "8", "8");
  }

  /** Eight threads: the same plugin, the same in a shared runtime, and each its own. */
  static final class Threads {
    public static void main(String[] files) throws Exception {
      byte[] image = Files.readAllBytes(Path.of(files[1]));
      System.out.println(distinct(_ -> Loader.openLocal(Path.of(files[1]), under(files[0]))));
      System.out.println(distinct(_ -> Loader.openLocal(Path.of(files[2]), shared(files[0]))));
      System.out.println(
          distinct(i -> Loader.openLocal("own" + i + "!/hello.so", image, under(files[0]))));
      System.out.println(
          distinct(i -> {
            OpenOptions options =
                OpenOptions.builder().goHost(Path.of(files[0])).goRuntime("r" + i).build();
            return Loader.openLocal(Path.of(files[1]), options);
          }));
    }

    private interface Open {
      LocalPlugin of(int number);
    }

    private static int distinct(Open open) throws Exception {
      try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
        List<Callable<LocalPlugin>> tasks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
          int number = i;
          tasks.add(() -> open.of(number));
        }
        Set<LocalPlugin> plugins = new HashSet<>();
        for (Future<LocalPlugin> plugin : threads.invokeAll(tasks)) {
          plugins.add(plugin.get());
        }
        for (LocalPlugin plugin : plugins) {
          GoCalls.call(plugin, plugin.find("F").isPresent() ? "F" : "Get");
        }
        return plugins.size();
      }
    }
  }
}
