package org.alfheim.internal.go.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.alfheim.internal.process.ldso.Definitions;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Downcalls;
import org.alfheim.internal.process.libc.Memory;
import org.alfheim.internal.process.libc.WeakStub;
import org.alfheim.internal.process.map.Rebinding;

/**
 * The {@code realpath}, {@code dlopen}, {@code dlsym} and {@code dlerror} of one host. They know
 * what the runtime has been told to open, and nothing else of the process: what Go code opens by a
 * path of its own is refused with a reason.
 *
 * <p>Any thread may call them, and none of them throws: an exception would end the process. A
 * runtime never ends, so it may call them when nobody in Java knows it any more: then they find
 * nothing.
 */
final class LoadingFunctions {
  /** {@code PATH_MAX} of linux/limits.h, the size of what {@code realpath} writes to. */
  private static final int PATH_MAX = 4096;

  /** Said where nobody in Java may be there who keeps it. */
  private static final MemorySegment NOT_BY_ITSELF =
      Arena.global().allocateFrom("Go code can't open plugins by itself here: Java opens them");

  /** By the names that Go has for them. */
  private final Map<String, Supplier<GoCode>> awaited = new ConcurrentHashMap<>();

  /** What {@code dlopen} has given, by its handle less one. */
  private final List<GoCode> opened = new ArrayList<>();

  /** What the native functions run, and do not keep: they are there for ever. */
  private final List<MethodHandle> methods = new ArrayList<>();

  /** What {@code dlerror} answers; it stays until the next one. */
  private volatile MemorySegment error = MemorySegment.NULL;

  /**
   * The functions in place of the C library's.
   *
   * @param arena how long they can be called
   */
  Rebinding rebinding(Arena arena) {
    List<Rebinding.ReboundFunction> functions = new ArrayList<>();
    add(functions, "realpath", arena, FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    add(functions, "dlopen", arena, FunctionDescriptor.of(JAVA_LONG, ADDRESS, JAVA_INT));
    add(functions, "dlsym", arena, FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, ADDRESS));
    add(functions, "dlerror", arena, FunctionDescriptor.of(ADDRESS));
    return Rebinding.ofImage(functions);
  }

  private void add(
      List<Rebinding.ReboundFunction> functions,
      String name,
      Arena arena,
      FunctionDescriptor descriptor) {
    MethodHandle method;
    try {
      method = MethodHandles.lookup().bind(this, name, descriptor.toMethodType());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the method is there", e);
    }
    methods.add(method);
    MemorySegment stub = WeakStub.of(method, descriptor, arena);
    for (Address address : Definitions.of(name)) {
      functions.add(new Rebinding.ReboundFunction(name, address, new Address(stub.address())));
    }
  }

  /**
   * Has {@code dlopen} find a plugin, until it has been asked for.
   *
   * @param name what it goes by in Go
   * @param place puts it in place
   */
  void await(String name, Supplier<GoCode> place) {
    awaited.put(name, place);
  }

  /** Nobody asks for it any more. */
  void forget(String name) {
    awaited.remove(name);
  }

  @SuppressWarnings("UnusedMethod") // native code calls it
  private MemorySegment realpath(MemorySegment name, MemorySegment resolved) {
    try {
      String asked = Downcalls.string(name);
      /* Of another one Go goes on to dlopen, which has the reason why not. */
      String path = awaited.containsKey(asked) ? asked : Path.of(asked).toRealPath().toString();
      byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
      if (bytes.length >= PATH_MAX || resolved.address() == 0) {
        return MemorySegment.NULL;
      }
      MemorySegment buffer = Memory.segment(new Address(resolved.address()), bytes.length + 1L);
      buffer.setString(0, path);
      return resolved;
    } catch (Throwable e) {
      return MemorySegment.NULL;
    }
  }

  @SuppressWarnings({"UnusedMethod", "UnusedVariable"}) // native code calls it
  private long dlopen(MemorySegment name, int flags) {
    try {
      Supplier<GoCode> place = awaited.remove(Downcalls.string(name));
      if (place == null) {
        error = NOT_BY_ITSELF;
        return 0;
      }
      GoCode code = place.get();
      synchronized (opened) {
        opened.add(code);
        return opened.size();
      }
    } catch (Throwable e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  @SuppressWarnings("UnusedMethod") // native code calls it
  private long dlsym(long handle, MemorySegment name) {
    try {
      GoCode code;
      synchronized (opened) {
        code = opened.get(Math.toIntExact(handle - 1));
      }
      String symbol = Downcalls.string(name);
      OptionalLong address = code.find(symbol);
      return address.isPresent()
          ? address.getAsLong()
          : failed(code.image().name() + ": undefined symbol: " + symbol);
    } catch (Throwable e) {
      return failed(String.valueOf(e.getMessage()));
    }
  }

  @SuppressWarnings("UnusedMethod") // native code calls it
  private MemorySegment dlerror() {
    return error;
  }

  private int failed(String reason) {
    error = Arena.ofAuto().allocateFrom(reason);
    return 0;
  }
}
