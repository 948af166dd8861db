package org.alfheim.internal.bind.struct;

import java.lang.reflect.Method;
import java.util.BitSet;
import java.util.List;
import org.alfheim.bind.NullMember;

/** Which functions of a table C gets NULL for, by the class of the object that implements it. */
final class NullMembers {
  private final ClassValue<BitSet> byClass;

  /**
   * None has been asked for.
   *
   * @param methods the methods of the interface, in an order of its own
   */
  NullMembers(List<Method> methods) {
    this.byClass =
        new ClassValue<>() {
          @Override
          protected BitSet computeValue(Class<?> type) {
            BitSet none = new BitSet();
            for (int i = 0; i < methods.size(); i++) {
              none.set(i, isNull(type, methods.get(i)));
            }
            return none;
          }
        };
  }

  /** Those of an object, by the numbers of the methods. */
  BitSet of(Object table) {
    return byClass.get(table.getClass());
  }

  private static boolean isNull(Class<?> type, Method method) {
    try {
      return type.getMethod(method.getName(), method.getParameterTypes())
          .isAnnotationPresent(NullMember.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " implements " + method.getDeclaringClass(), e);
    }
  }
}
