package org.alfheim.internal.bind.marshal;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.alfheim.bind.Handle;

/** The handles of a type that somebody has, by address. */
final class LiveHandles {
  private final Map<Long, Entry> handles = new ConcurrentHashMap<>();
  private final ReferenceQueue<Handle> gone = new ReferenceQueue<>();

  private static final class Entry extends WeakReference<Handle> {
    private final long address;

    Entry(Handle handle, long address, ReferenceQueue<Handle> gone) {
      super(handle, gone);
      this.address = address;
    }

    Handle live() {
      Handle handle = get();
      return handle == null || handle.pointer().isReleased() ? null : handle;
    }
  }

  /**
   * The handle of an address.
   *
   * @param maker makes one if there is none, or C has made something new at the address
   */
  Handle at(long address, Supplier<Handle> maker) {
    forget();
    while (true) {
      Entry entry =
          handles.compute(
              address,
              (_, old) ->
                  old != null && old.live() != null ? old : new Entry(maker.get(), address, gone));
      Handle handle = entry.get();
      if (handle != null) {
        return handle;
      }
    }
  }

  private void forget() {
    for (Object entry = gone.poll(); entry != null; entry = gone.poll()) {
      handles.remove(((Entry) entry).address, entry);
    }
  }
}
