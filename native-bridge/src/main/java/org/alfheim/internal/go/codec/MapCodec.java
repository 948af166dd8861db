package org.alfheim.internal.go.codec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.alfheim.internal.go.frame.CallFrame;
import org.alfheim.internal.go.frame.Counts;
import org.alfheim.internal.go.frame.FrameLayout;
import org.alfheim.internal.go.frame.MisfitException;
import org.alfheim.internal.process.libc.AddressSpace;

/** A map, in the order in which Go gives it, which is another each time. */
public final class MapCodec extends WireCodec {
  private final WireCodec key;
  private final WireCodec value;

  public MapCodec(WireCodec key, WireCodec value) {
    this.key = key;
    this.value = value;
  }

  @Override
  public int words() {
    return 2;
  }

  private int pair() {
    return (key.words() + value.words()) * FrameLayout.WORD;
  }

  @Override
  public void write(CallFrame call, long at, Object map) {
    if (map == null) {
      Counts.put(at, 0, 0);
      return;
    }
    // As it is now, whoever changes it meanwhile.
    Object[] entries = cast(Map.class, map).entrySet().toArray();
    call.deeper();
    long memory = call.allocate(Math.max((long) entries.length * pair(), 1));
    long next = memory;
    for (Object each : entries) {
      Map.Entry<?, ?> entry = (Map.Entry<?, ?>) each;
      try {
        key.write(call, next, entry.getKey());
        value.write(call, next + (long) key.words() * FrameLayout.WORD, entry.getValue());
      } catch (MisfitException misfit) {
        throw new MisfitException("key " + entry.getKey() + ": " + misfit.getMessage());
      }
      next += pair();
    }
    Counts.put(at, memory, entries.length);
    call.shallower();
  }

  @Override
  public Object read(CallFrame call, long at) {
    long memory = AddressSpace.getLong(at);
    if (memory == 0) {
      return null;
    }
    int count = Counts.checked(AddressSpace.getLong(at + FrameLayout.WORD));
    Map<Object, Object> map = LinkedHashMap.newLinkedHashMap(count);
    for (long i = 0; i < count; i++) {
      long next = memory + i * pair();
      Object name = key.read(call, next);
      map.put(name, value.read(call, next + (long) key.words() * FrameLayout.WORD));
      if (map.size() <= i) {
        throw new MisfitException("two keys of Go's map are one in Java: " + name);
      }
    }
    return Collections.unmodifiableMap(map);
  }
}
