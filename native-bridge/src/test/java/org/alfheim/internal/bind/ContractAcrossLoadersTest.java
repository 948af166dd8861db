package org.alfheim.internal.bind;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import org.alfheim.bind.Global;
import org.alfheim.fixture.Compiler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A contract in a class loader of its own, as it is where each bundle has one. */
class ContractAcrossLoadersTest {
  private static DlopenedLibrary library;

  @BeforeAll
  static void compile(@TempDir Path folder) {
    library =
        DlopenedLibrary.of(
            new Compiler(folder)
                .c("libtwice.so", "int twice(int x) { return 2 * x; } int V = 5;", "-w"));
  }

  interface Twice {
    int twice(int value);

    @Global
    int V();

    default int fourTimes(int value) {
      return twice(twice(value));
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
}
