package org.alfheim.internal.bind.struct;

import java.lang.reflect.Method;
import java.util.List;
import org.alfheim.bind.NullMember;

/** Which functions of a table C gets NULL for, by the class of the object that implements it. */
final class NullMembers extends ClassValue<boolean[]> {
  private final List<Method> methods;

  /**
   * None has been asked for.
   *
   * @param methods the methods of the interface, in an order of its own
   */
  NullMembers(List<Method> methods) {
    this.methods = List.copyOf(methods);
  }

  @Override
  protected boolean[] computeValue(Class<?> type) {
    boolean[] absent = new boolean[methods.size()];
    for (int i = 0; i < absent.length; i++) {
      absent[i] = isNull(type, methods.get(i));
    }
    return absent;
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
