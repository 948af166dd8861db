package org.alfheim.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.fixture.Loaded;
import org.alfheim.loader.Loader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A library with native methods, as a plugin and by {@code System.load}: what the README says. */
@Timeout(120)
@SuppressWarnings("restricted")
class JniTest {
  /** Counts calls, constructor runs, and calls of JNI_OnLoad. */
  private static final String SOURCE =
      """
      #include <jni.h>
      int calls, constructed, loaded;
      __attribute__((constructor)) static void begin(void) { constructed++; }
      JNIEXPORT jint JNI_OnLoad(JavaVM *vm, void *reserved) { loaded++; return JNI_VERSION_1_8; }
      JNIEXPORT jint JNICALL Java_org_alfheim_plugin_JniTest_00024Natives_next(JNIEnv *env, jclass c) {
        return ++calls;
      }
      """;

  @TempDir Path folder;

  private Path library;

  @BeforeEach
  void compile() {
    Path headers = Path.of(System.getProperty("java.home"), "include");
    library =
        new Compiler(folder)
            .c("libnatives.so", SOURCE, "-I" + headers, "-I" + headers.resolve("linux"));
  }

  /** A class with a native method. */
  static final class Natives {
    private Natives() {}

    static native int next();
  }

  /** Does what its arguments say, one after the other, and prints what comes of each. */
  static final class Does {
    private static LocalPlugin plugin;

    private Does() {}

    public static void main(String[] arguments) throws Exception {
      Path file = Path.of(arguments[0]);
      for (String act : Arrays.asList(arguments).subList(1, arguments.length)) {
        System.out.println(act + ": " + result(act, file));
      }
    }

    private static String result(String act, Path file) throws Exception {
      try {
        return switch (act) {
          case "open" -> {
            plugin = Loader.openLocal(file);
            yield plugin.image().shared() ? "shared" : "own";
          }
          case "memory" -> {
            plugin = Loader.openLocal("jar!/libnatives.so", Files.readAllBytes(file));
            yield "own";
          }
          case "load" -> {
            System.load(file.toString());
            yield "loaded";
          }
          case "elsewhere" -> elsewhere(file);
          case "call" -> "" + Natives.next();
          default -> act + "=" + Loaded.by(plugin).intAt(act);
        };
      } catch (UnsatisfiedLinkError e) {
        return e.getMessage()
            .replaceAll(".*already loaded.*", "already loaded")
            .replaceAll("'.*", "not bound");
      }
    }

    /** Has a class of the same name in another class loader load the file. */
    private static String elsewhere(Path file) throws Exception {
      String[] path = System.getProperty("java.class.path").split(":", -1);
      URL[] urls = new URL[path.length];
      for (int i = 0; i < path.length; i++) {
        urls[i] = Path.of(path[i]).toUri().toURL();
      }
      try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
        Class<?> other = Class.forName(Loads.class.getName(), true, loader);
        return (String) other.getDeclaredMethod("load", String.class).invoke(null, file.toString());
      }
    }
  }

  /** Loads a file in the name of its class loader. */
  public static final class Loads {
    private Loads() {}

    /** The outcome in words. */
    public static String load(String file) {
      try {
        System.load(file);
        return "loaded";
      } catch (UnsatisfiedLinkError e) {
        return e.getMessage().contains("already loaded") ? "already loaded" : e.getMessage();
      }
    }
  }

  private String outcome(String... acts) {
    Object[] arguments = new Object[acts.length + 1];
    arguments[0] = library;
    System.arraycopy(acts, 0, arguments, 1, acts.length);
    ChildJvm.Outcome outcome = ChildJvm.of(Does.class).run(arguments);
    assertThat(outcome.status()).as(outcome.output()).isZero();
    return String.join("; ", outcome.lines());
  }

  @Test
  void anOpenFileThatIsLoadedIsOneImage() {
    assertThat(outcome("open", "load", "call", "call", "calls", "constructed", "loaded"))
        .isEqualTo(
            "open: own; load: loaded; call: 1; call: 2; calls: calls=2; constructed: constructed=1; "
                + "loaded: loaded=1");
  }

  @Test
  void aLoadedFileThatIsOpenedIsOneImage() {
    assertThat(outcome("load", "call", "open", "call", "calls", "constructed", "loaded"))
        .isEqualTo(
            "load: loaded; call: 1; open: shared; call: 2; calls: calls=2; constructed: constructed=1; "
                + "loaded: loaded=1");
  }

  @Test
  void anOpenFileAloneBindsNoNativeMethod() {
    assertThat(outcome("open", "call", "loaded"))
        .isEqualTo("open: own; call: not bound; loaded: loaded=0");
  }

  @Test
  void anImageInMemoryBindsNoNativeMethodAndTheFileIsAnotherImage() {
    assertThat(outcome("memory", "call", "load", "call", "calls", "constructed", "loaded"))
        .isEqualTo(
            "memory: own; call: not bound; load: loaded; call: 1; calls: calls=0; "
                + "constructed: constructed=1; loaded: loaded=0");
  }

  @Test
  void theSecondClassLoaderIsRefusedByTheJvmAsEver() {
    assertThat(outcome("open", "load", "elsewhere"))
        .isEqualTo("open: own; load: loaded; elsewhere: already loaded");
  }

  @Test
  void aLinkToTheFileIsTheSameImage() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link.so"), library);
    assertThat(outcome("open", "constructed")).contains("constructed=1");
    library = link;
    assertThat(outcome("open", "load", "call", "calls"))
        .isEqualTo("open: own; load: loaded; call: 1; calls: calls=1");
  }
}
