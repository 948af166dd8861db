package org.alfheim.internal.bind.struct;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Collection;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Struct;
import org.alfheim.internal.bind.codegen.ContractHome;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.types.PointerType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/** Which members the methods of a view access, and whether they can. */
final class ViewMembers {
  /** What every view has. */
  static final String MEMORY = "memory";

  private ViewMembers() {}

  /** A method of a view, and the member that it reads or writes. */
  record Accessed(Method method, boolean reads, Member member) {
    String what() {
      return ContractMethods.describe(method);
    }

    Class<?> java() {
      return reads ? method.getReturnType() : method.getParameterTypes()[0];
    }

    AnnotatedElement place() {
      return reads ? method : method.getParameters()[0];
    }

    MemberAccess access(Structures structures) {
      return MemberAccess.of(java(), member, new MemberAccess.Place(structures, place(), what()));
    }

    BindingException readOnly() {
      return new BindingException(what() + ": this member is read only");
    }
  }

  /** The methods of a view that access members. */
  static Collection<Method> methods(Class<?> view) {
    return ContractMethods.of(view).stream()
        .filter(method -> !(method.getName().equals(MEMORY) && method.getParameterCount() == 0))
        .toList();
  }

  /**
   * The member that a method accesses.
   *
   * @throws BindingException if there is none of its name, or the method is of another form
   */
  static Accessed of(Class<?> view, Method method, StructureType type) {
    Class<?> result = method.getReturnType();
    boolean reads = method.getParameterCount() == 0 && result != void.class;
    boolean writes =
        method.getParameterCount() == 1 && (result == void.class || result.isAssignableFrom(view));
    if (!reads && !writes) {
      throw new BindingException(
          ContractMethods.describe(method)
              + ": a method of a view reads (no parameter, a result) or writes (one parameter, no"
              + " result or the view)");
    }
    return new Accessed(method, reads, MemberNames.find(type, method));
  }

  /**
   * Checks that each method of a view has a member, and the type for it. Nothing is made of it.
   *
   * @throws BindingException if one has not
   */
  static void check(Class<?> view, StructureType type, Structures structures) {
    ContractHome.of(view);
    for (Method method : methods(view)) {
      check(of(view, method, type), structures);
    }
  }

  private static void check(Accessed accessed, Structures structures) {
    Class<?> java = accessed.java();
    Member member = accessed.member();
    AnnotatedElement place = accessed.place();
    MemberKinds kinds = structures.memberKinds();
    if (kinds.know(java, member, place)) {
      return;
    }
    if (Struct.class.isAssignableFrom(java) && member.bitWidth().isEmpty()) {
      StructureType inner = viewed(member);
      if (inner != null) {
        structures.checkView(java, inner);
        kinds.add(java, member, place);
        return;
      }
    }
    MemberAccess access = accessed.access(structures);
    if (!accessed.reads() && access.set().isEmpty()) {
      throw accessed.readOnly();
    }
    kinds.add(java, member, place);
  }

  /** The structure that a view of a member is laid over: the member's, or one behind a pointer. */
  private static StructureType viewed(Member member) {
    return switch (member.type().resolved()) {
      case StructureType within -> within;
      case PointerType pointer when pointer.target().resolved() instanceof StructureType behind ->
          behind;
      default -> null;
    };
  }
}
