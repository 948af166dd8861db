package org.alfheim.corpus.snapshot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.alfheim.internal.process.libc.Address;

/** The memory of the process by what is permitted there, as {@code /proc/self/maps} has it. */
final class MemoryMap {
  private final TreeMap<Address, Area> areas = new TreeMap<>();

  /** A stretch of pages with one permission, such as {@code r-x}. */
  private record Area(Address start, Address end, String permission) {}

  private MemoryMap() {}

  static MemoryMap ofProcess() {
    MemoryMap map = new MemoryMap();
    try {
      for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
        int dash = line.indexOf('-');
        int space = line.indexOf(' ');
        Address start = new Address(Long.parseUnsignedLong(line, 0, dash, 16));
        Address end = new Address(Long.parseUnsignedLong(line, dash + 1, space, 16));
        map.areas.put(start, new Area(start, end, line.substring(space + 1, space + 4)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("/proc/self/maps can't be read", e);
    }
    return map;
  }

  /** Whether two addresses lie in one stretch. */
  boolean together(Address first, Address second) {
    Area area = at(first);
    return area != null && area.equals(at(second));
  }

  /** Whether a number of bytes can be read and written. */
  boolean writable(Address start, long size) {
    Area area = at(start);
    return area != null
        && area.permission().startsWith("rw")
        && start.plus(size).compareTo(area.end()) <= 0;
  }

  private Area at(Address address) {
    Map.Entry<Address, Area> entry = areas.floorEntry(address);
    return entry == null || address.compareTo(entry.getValue().end()) >= 0
        ? null
        : entry.getValue();
  }

  /** What is permitted from one address to another, neighbours that permit the same as one. */
  List<Snapshot.Protection> between(Address start, Address end, Address bias) {
    List<Snapshot.Protection> protections = new ArrayList<>();
    for (Area area : areas.values()) {
      Address from = max(area.start(), start);
      Address to = min(area.end(), end);
      if (from.compareTo(to) < 0) {
        Snapshot.Protection next =
            new Snapshot.Protection(bias.vaddr(from), to.value() - from.value(), area.permission());
        Snapshot.Protection last = protections.isEmpty() ? null : protections.getLast();
        if (last != null
            && last.end().equals(next.start())
            && last.permission().equals(next.permission())) {
          protections.removeLast();
          next =
              new Snapshot.Protection(last.start(), last.size() + next.size(), next.permission());
        }
        protections.add(next);
      }
    }
    return protections;
  }

  private static Address max(Address a, Address b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static Address min(Address a, Address b) {
    return a.compareTo(b) <= 0 ? a : b;
  }
}
