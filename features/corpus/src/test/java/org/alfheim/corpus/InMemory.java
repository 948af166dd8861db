package org.alfheim.corpus;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.alfheim.corpus.snapshot.LoadedObject;
import org.alfheim.corpus.snapshot.Snapshot;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.process.libc.Address;

/**
 * A made-up process that holds an image of three pages, the second and third of them writable, and
 * a library.
 */
final class InMemory {
  static final String LIBRARY = "/usr/lib/libother.so.1";

  final long bias;
  final long library;
  private final NavigableMap<Vaddr, byte[]> pages = new TreeMap<>();
  private final List<LoadedObject> objects = new ArrayList<>();
  private final List<Snapshot.TlsVariable> variables = new ArrayList<>();
  private final List<Snapshot.Bindings> bindings = new ArrayList<>();
  private List<Snapshot.Digest> digests = List.of(new Snapshot.Digest(new Vaddr(0), 77));
  private List<Snapshot.Protection> protections =
      List.of(
          new Snapshot.Protection(new Vaddr(0), 0x1000, "r-x"),
          new Snapshot.Protection(new Vaddr(0x1000), 0x2000, "rw-"));

  InMemory(long bias, long library) {
    this.bias = bias;
    this.library = library;
    objects.add(
        new LoadedObject(
            LIBRARY, new Address(library), ranges(library, 0x5000), 0, 0, OptionalLong.empty()));
  }

  static InMemory there() {
    return new InMemory(0x7f00_1234_0000L, 0x7f00_2000_0000L);
  }

  static InMemory here() {
    return new InMemory(0x7ffe_5678_0000L, 0x7ffd_1111_0000L);
  }

  private static List<LoadedObject.Range> ranges(long start, long size) {
    return List.of(new LoadedObject.Range(new Address(start), new Address(start + size)));
  }

  InMemory word(long vaddr, long value) {
    ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, value);
    for (int i = 0; i < 8; i++) {
      bytes(vaddr + i, bytes.get(i));
    }
    return this;
  }

  InMemory half(long vaddr, int value) {
    ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(0, value);
    for (int i = 0; i < 4; i++) {
      bytes(vaddr + i, bytes.get(i));
    }
    return this;
  }

  private void bytes(long vaddr, byte value) {
    byte[] page =
        pages.computeIfAbsent(new Vaddr(vaddr & -Snapshot.PAGE), absent -> new byte[Snapshot.PAGE]);
    page[(int) (vaddr & (Snapshot.PAGE - 1))] = value;
  }

  /** The image's own thread-local storage: of 0x40 bytes, static if it has an offset. */
  InMemory ownStorage(long module, OptionalLong offset) {
    objects.add(
        new LoadedObject(
            "/proc/self/fd/7", new Address(bias), ranges(bias, 0x3000), module, 0x40, offset));
    return this;
  }

  InMemory otherStorage(long module, OptionalLong offset) {
    objects.add(
        new LoadedObject(
            "/usr/lib/libtls.so",
            new Address(0x1000_0000),
            ranges(0x1000_0000, 0x1000),
            module,
            0x40,
            offset));
    return this;
  }

  InMemory variable(long descriptor, long module, long offset) {
    variables.add(new Snapshot.TlsVariable(new Vaddr(descriptor), module, offset));
    return this;
  }

  /** The image as an object of ld.so's. */
  InMemory self(String name) {
    objects.add(
        new LoadedObject(
            name, new Address(bias), ranges(bias, 0x3000), 0, 0, OptionalLong.empty()));
    return this;
  }

  /** A library that was loaded with the image, with one word that a symbol is bound to. */
  InMemory binding(String name, long place, long value) {
    NavigableMap<Vaddr, Long> values = new TreeMap<>();
    values.put(new Vaddr(place), value);
    bindings.add(new Snapshot.Bindings(name, values));
    return this;
  }

  InMemory checksum(long crc32c) {
    digests = List.of(new Snapshot.Digest(new Vaddr(0), crc32c));
    return this;
  }

  InMemory protections(Snapshot.Protection... all) {
    protections = List.of(all);
    return this;
  }

  Snapshot snapshot() {
    return new Snapshot(
        "libx.so", new Address(bias), pages, digests, protections, objects, variables, bindings);
  }
}
