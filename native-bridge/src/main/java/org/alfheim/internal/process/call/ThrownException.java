package org.alfheim.internal.process.call;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.alfheim.internal.process.ldso.DynamicLinker;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.NativeCall;

/**
 * An exception that came from native code, and has been disposed of.
 *
 * @param description what it was: {@code std::runtime_error: no licence}
 */
record ThrownException(String description) {
  private static final String LIBRARY = "libstdc++.so.6";

  /* The exception class of GNU C++ (that of a rethrown std::exception_ptr ends in 1). */
  private static final long GNU_CPP = 0x474e5543432b2b00L;

  /* _Unwind_Exception, which the object that was thrown follows. */
  private static final int HEADER = 32;

  /* std::type_info: the vtable, then the name. */
  private static final int TYPE_NAME = 8;
  private static final int DO_CATCH = 4 * Long.BYTES;

  /* std::exception: the destructors come before it. */
  private static final int WHAT = 2 * Long.BYTES;

  /** Takes an exception from who has caught it, as a catch block does. */
  static ThrownException caught(Address exception) {
    long library = DynamicLinker.held(LIBRARY);
    if (library == 0 || Memory.readLong(exception) != GNU_CPP) {
      return new ThrownException("an exception that tells nothing of itself");
    }
    /* Its result is what the personality routine of C++ would have left. */
    call(library, "__cxa_begin_catch", exception.value());
    long type = call(library, "__cxa_current_exception_type");
    String description = describe(library, new Address(type), exception.plus(HEADER).value());
    call(library, "__cxa_end_catch");
    return new ThrownException(description);
  }

  private static String describe(long library, Address type, long object) {
    String name = demangled(library, Memory.readLong(type.plus(TYPE_NAME)));
    Address standard = DynamicLinker.find(library, "_ZTISt9exception");
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment base = arena.allocateFrom(ValueLayout.JAVA_LONG, object);
      boolean derived =
          (virtual(standard.value(), DO_CATCH, type.value(), base.address(), 1) & 0xff) != 0;
      if (!derived) {
        return name;
      }
      long what = virtual(base.get(ValueLayout.JAVA_LONG, 0), WHAT);
      return what == 0 ? name : name + ": " + Memory.string(new Address(what));
    }
  }

  private static String demangled(long library, long name) {
    long demangled = call(library, "__cxa_demangle", name, 0, 0, 0);
    if (demangled == 0) {
      return Memory.string(new Address(name));
    }
    String text = Memory.string(new Address(demangled));
    CLibrary.free(new Address(demangled));
    return text;
  }

  private static long call(long library, String function, long... arguments) {
    return NativeCall.invoke(
            MemorySegment.ofAddress(DynamicLinker.find(library, function).value()), arguments)
        .value();
  }

  private static long virtual(long object, int slot, long... arguments) {
    long vtable = Memory.readLong(new Address(object));
    long[] all = new long[arguments.length + 1];
    all[0] = object;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return NativeCall.invoke(
            MemorySegment.ofAddress(Memory.readLong(new Address(vtable).plus(slot))), all)
        .value();
  }
}
