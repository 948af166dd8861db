package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;
import java.util.function.Supplier;

/**
 * Makes views of a class that is written when the first is made: a structure may lead to a hundred
 * others, of which a program looks at a few. Afterwards it costs nothing, since the just-in-time
 * compiler trusts a site until it changes.
 */
final class ViewSite extends MutableCallSite {
  private static final MethodHandle LINK;

  static {
    try {
      LINK =
          MethodHandles.lookup()
              .findVirtual(ViewSite.class, "link", methodType(MethodHandle.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Supplier<MethodHandle> written;

  /**
   * A site whose class is not written yet.
   *
   * @param written writes it: {@code (MemorySegment) V}
   */
  ViewSite(Class<?> view, Supplier<MethodHandle> written) {
    super(methodType(view, MemorySegment.class));
    this.written = written;
    setTarget(MethodHandles.foldArguments(MethodHandles.exactInvoker(type()), LINK.bindTo(this)));
  }

  MethodHandle link() {
    MethodHandle made = written.get();
    setTarget(made);
    return made;
  }
}
