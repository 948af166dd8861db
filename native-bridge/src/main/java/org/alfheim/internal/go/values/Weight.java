package org.alfheim.internal.go.values;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** How much memory values have, about, as far as that is of interest. */
final class Weight {
  private static final int OBJECT = 16;

  private final long most;
  private long bytes;

  Weight(long most) {
    this.most = most;
  }

  void add(Object value) {
    if (bytes > most) {
      return;
    }
    switch (value) {
      case String text -> bytes += text.length();
      case byte[] array -> bytes += array.length;
      case List<?> list -> list.forEach(this::add);
      case Map<?, ?> map ->
          map.forEach((key, element) -> {
            add(key);
            add(element);
          });
      case null, default -> bytes += OBJECT;
    }
  }

  /** Throws if there is more. */
  void check(Supplier<RuntimeException> refusal) {
    if (bytes > most) {
      throw refusal.get();
    }
  }
}
