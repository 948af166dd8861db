package org.alfheim.jni.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Class files whose calls go elsewhere. */
class ConstantPoolTest {
  private static final ReplacedCalls CALLS = new ReplacedCalls(true, false, false);

  /** It has constants of all sizes around what it calls. */
  public static final class Asking implements Supplier<String> {
    static final long LONG = Long.parseLong("7");

    /** For the test. */
    public Asking() {}

    @Override
    public String get() {
      long wide = 0x123456789abcdefL + LONG;
      double real = 1.25e300 * wide;
      UnaryOperator<String> reference = System::getProperty;
      return System.getProperty("one")
          + System.getProperty("two", "otherwise")
          + reference.apply("three")
          + (real > wide)
          + System.lineSeparator().isEmpty();
    }
  }

  /** Its methods are called in place of those of {@link System}. */
  public static final class Answering {
    private Answering() {}

    /** In place of one. */
    public static String getProperty(String key) {
      return '<' + key + '>';
    }

    /** In place of another. */
    public static String getProperty(String key, String otherwise) {
      return '<' + key + ' ' + otherwise + '>';
    }
  }

  /** A class loader with a class that was changed. */
  private static final class Changed extends ClassLoader {
    Changed() {
      super(ConstantPoolTest.class.getClassLoader());
    }

    Class<?> defined(byte[] file) {
      return defineClass(Asking.class.getName(), file, 0, file.length);
    }
  }

  private static byte[] file(Class<?> type) throws IOException {
    String resource = '/' + type.getName().replace('.', '/') + ".class";
    try (InputStream file = type.getResourceAsStream(resource)) {
      return file.readAllBytes();
    }
  }

  @Test
  void callsAndReferencesOfReplacedMethodsGoToTheOtherClass() throws Exception {
    ConstantPool pool = new ConstantPool(file(Asking.class));
    List<ConstantPool.Reference> replaced = pool.replaced(CALLS);
    assertThat(replaced)
        .extracting(ConstantPool.Reference::owner, ConstantPool.Reference::name)
        .containsExactlyInAnyOrder(
            tuple("java/lang/System", "getProperty"), tuple("java/lang/System", "getProperty"));

    byte[] changed = pool.with(replaced, Answering.class.getName().replace('.', '/'));

    Supplier<?> asking =
        (Supplier<?>) new Changed().defined(changed).getDeclaredConstructor().newInstance();
    assertThat(asking.get()).isEqualTo("<one><two otherwise><three>truefalse");
  }

  @Test
  void aClassThatCallsNoneIsLeftAlone() throws IOException {
    assertThat(new ConstantPool(file(Answering.class)).replaced(CALLS)).isEmpty();
    assertThat(new ConstantPool(file(Asking.class)).replaced(new ReplacedCalls(false, true, true)))
        .isEmpty();
  }

  @Test
  void aFileThatEndsWithinItsPoolIsAnException() throws IOException {
    byte[] file = file(Asking.class);
    for (int length = 0; length < 200; length++) {
      byte[] cut = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> new ConstantPool(cut))
          .isInstanceOfAny(IndexOutOfBoundsException.class, IllegalArgumentException.class);
    }
  }
}
