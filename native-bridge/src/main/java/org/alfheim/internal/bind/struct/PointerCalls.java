package org.alfheim.internal.bind.struct;

import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.function.Supplier;
import org.alfheim.internal.bind.marshal.BoundMethod;

/** Implements interfaces over function pointers; who lays contracts over images can do that. */
public interface PointerCalls {
  /**
   * What makes objects of an interface, each of a pointer.
   *
   * @param functions the methods that call functions
   * @param values the other methods; what is linked takes the pointer as its last argument
   * @param meaning says what the pointer leads to, as {@link
   *     org.alfheim.internal.bind.marshal.FunctionPointers#mark} has it; asked for the class
   * @return {@code (MemorySegment) J}; a class is written when this is asked first
   * @throws org.alfheim.bind.BindingException if a method contradicts its function, or can't call
   *     it
   */
  Supplier<MethodHandle> calling(
      Class<?> java,
      List<PointedFunction> functions,
      List<BoundMethod> values,
      Supplier<Object> meaning,
      Structures structures);
}
