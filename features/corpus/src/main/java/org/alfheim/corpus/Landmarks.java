package org.alfheim.corpus;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.alfheim.corpus.snapshot.LoadedObject;
import org.alfheim.corpus.snapshot.Snapshot;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.process.libc.Address;

/** Turns addresses, module ids and offsets of one process into {@link Location}s. */
final class Landmarks {
  private static final long PAGE = Snapshot.PAGE;

  private final Snapshot snapshot;
  private final TreeMap<Address, Ground> grounds = new TreeMap<>();
  private final Map<Long, String> modules = new HashMap<>();
  private final TreeMap<Long, Block> blocks = new TreeMap<>();
  private final Map<Vaddr, Location> variables = new HashMap<>();

  /** A range of addresses that belongs to an object. */
  private record Ground(String object, Address bias, Address end) {}

  /** Static thread-local storage: from one offset from the thread pointer to another. */
  private record Block(String object, long start, long end) {}

  /**
   * The landmarks of a process.
   *
   * @param snapshot what lay in it
   * @param image the image that it is a snapshot of
   * @param realPath gives a path without symbolic links for the path of a library
   */
  Landmarks(Snapshot snapshot, ImageFacts image, UnaryOperator<String> realPath) {
    this.snapshot = snapshot;
    Address start = pageDown(snapshot.bias().of(image.start()));
    Address end = pageUp(snapshot.bias().of(image.end()));
    grounds.put(start, new Ground(Location.SELF, snapshot.bias(), end));
    for (LoadedObject object : snapshot.objects()) {
      boolean self = object.ranges().stream().anyMatch(range -> overlaps(range, start, end));
      String name = self ? "(carrier)" : name(object, realPath);
      for (LoadedObject.Range range : object.ranges()) {
        if (!overlaps(range, start, end)) {
          grounds.put(
              pageDown(range.start()), new Ground(name, object.bias(), pageUp(range.end())));
        }
      }
      if (object.tlsModule() != 0) {
        addStorage(self ? Location.SELF : name, object);
      }
    }
    for (Snapshot.TlsVariable variable : snapshot.tlsVariables()) {
      String module = modules.get(variable.module());
      if (module != null) {
        variables.put(variable.place(), storage(module, variable.offset()));
      }
    }
  }

  private static boolean overlaps(LoadedObject.Range range, Address start, Address end) {
    return range.start().compareTo(end) < 0 && start.compareTo(range.end()) < 0;
  }

  private void addStorage(String name, LoadedObject object) {
    modules.put(object.tlsModule(), name);
    object
        .tlsOffset()
        .ifPresent(
            offset -> blocks.put(offset, new Block(name, offset, offset + object.tlsSize())));
  }

  private static Location storage(String object, long offset) {
    return new Location(object + " (thread-local)", offset);
  }

  private static String name(LoadedObject object, UnaryOperator<String> realPath) {
    String name = object.name();
    if (name.isEmpty()) {
      return "(executable)";
    }
    return name.startsWith("/") ? realPath.apply(name) : name;
  }

  private static Address pageDown(Address address) {
    return new Address(address.value() & -PAGE);
  }

  private static Address pageUp(Address address) {
    return new Address((address.value() + PAGE - 1) & -PAGE);
  }

  /** Where an address leads, if to an object. */
  Optional<Location> address(long value) {
    Address address = new Address(value);
    Map.Entry<Address, Ground> entry = grounds.floorEntry(address);
    if (entry == null || address.compareTo(entry.getValue().end()) >= 0) {
      return Optional.empty();
    }
    Ground ground = entry.getValue();
    return Optional.of(new Location(ground.object(), value - ground.bias().value()));
  }

  /** How far an address is from the image's load bias. */
  long fromSelf(long value) {
    return value - snapshot.bias().value();
  }

  /** Whose thread-local storage has a module id. */
  Optional<Location> module(long id) {
    return Optional.ofNullable(modules.get(id)).map(object -> storage(object, 0));
  }

  /** What lies at an offset from the thread pointer. */
  Optional<Location> threadOffset(long offset) {
    Map.Entry<Long, Block> entry = blocks.floorEntry(offset);
    return entry == null || offset >= entry.getValue().end()
        ? Optional.empty()
        : Optional.of(storage(entry.getValue().object(), offset - entry.getKey()));
  }

  /** The variable that a TLS descriptor stands for. */
  Optional<Location> variable(Vaddr descriptor, long argument) {
    Location variable = variables.get(descriptor);
    return variable == null ? threadOffset(argument) : Optional.of(variable);
  }
}
