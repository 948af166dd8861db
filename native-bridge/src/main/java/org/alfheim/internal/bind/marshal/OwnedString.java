package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.Supplier;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.Free;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.types.FunctionType;
import org.alfheim.types.KnownType;
import org.alfheim.types.PointerType;

/** A string that C gives away: copied, and then freed. */
final class OwnedString {
  private static final MethodHandle READ = read();

  private final Supplier<MemorySegment> function;
  private volatile MethodHandle free;

  private OwnedString(Supplier<MemorySegment> function) {
    this.function = function;
  }

  private static MethodHandle read() {
    try {
      return MethodHandles.lookup()
          .findVirtual(OwnedString.class, "read", methodType(String.class, MemorySegment.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * How such a string crosses.
   *
   * @param free says what frees it
   * @param what names the result in messages
   * @throws BindingException if the image does not export that
   */
  static Crossing crossing(Free free, Binding binding, String what) {
    if (free.value().equals("free")) {
      return Crossing.pointer(READ.bindTo(new OwnedString(() -> CLibrary.function("free"))));
    }
    Target target = binding.symbol(free.value(), what + ", @Free(\"" + free.value() + "\")");
    target
        .knownType()
        .filter(known -> !target.typesWaived() && !frees(known))
        .ifPresent(known -> {
          throw new BindingException(
              what
                  + ": @Free needs a function that takes a pointer; C has '"
                  + known.type().declare(target.name())
                  + "'");
        });
    return Crossing.pointer(READ.bindTo(new OwnedString(target::segment)));
  }

  private static boolean frees(KnownType known) {
    return known.type() instanceof FunctionType function
        && function.parameters().size() == 1
        && function.parameters().getFirst().type().resolved() instanceof PointerType;
  }

  String read(MemorySegment pointer) {
    if (pointer.address() == 0) {
      return null;
    }
    try {
      return Conversions.stringOut(pointer);
    } finally {
      free(pointer);
    }
  }

  private void free(MemorySegment pointer) {
    MethodHandle call = free;
    if (call == null) {
      call = Downcalls.handle(function.get(), FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
      free = call;
    }
    try {
      call.invokeExact(pointer);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a downcall threw " + e, e);
    }
  }
}
