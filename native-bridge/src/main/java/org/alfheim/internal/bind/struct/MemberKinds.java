package org.alfheim.internal.bind.struct;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Set;
import org.alfheim.bind.Name;
import org.alfheim.types.CType;
import org.alfheim.types.StructureType.Member;

/**
 * Members of structures that have been found to fit a type of Java. The structures of a library
 * have thousands of members, and few of them differ in what that asks for.
 */
final class MemberKinds {
  private final Set<Kind> fitting = new HashSet<>();

  /** Nothing is known yet. */
  MemberKinds() {}

  /** A member as a type of Java; C's type is the same object wherever it is the same type. */
  private record Kind(Class<?> java, CType c, boolean reads) {
    @Override
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(Object other) {
      return other instanceof Kind that && java == that.java && c == that.c && reads == that.reads;
    }

    @Override
    public int hashCode() {
      return (System.identityHashCode(c) * 31 + java.hashCode()) * 2 + (reads ? 1 : 0);
    }
  }

  /**
   * Whether such a member is known to fit.
   *
   * @param place the method that reads it, or the parameter that is written
   */
  boolean know(Class<?> java, Member member, AnnotatedElement place) {
    return member.bitWidth().isEmpty()
        && fitting.contains(kind(java, member, place))
        && isBare(place);
  }

  /** Remembers one that fits. */
  void add(Class<?> java, Member member, AnnotatedElement place) {
    if (member.bitWidth().isEmpty() && isBare(place)) {
      fitting.add(kind(java, member, place));
    }
  }

  private static Kind kind(Class<?> java, Member member, AnnotatedElement place) {
    return new Kind(java, member.type(), place instanceof Method);
  }

  /** Whether no annotation says more of it than its name. */
  private static boolean isBare(AnnotatedElement place) {
    for (Annotation annotation : place.getAnnotations()) {
      if (annotation.annotationType() != Name.class) {
        return false;
      }
    }
    return true;
  }
}
