package org.alfheim.internal.bind.marshal;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.alfheim.bind.FunctionTable;
import org.alfheim.bind.Struct;

/**
 * The objects of Java that stand for a function pointer, or a table of them, that C gave. Such a
 * one goes back to C as the pointer that it is, and not as a callback that calls it.
 */
public final class FunctionPointers {
  /**
   * For the class of such an object: what it stands for, and what gives its pointer. Classes may
   * outlive these here, so what they keep is of the JDK alone.
   */
  private static final ClassValue<AtomicReference<Map.Entry<Object, MethodHandle>>> OF =
      new ClassValue<>() {
        @Override
        protected AtomicReference<Map.Entry<Object, MethodHandle>> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private static final MethodHandle SAME;

  static {
    try {
      SAME =
          MethodHandles.lookup()
              .findStatic(
                  FunctionPointers.class,
                  "same",
                  MethodType.methodType(
                      boolean.class, Class.class, Object.class, MemorySegment.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private FunctionPointers() {}

  /** Whether a type of Java is a functional interface, and nothing else that C has. */
  public static boolean isCallback(Class<?> java) {
    return java.isInterface()
        && !java.isSealed()
        && !AutoCloseable.class.isAssignableFrom(java)
        && !Struct.class.isAssignableFrom(java)
        && !FunctionTable.class.isAssignableFrom(java)
        && ContractMethods.of(java).size() == 1;
  }

  /**
   * Says of a class that its objects stand for pointers.
   *
   * @param meaning what they point to, in types of the JDK: where it is equal, C takes the pointer
   * @param pointer {@code (Object) MemorySegment}
   */
  public static void mark(Class<?> type, Object meaning, MethodHandle pointer) {
    OF.get(type).set(Map.entry(meaning, pointer));
  }

  /** The pointer that an object stands for, if C takes that. */
  public static Optional<MemorySegment> of(Object object, Object meaning) {
    Map.Entry<Object, MethodHandle> known = OF.get(object.getClass()).get();
    if (known == null || !known.getKey().equals(meaning)) {
      return Optional.empty();
    }
    try {
      return Optional.of((MemorySegment) known.getValue().invokeExact(object));
    } catch (Throwable impossible) {
      throw new IllegalStateException("a field could not be read", impossible);
    }
  }

  /** {@code (MemorySegment, Object) boolean}: whether an object stands for a pointer, too. */
  public static MethodHandle same(Class<?> java, Object meaning) {
    return MethodHandles.insertArguments(SAME, 0, java, meaning);
  }

  static boolean same(Class<?> java, Object meaning, MemorySegment pointer, Object other) {
    return java.isInstance(other) && of(other, meaning).filter(pointer::equals).isPresent();
  }
}
