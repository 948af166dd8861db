package org.alfheim.internal.go.codec;

import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.MisfitException;

/**
 * A structure, or the results of a function: one value after the other.
 *
 * <p>Its parts are known after it is made, since a structure may have itself in a slice.
 */
public final class StructCodec extends WireCodec {
  /**
   * A part of it.
   *
   * @param name what it is called in Java, and in messages
   * @param index which of the record's components it is
   */
  public record Part(String name, int index, WireCodec codec) {}

  private final String name;
  private final MethodHandle accessors;
  private final MethodHandle constructor;
  private Part[] parts = {};
  private int words;

  /**
   * A record of Java.
   *
   * @param name its name, for messages
   * @param accessors {@code (Object record) Object[]}; null for a map by the names of the parts
   * @param constructor {@code (Object[]) Object}; null for a map
   */
  public StructCodec(String name, MethodHandle accessors, MethodHandle constructor) {
    this.name = name;
    this.accessors = accessors;
    this.constructor = constructor;
  }

  /** Says what it has. */
  public void of(List<Part> known) {
    parts = known.toArray(Part[]::new);
    words = known.stream().mapToInt(part -> part.codec().words()).sum();
  }

  @Override
  public int words() {
    return words;
  }

  @Override
  public boolean refers() {
    for (Part part : parts) {
      if (part.codec().refers()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void write(CallFrame call, long at, Object value) {
    Object[] values = accessors == null ? members(value) : components(value);
    long next = at;
    for (int i = 0; i < parts.length; i++) {
      try {
        parts[i].codec().write(call, next, values[parts[i].index()]);
      } catch (MisfitException misfit) {
        throw new MisfitException(name + "." + parts[i].name() + ": " + misfit.getMessage());
      }
      next += (long) parts[i].codec().words() * FrameLayout.WORD;
    }
  }

  private Object[] components(Object value) {
    if (value == null) {
      throw new MisfitException("null is no " + name);
    }
    try {
      return (Object[]) accessors.invokeExact(value);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new MisfitException(name + " can't be read: " + e);
    }
  }

  private Object[] members(Object value) {
    Map<?, ?> map = cast(Map.class, value);
    List<Object> values = new ArrayList<>();
    for (Part part : parts) {
      if (!map.containsKey(part.name())) {
        throw new MisfitException(name + " has a field " + part.name() + ", which is missing");
      }
      values.add(map.get(part.name()));
    }
    return values.toArray();
  }

  @Override
  public Object read(CallFrame call, long at) {
    Object[] values = new Object[parts.length];
    long next = at;
    for (int i = 0; i < parts.length; i++) {
      values[parts[i].index()] = parts[i].codec().read(call, next);
      next += (long) parts[i].codec().words() * FrameLayout.WORD;
    }
    if (constructor == null) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < parts.length; i++) {
        map.put(parts[i].name(), values[i]);
      }
      return map;
    }
    try {
      return (Object) constructor.invokeExact(values);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new MisfitException(name + " can't be made: " + e);
    }
  }
}
