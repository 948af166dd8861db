package org.alfheim.internal.go.call;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.alfheim.bind.BindingException;
import org.alfheim.go.GoReference;
import org.alfheim.internal.go.frame.HostInterface;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.types.GoType;

/** A number by which Go keeps a value for Java. */
final class GoHandle implements GoReference {
  private final HostInterface host;
  private final long handle;
  private final GoType type;
  private final NamedTypes types;
  private final Numbers numbers;
  private final Cleaner.Cleanable cleanable;

  /** What has to be released; it doesn't know the handle, so that this can be collected. */
  private static final class Numbers implements Runnable {
    private final HostInterface host;
    private final long handle;
    private final AtomicBoolean released = new AtomicBoolean();
    private final Map<String, Long> methods = new HashMap<>();

    Numbers(HostInterface host, long handle) {
      this.host = host;
      this.handle = handle;
    }

    @Override
    public void run() {
      if (released.compareAndSet(false, true)) {
        host.release(handle);
        synchronized (methods) {
          methods.values().forEach(host::release);
          methods.clear();
        }
      }
    }

    long method(String name) {
      synchronized (methods) {
        return methods.computeIfAbsent(name, wanted -> host.method(handle, wanted));
      }
    }
  }

  /**
   * Takes a handle over.
   *
   * @param type what is known of the value's type: that of a parameter or a result
   */
  GoHandle(HostInterface host, long handle, GoType type, NamedTypes types) {
    this.host = host;
    this.handle = handle;
    this.type = type;
    this.types = types;
    this.numbers = new Numbers(host, handle);
    this.cleanable = HostInterface.CLEANER.register(this, numbers);
  }

  HostInterface host() {
    return host;
  }

  /**
   * The number, for one call.
   *
   * @throws IllegalStateException if it has been released
   */
  long number() {
    if (numbers.released.get()) {
      throw new IllegalStateException("a " + type.text() + " of Go is used after it was closed");
    }
    return handle;
  }

  /** The number of a method that is bound to the value. */
  long method(String name) {
    number();
    return numbers.method(name);
  }

  /** The number, for a value that goes to a runtime. */
  long number(HostInterface wanted) {
    if (wanted != host) {
      throw new MisfitException(
          "a "
              + type.text()
              + " of one Go runtime ("
              + host.goVersion()
              + ", "
              + host.name()
              + ") can't go to another ("
              + wanted.goVersion()
              + ", "
              + wanted.name()
              + "): plugins exchange values where they share a runtime (go.runtime)");
    }
    return number();
  }

  @Override
  public String type() {
    try {
      return host.type(number());
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public <T> T get(Class<T> wanted) {
    return wanted.cast(new VariableAccess(this, target(), types, wanted).get());
  }

  @Override
  public void set(Object value) {
    if (value == null) {
      throw new BindingException("null has no type: what is written has to have one");
    }
    new VariableAccess(this, target(), types, value.getClass()).set(value);
  }

  private GoType target() {
    if (types.behind(type) instanceof GoType.Pointer(GoType target)) {
      return target;
    }
    throw new BindingException("a " + type.text() + " of Go is no pointer that is known as one");
  }

  @Override
  public boolean isClosed() {
    return numbers.released.get();
  }

  @Override
  public void close() {
    cleanable.clean();
  }

  @Override
  public String toString() {
    return type.text() + (isClosed() ? " (closed)" : "");
  }
}
