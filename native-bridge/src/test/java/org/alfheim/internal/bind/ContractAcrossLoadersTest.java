package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.alfheim.bind.Global;
import org.alfheim.bind.Handle;
import org.alfheim.bind.Releases;
import org.alfheim.fixture.ChildJvm;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract in a class loader of its own, as it is where each bundle has one. */
class ContractAcrossLoadersTest {
  private static Path file;
  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    file =
        new Compiler(folder)
            .c(
                "libtwice.so",
                "int twice(int x) { return 2 * x; } int V = 5;"
                    + " int apply(int (*f)(int), int x) { return f(x); }"
                    + " int *cell(int x) { static int c; c = x; return &c; }"
                    + " int value(int *c) { return *c; } void drop(int *c) { *c = -1; }",
                "-w");
    library = DlopenedLibrary.of(file);
  }

  interface Twice {
    int twice(int value);

    @Global
    int V();

    default int fourTimes(int value) {
      return twice(twice(value));
    }
  }

  interface Change {
    int of(int value);
  }

  /** A pointer that a component keeps, and whose interface is of its own bundle. */
  interface Cell extends Handle {
    default String text() {
      return "cell " + isReleased();
    }
  }

  interface Cells {
    List<Object> KEPT = new ArrayList<>();

    Cell cell(int value);

    int value(Cell cell);

    @Releases
    void drop(Cell cell);

    default String use(int value) {
      Cell cell = cell(value);
      KEPT.add(cell);
      String text = cell.text() + " " + value(cell);
      cell.close();
      return text + " " + cell.text();
    }
  }

  /** Calls back, and keeps its own implementation, as a component does. */
  interface CallsBack {
    List<Object> KEPT = new ArrayList<>();

    int apply(Change change, int value);

    default int next(int value) {
      KEPT.add(this);
      return apply(v -> v + 1, value);
    }
  }

  interface Other {
    int twice(int value);
  }

  /** Defines this test and its interfaces anew; leaves everything else to its parent. */
  private static final class Bundle extends ClassLoader {
    Bundle() {
      super(ContractAcrossLoadersTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith(ContractAcrossLoadersTest.class.getName())) {
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

  private static Object call(Object bound, Class<?> contract, String name, Object... arguments)
      throws ReflectiveOperationException {
    for (Method method : contract.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        method.setAccessible(true);
        return method.invoke(bound, arguments);
      }
    }
    throw new NoSuchMethodException(name);
  }

  @Test
  void isBoundInItsOwnPackage() throws ReflectiveOperationException {
    Class<?> contract = new Bundle().loadClass(Twice.class.getName());
    assertThat(contract).isNotSameAs(Twice.class);

    Object bound = Contract.bind(contract, library);

    assertThat(call(bound, contract, "twice", 21)).isEqualTo(42);
    assertThat(call(bound, contract, "V")).isEqualTo(5);
    assertThat(call(bound, contract, "fourTimes", 10)).isEqualTo(40);
    assertThat(bound.getClass().getClassLoader()).isSameAs(contract.getClassLoader());
  }

  @Test
  void isBoundAgainAndBesideOthers() throws ReflectiveOperationException {
    Bundle bundle = new Bundle();
    Class<?> contract = bundle.loadClass(Twice.class.getName());
    Class<?> other = bundle.loadClass(Other.class.getName());
    Class<?> elsewhere = new Bundle().loadClass(Twice.class.getName());

    for (Class<?> each : new Class<?>[] {contract, other, contract, elsewhere}) {
      assertThat(call(Contract.bind(each, library), each, "twice", 4)).isEqualTo(8);
    }
  }

  @Test
  void itsHandlesAreOfItsOwnPackage() throws ReflectiveOperationException {
    Class<?> contract = new Bundle().loadClass(Cells.class.getName());
    Object bound = Contract.bind(contract, library);

    assertThat(call(bound, contract, "use", 7)).isEqualTo("cell false 7 cell true");
    Object cell = call(bound, contract, "cell", 8);
    assertThat(cell.getClass().getClassLoader()).isSameAs(contract.getClassLoader());
    assertThat(call(bound, contract, "value", cell)).isEqualTo(8);
  }

  /** A bundle that was refreshed is forgotten, though C has called back into it. */
  @Test
  void isForgottenWithItsClassLoader() {
    ChildJvm.Outcome outcome =
        ChildJvm.of(ContractAcrossLoadersTest.class)
            .option(
                "-XX:SoftRefLRUPolicyMSPerMB=0") // What the JDK remembers until memory is short.
            .run(file);

    assertThat(outcome.lines()).containsExactly("forgotten");
  }

  /** Ends when the bundle is gone, or in time. */
  public static void main(String[] arguments) throws Exception {
    library = DlopenedLibrary.of(Path.of(arguments[0]));
    WeakReference<ClassLoader> bundle = callBack();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(50);
    while (bundle.get() != null && System.nanoTime() < end) {
      System.gc();
    }
    System.out.println(bundle.get() == null ? "forgotten" : "kept");
  }

  private static WeakReference<ClassLoader> callBack() throws ReflectiveOperationException {
    ClassLoader bundle = new Bundle();
    Class<?> contract = bundle.loadClass(CallsBack.class.getName());
    Object bound = Contract.bind(contract, library);
    for (int i = 0; i < 500; i++) {
      assertThat(call(bound, contract, "next", i)).isEqualTo(i + 1);
    }
    Class<?> cells = bundle.loadClass(Cells.class.getName());
    call(Contract.bind(cells, library), cells, "use", 7);
    return new WeakReference<>(bundle);
  }
}
