package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.alfheim.bind.BindingException;
import org.alfheim.internal.bind.check.JavaTypes;
import org.alfheim.internal.bind.marshal.BoundMethod;
import org.alfheim.internal.bind.marshal.Callback;
import org.alfheim.internal.bind.marshal.ContractMethods;
import org.alfheim.types.FunctionType;
import org.alfheim.types.StructureType;
import org.alfheim.types.StructureType.Member;

/** Which member of a structure of function pointers each method of an interface is. */
final class TableMembers {
  private static final MethodHandle PLACE;

  static {
    try {
      PLACE =
          MethodHandles.lookup()
              .findStatic(
                  TableMembers.class,
                  "place",
                  methodType(MemorySegment.class, long.class, String.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Class<?> java;
  private final Structures structures;
  private final Map<Method, Member> members = new LinkedHashMap<>();

  /**
   * Finds the members.
   *
   * @throws BindingException if a method has none
   */
  TableMembers(Class<?> java, StructureType type, Structures structures) {
    this.java = java;
    this.structures = structures;
    for (Method method : ContractMethods.of(java)) {
      String what = ContractMethods.describe(method);
      Member member = MemberNames.find(type, method.getName(), method, what);
      if (member.bitWidth().isPresent() && method.getParameterCount() > 0) {
        throw new BindingException(what + ": '" + member.name() + "' is a bit-field");
      }
      members.put(method, member);
    }
  }

  /** A member that is no function; a method without parameters has its value. */
  private static boolean isValue(Method method, Member member) {
    return method.getParameterCount() == 0
        && FunctionMembers.function(Optional.of(member.type())).isEmpty();
  }

  private static Optional<FunctionType> function(Method method, Member member) {
    if (!FunctionMembers.is(member.type())) {
      throw new BindingException(
          ContractMethods.describe(method)
              + ": C has '"
              + member.type().declare(member.name())
              + "', which is no function pointer; a method without parameters has its value");
    }
    return FunctionMembers.function(Optional.of(member.type()));
  }

  /** What makes objects that call the members, each of the memory of a table. */
  Supplier<MethodHandle> calling(Supplier<Object> meaning) {
    List<PointedFunction> functions = new ArrayList<>();
    List<BoundMethod> read = new ArrayList<>();
    members.forEach((method, member) -> {
      if (isValue(method, member)) {
        read.add(value(method, member));
      } else {
        String what = ContractMethods.describe(method);
        MethodHandle place = MethodHandles.insertArguments(PLACE, 0, member.offset(), what);
        functions.add(new PointedFunction(method, member.name(), function(method, member), place));
      }
    });
    return structures.calls().calling(java, functions, read, meaning, structures);
  }

  private BoundMethod value(Method method, Member member) {
    MethodHandle get = MethodHandles.insertArguments(access(method, member).get(), 1, 0L);
    return BoundMethod.plain(method, () -> get);
  }

  private MemberAccess access(Method method, Member member) {
    return MemberAccess.of(
        method.getReturnType(),
        member,
        new MemberAccess.Place(structures, method, ContractMethods.describe(method)));
  }

  /** Where the function lies that a member points to. */
  static MemorySegment place(long offset, String what, MemorySegment table) {
    MemorySegment function = table.get(ValueLayout.ADDRESS_UNALIGNED, offset);
    if (function.address() == 0) {
      throw new UnsupportedOperationException(what + ": the table has NULL there");
    }
    return function;
  }

  /**
   * What the functions call, when an object of Java implements the table.
   *
   * @throws BindingException if C can't call a method as its member
   */
  List<LaidTable.Called> called() {
    List<LaidTable.Called> called = new ArrayList<>();
    List<String> misfits = new ArrayList<>();
    members.forEach((method, member) -> {
      if (!isValue(method, member)) {
        Optional<FunctionType> function = function(method, member);
        if (function.isPresent() && !JavaTypes.callback(method, function.get())) {
          misfits.add(
              ContractMethods.describe(method)
                  + " is no function for C to call, which has '"
                  + member.type().declare(member.name())
                  + "'");
        } else {
          called.add(new LaidTable.Called(method, member.offset(), callback(method, function)));
        }
      }
    });
    if (!misfits.isEmpty()) {
      throw new BindingException(String.join("\n  ", misfits));
    }
    return called;
  }

  private Callback callback(Method method, Optional<FunctionType> function) {
    return Callback.of(
        java,
        method,
        structures.seenBy(java),
        new Callback.Types(function, new CallbackStructures(structures)),
        java.getSimpleName());
  }

  /**
   * A value of a table that Java implements.
   *
   * @param write {@code (MemorySegment, T) void}: asks the object, and writes it
   */
  record Value(MethodHandle write) {}

  /**
   * The values that C gets when an object of Java implements the table.
   *
   * @throws BindingException if one can only be read
   */
  List<Value> values() {
    List<Value> values = new ArrayList<>();
    members.forEach((method, member) -> {
      if (isValue(method, member)) {
        MethodHandle set =
            access(method, member)
                .set()
                .orElseThrow(() ->
                    new BindingException(
                        ContractMethods.describe(method)
                            + " can be read only: the memory behind it would have to belong to"
                            + " somebody; use a MemorySegment"));
        values.add(
            new Value(
                MethodHandles.filterArguments(
                    MethodHandles.insertArguments(set, 1, 0L),
                    1,
                    structures.seenBy(java).virtual(method, java))));
      }
    });
    return values;
  }
}
