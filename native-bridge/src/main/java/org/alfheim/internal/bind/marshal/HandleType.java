package org.alfheim.internal.bind.marshal;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.alfheim.bind.ArgumentException;
import org.alfheim.bind.Handle;
import org.alfheim.bind.NullHandleException;
import org.alfheim.bind.OpaquePointer;

/** A type of handles in one contract. */
public final class HandleType {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

  private static final MethodHandle WRAPPED =
      find("wrapped", methodType(Handle.class, MemorySegment.class));
  private static final MethodHandle USED =
      find("used", methodType(MemorySegment.class, Object.class, Handle.class));
  private static final MethodHandle LAST =
      find("last", methodType(MemorySegment.class, Handle.class));
  private static final MethodHandle STORED =
      find("stored", methodType(MemorySegment.class, Handle.class));

  private final Class<? extends Handle> type;
  private final Function<OpaquePointer, Handle> constructor;
  private final Supplier<Consumer<Handle>> releaser;

  /** Those that somebody has, if they can be released: once, whoever has got them how often. */
  private final LiveHandles live = new LiveHandles();

  private final boolean released;

  /**
   * A type of which there is no handle yet.
   *
   * @param constructor makes the object that the contract's user gets
   * @param releaser what {@link Handle#close()} does
   * @param released whether some method of the contract releases it
   */
  HandleType(
      Class<? extends Handle> type,
      Function<OpaquePointer, Handle> constructor,
      Supplier<Consumer<Handle>> releaser,
      boolean released) {
    this.type = type;
    this.constructor = constructor;
    this.releaser = releaser;
    this.released = released;
  }

  Class<? extends Handle> type() {
    return type;
  }

  Consumer<Handle> releaser() {
    return releaser.get();
  }

  /** A place of which nothing is to be said: what C gave there is not NULL. */
  Object anywhere() {
    return new Place(this, false, type.getSimpleName());
  }

  /** How the handle of a parameter, a result or a variable crosses. */
  private record Place(HandleType type, boolean nullable, String what) {}

  private MethodHandle at(boolean nullable, String what, MethodHandle crossing) {
    return crossing.bindTo(new Place(this, nullable, what));
  }

  private static MethodHandle find(String name, MethodType signature) {
    try {
      return LOOKUP.findStatic(
          HandleType.class, name, signature.insertParameterTypes(0, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** {@code (MemorySegment) H}: the handle of a pointer that C gave. */
  MethodHandle fromC(boolean nullable, String what) {
    return at(nullable, what, WRAPPED).asType(methodType(type, MemorySegment.class));
  }

  static Handle wrapped(Object at, MemorySegment pointer) {
    Place place = (Place) at;
    if (pointer.address() == 0) {
      if (place.nullable()) {
        return null;
      }
      throw new NullHandleException(
          place.what()
              + ": C gave NULL, and a "
              + place.type().type.getSimpleName()
              + " is never null where it is not @Nullable");
    }
    return place.type().handle(pointer);
  }

  private Handle handle(MemorySegment pointer) {
    return released ? live.at(pointer.address(), () -> make(pointer)) : make(pointer);
  }

  private Handle make(MemorySegment pointer) {
    return constructor.apply(new HandleState(this, pointer));
  }

  /** {@code (Object frame, H) MemorySegment}: uses a handle as long as the frame is there. */
  MethodHandle duringCall(boolean nullable, String what) {
    return at(nullable, what, USED).asType(methodType(MemorySegment.class, Object.class, type));
  }

  static MemorySegment used(Object at, Object frame, Handle handle) {
    if (handle == null) {
      return none((Place) at);
    }
    HandleState state = HandleState.of(handle, ((Place) at).what());
    MemorySegment pointer = state.begin();
    ((Frame) frame).uses(state);
    return pointer;
  }

  /** {@code (H) MemorySegment}: uses a handle for the last time. */
  MethodHandle releasing(boolean nullable, String what) {
    return at(nullable, what, LAST).asType(methodType(MemorySegment.class, type));
  }

  static MemorySegment last(Object at, Handle handle) {
    return handle == null ? none((Place) at) : HandleState.of(handle, ((Place) at).what()).last();
  }

  /** {@code (H) MemorySegment}: the address that C stores, or gets from a callback. */
  public MethodHandle toC(boolean nullable, String what) {
    return at(nullable, what, STORED).asType(methodType(MemorySegment.class, type));
  }

  static MemorySegment stored(Object at, Handle handle) {
    return handle == null
        ? none((Place) at)
        : HandleState.of(handle, ((Place) at).what()).address();
  }

  private static MemorySegment none(Place place) {
    if (place.nullable()) {
      return MemorySegment.NULL;
    }
    throw new ArgumentException(
        place.what()
            + ": null is no "
            + place.type().type.getSimpleName()
            + "; @Nullable allows it. C was not called");
  }
}
