package org.alfheim.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.alfheim.loader.Loader;
import org.alfheim.plugin.LocalPlugin;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Views and records in a class loader of their own, as they are where each bundle has one. */
@Timeout(120)
class StructuresAcrossLoadersTest {
  private static Path file;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    file =
        new Compiler(folder)
            .c(
                "libnodes.so",
                """
                struct pair { int a, b; };
                struct node { int value; struct node *next; struct pair pair; };
                int first(const struct node *n) { return n->value; }
                int sum(struct pair p) { return p.a + p.b; }
                """,
                "-g");
  }

  /** All of it is package-private or private, as what only a bundle itself needs is. */
  interface Nodes {
    record Pair(int a, int b) {}

    int first(Node node);

    int sum(Pair pair);

    default int use(Structure<Node> nodes) {
      try (Arena arena = Arena.ofConfined()) {
        Node node = nodes.allocate(arena).value(40);
        node.next(node);
        node.pair(new Pair(1, 1));
        return first(node.next()) + sum(node.pair());
      }
    }
  }

  interface Node extends Struct {
    int value();

    Node value(int value);

    Node next();

    void next(Node node);

    Nodes.Pair pair();

    void pair(Nodes.Pair pair);
  }

  /** Defines this test's interfaces anew; leaves everything else to its parent. */
  private static final class Bundle extends ClassLoader {
    Bundle() {
      super(StructuresAcrossLoadersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(StructuresAcrossLoadersTest.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : define(name);
    }

    private Class<?> define(String name) {
      try (InputStream content = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = content.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Object use(LocalPlugin plugin, ClassLoader bundle)
      throws ReflectiveOperationException {
    Class<?> contract = bundle.loadClass(Nodes.class.getName());
    Class<?> view = bundle.loadClass(Node.class.getName());
    assertThat(contract).isNotSameAs(Nodes.class);
    Method use = contract.getDeclaredMethod("use", Structure.class);
    use.setAccessible(true);
    return use.invoke(plugin.bind(contract), plugin.structure(view));
  }

  @Test
  void eachIsMadeInItsOwnPackage() throws ReflectiveOperationException {
    LocalPlugin plugin = Loader.openLocal(file);
    assertThat(use(plugin, new Bundle())).isEqualTo(42);
    assertThat(use(plugin, new Bundle())).isEqualTo(42);
  }

  /** The plugin stays, as the service of another bundle does. */
  @Test
  void areForgottenWithTheirClassLoader() {
    ChildJvm.Outcome outcome =
        ChildJvm.of(StructuresAcrossLoadersTest.class)
            .option(
                "-XX:SoftRefLRUPolicyMSPerMB=0") // What the JDK remembers until memory is short.
            .run(file);

    assertThat(outcome.lines()).containsExactly("forgotten");
  }

  /** Ends when the bundle is gone, or in time. */
  public static void main(String[] arguments) throws Exception {
    LocalPlugin plugin = Loader.openLocal(Path.of(arguments[0]));
    WeakReference<ClassLoader> bundle = used(plugin);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
    while (bundle.get() != null && System.nanoTime() < end) {
      System.gc();
    }
    System.out.println(bundle.get() == null ? "forgotten" : "kept");
    plugin.lookup("sum");
  }

  private static WeakReference<ClassLoader> used(LocalPlugin plugin)
      throws ReflectiveOperationException {
    ClassLoader bundle = new Bundle();
    assertThat(use(plugin, bundle)).isEqualTo(42);
    return new WeakReference<>(bundle);
  }
}
