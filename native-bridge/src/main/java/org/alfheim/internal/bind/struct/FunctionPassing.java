package org.alfheim.internal.bind.struct;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.FunctionTable;
import org.alfheim.bind.Retained;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.Passage;
import org.alfheim.types.CType;
import org.alfheim.types.StructureType;

/** How function pointers that need C's types, and tables of them, reach C and come back. */
public final class FunctionPassing {
  private static final MethodHandle THERE;

  static {
    try {
      THERE =
          MethodHandles.lookup()
              .findStatic(
                  FunctionPassing.class,
                  "there",
                  MethodType.methodType(MemorySegment.class, String.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private FunctionPassing() {}

  /**
   * A parameter that is a callback, or a table of them.
   *
   * @param c its type in C, if that is known
   * @throws org.alfheim.bind.BindingException if C can't call it
   */
  public static Passage parameter(
      Passage.CalledBack callback, Optional<CType> c, Structures structures) {
    Parameter parameter = callback.parameter();
    Class<?> java = parameter.getType();
    if (!FunctionTable.class.isAssignableFrom(java)) {
      return callback.as(
          FunctionMembers.callback(java, FunctionMembers.function(c), structures, callback.what()));
    }
    if (c.isPresent() && c.get().resolved() instanceof StructureType type) {
      return byValue(parameter, structures.table(java, type, callback.what()), callback.what());
    }
    LaidTable table = structures.table(java, c, callback.what());
    return parameter.isAnnotationPresent(Retained.class)
        ? new Passage.Direct(Crossing.pointer(table.forEver()))
        : new Passage.Framed(table.duringCall(), Optional.empty(), true);
  }

  /** A table that C copies: its functions are there during the call, or for ever. */
  private static Passage byValue(Parameter parameter, LaidTable table, String what) {
    boolean retained = parameter.isAnnotationPresent(Retained.class);
    MethodHandle memory =
        retained
            ? MethodHandles.dropArguments(table.forEver(), 0, Object.class)
            : table.duringCall();
    return new Passage.Framed(
        MethodHandles.filterReturnValue(memory, MethodHandles.insertArguments(THERE, 0, what)),
        Optional.empty(),
        !retained,
        StructurePassing.byValue(table.type(), what));
  }

  static MemorySegment there(String what, MemorySegment table) {
    if (table.address() == 0) {
      throw new ArgumentException(what + ": null, where C takes a structure; C was not called");
    }
    return table;
  }

  /**
   * A result that is a function pointer, or one to a table of them.
   *
   * @param c its type in C, if that is known
   * @param what names it in messages
   * @throws org.alfheim.bind.BindingException if Java can't call it
   */
  public static StructurePassing.Result result(
      Class<?> java, Optional<CType> c, Structures structures, String what) {
    return new StructurePassing.Result(
        ValueLayout.ADDRESS,
        FunctionTable.class.isAssignableFrom(java)
            ? structures.table(java, c, what).fromC()
            : FunctionMembers.reader(java, FunctionMembers.function(c), structures, what));
  }

  /**
   * Checks that a function pointer, or a table of them, can come from C or go there.
   *
   * @param c its type in C, a pointer, if that is known
   * @param fromC whether it comes from C
   * @throws org.alfheim.bind.BindingException if it can't
   */
  public static void check(Class<?> java, Optional<CType> c, Structures structures, boolean fromC) {
    String what = java.getTypeName();
    if (FunctionTable.class.isAssignableFrom(java)) {
      LaidTable table = structures.table(java, c, what);
      if (fromC) {
        table.inPlace();
      } else {
        table.implemented();
      }
    } else if (fromC) {
      structures.functions(java, FunctionMembers.function(c), what);
    } else {
      FunctionMembers.callback(java, FunctionMembers.function(c), structures, what);
    }
  }
}
