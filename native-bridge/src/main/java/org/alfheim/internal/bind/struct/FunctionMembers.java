package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Retained;
import org.alfheim.internal.bind.check.JavaTypes;
import org.alfheim.internal.bind.marshal.Callback;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.internal.bind.marshal.FunctionPointers;
import org.alfheim.internal.bind.marshal.Lender;
import org.alfheim.internal.bind.marshal.Loans;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.PointerType;
import org.alfheim.types.VoidType;

/**
 * Function pointers as functional interfaces: those of C are objects that call them, and objects of
 * Java are lent to C, as long as the memory is there that the pointer is written to.
 */
final class FunctionMembers {
  private static final MethodHandle OWN;

  static {
    try {
      OWN =
          MethodHandles.lookup()
              .findStatic(
                  FunctionMembers.class,
                  "own",
                  methodType(MemorySegment.class, Object.class, String.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private FunctionMembers() {}

  /** Whether C has a function pointer there, or anything. */
  static boolean is(CType type) {
    return function(Optional.of(type)).isPresent()
        || (type.resolved() instanceof PointerType pointer
            && pointer.target().resolved() instanceof VoidType);
  }

  /** The function that a pointer leads to. */
  static Optional<FunctionType> function(Optional<CType> pointer) {
    return pointer
        .map(CType::resolved)
        .filter(PointerType.class::isInstance)
        .map(type -> ((PointerType) type).target().resolved())
        .filter(FunctionType.class::isInstance)
        .map(FunctionType.class::cast);
  }

  /** The access to a member that is a function pointer. */
  static MemberAccess of(
      Class<?> java, MethodHandle read, MethodHandle write, CType type, MemberAccess.Place place) {
    Structures structures = place.structures();
    if (place.element() instanceof Parameter parameter) {
      MethodHandle set = written(java, write, lender(java, type, structures, place), parameter);
      return new MemberAccess(
          MethodHandles.empty(methodType(java, MemorySegment.class, long.class)), Optional.of(set));
    }
    MethodHandle get =
        MethodHandles.filterReturnValue(
            read, reader(java, function(Optional.of(type)), structures, place.what()));
    return new MemberAccess(
        get,
        place.element() instanceof RecordComponent
            ? Optional.of(copied(java, type, write, structures, place.what()))
            : Optional.empty());
  }

  private static Callback lender(
      Class<?> java, CType type, Structures structures, MemberAccess.Place place) {
    Optional<FunctionType> function = function(Optional.of(type));
    if (function.isPresent() && !JavaTypes.callback(java, function.get())) {
      throw misfit(java, type, place.what());
    }
    return callback(java, function, structures, place.what());
  }

  private static BindingException misfit(Class<?> java, CType type, String what) {
    return new BindingException(
        what
            + ": "
            + ContractMethods.describe(ContractMethods.single(java, what))
            + " is no function for C to call as '"
            + type
            + (type.equals(type.resolved()) ? "" : "', which is '" + type.resolved())
            + "'");
  }

  /** An interface as what C calls. */
  static Callback callback(
      Class<?> java, Optional<FunctionType> function, Structures structures, String what) {
    return Callback.of(
        java,
        ContractMethods.single(java, what),
        structures.seenBy(java),
        new Callback.Types(function, new CallbackStructures(structures)),
        what);
  }

  /** {@code (MemorySegment, long base, F) void}: the pointer is lent. */
  static MethodHandle written(
      Class<?> java, MethodHandle write, Lender lender, AnnotatedElement place) {
    if (place.isAnnotationPresent(Retained.class)) {
      return MethodHandles.filterArguments(write, 2, Loans.forEver(lender, java));
    }
    return MethodHandles.permuteArguments(
        MethodHandles.collectArguments(write, 2, Loans.asLongAs(lender, java)),
        methodType(void.class, MemorySegment.class, long.class, java),
        0,
        1,
        0,
        2);
  }

  /** {@code (MemorySegment) F}: what calls the function that a pointer leads to; of NULL, null. */
  static MethodHandle reader(
      Class<?> java, Optional<FunctionType> function, Structures structures, String what) {
    return structures.functions(java, function, what).handle(java);
  }

  /** What writes the class of those objects. */
  static Supplier<MethodHandle> calling(
      Class<?> java, Optional<FunctionType> function, Structures structures, String what) {
    Method method = ContractMethods.single(java, what);
    PointedFunction pointed =
        new PointedFunction(
            method, java.getSimpleName(), function, MethodHandles.identity(MemorySegment.class));
    return structures
        .calls()
        .calling(
            java,
            List.of(pointed),
            List.of(),
            () -> meaning(java, function, structures),
            structures);
  }

  /** Where C takes the pointer back: an interface that C can't call says so by itself. */
  private static Object meaning(
      Class<?> java, Optional<FunctionType> function, Structures structures) {
    try {
      return callback(java, function, structures, java.getSimpleName()).descriptor();
    } catch (BindingException calledOnly) {
      return java.getName();
    }
  }

  /** {@code (MemorySegment, long base, F) void}: a copy, to which nothing can be lent. */
  private static MethodHandle copied(
      Class<?> java, CType type, MethodHandle write, Structures structures, String what) {
    return MethodHandles.filterArguments(
        write, 2, own(java, function(Optional.of(type)), structures, what));
  }

  /** {@code (F) MemorySegment}: the pointer, if C has given it. */
  static MethodHandle own(
      Class<?> java, Optional<FunctionType> function, Structures structures, String what) {
    return MethodHandles.insertArguments(OWN, 0, meaning(java, function, structures), what)
        .asType(methodType(MemorySegment.class, java));
  }

  static MemorySegment own(Object meaning, String what, Object object) {
    if (object == null) {
      return MemorySegment.NULL;
    }
    return FunctionPointers.of(object, meaning)
        .orElseThrow(() ->
            new ArgumentException(
                what
                    + ": nobody would know how long C has this function; write it to a member of a"
                    + " view, or pass it as a parameter"));
  }
}
