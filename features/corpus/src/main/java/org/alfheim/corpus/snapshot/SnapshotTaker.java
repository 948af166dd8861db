package org.alfheim.corpus.snapshot;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.Memory;

/** Reads what an image in place consists of. */
final class SnapshotTaker {
  private static final MemorySegment ZERO_PAGE = MemorySegment.ofArray(new byte[Snapshot.PAGE]);

  private final SharedObject image;
  private final Address bias;
  private final Set<String> earlier;
  private final MemoryMap map = MemoryMap.ofProcess();

  private SnapshotTaker(SharedObject image, Address bias, Set<String> earlier) {
    this.image = image;
    this.bias = bias;
    this.earlier = earlier;
  }

  /**
   * Takes a snapshot.
   *
   * @param image the image
   * @param bias its load bias; its segments are mapped
   * @param earlier the names of objects that were loaded before it, where they are known
   */
  static Snapshot take(SharedObject image, Address bias, Set<String> earlier) {
    return new SnapshotTaker(image, bias, earlier).take();
  }

  private Snapshot take() {
    NavigableMap<Vaddr, byte[]> pages = new TreeMap<>();
    List<Snapshot.Digest> digests = new ArrayList<>();
    for (ProgramHeader load : image.loadSegments()) {
      if (load.writable()) {
        addPages(load, pages);
      } else if ((load.flags() & ProgramHeader.PF_R) != 0) {
        digests.add(new Snapshot.Digest(load.vaddr(), digest(load)));
      }
    }
    Vaddr first = image.loadSegments().getFirst().vaddr();
    Vaddr end = image.loadSegments().getLast().end();
    Address start = bias.of(new Vaddr(first.value() & -Snapshot.PAGE));
    Address limit = bias.of(new Vaddr((end.value() + Snapshot.PAGE - 1) & -Snapshot.PAGE));
    List<Snapshot.TlsVariable> variables = new ArrayList<>();
    boolean usesThreadPointer = addVariables(image.rela(), variables);
    usesThreadPointer |= addVariables(image.jumpRelocations(), variables);
    List<LoadedObject> objects = LoadedObjects.ofProcess(usesThreadPointer, map);
    return new Snapshot(
        image.name(),
        bias,
        pages,
        digests,
        map.between(start, limit, bias),
        objects,
        variables,
        LibraryBindings.of(objects, bias, earlier));
  }

  private void addPages(ProgramHeader load, NavigableMap<Vaddr, byte[]> pages) {
    Vaddr from = load.vaddr();
    while (from.compareTo(load.end()) < 0) {
      Vaddr page = new Vaddr(from.value() & -Snapshot.PAGE);
      Vaddr next = page.plus(Snapshot.PAGE);
      Vaddr to = next.compareTo(load.end()) < 0 ? next : load.end();
      MemorySegment memory = Memory.segment(bias.of(from), to.minus(from));
      if (memory.mismatch(ZERO_PAGE.asSlice(0, memory.byteSize())) >= 0) {
        byte[] content = pages.computeIfAbsent(page, absent -> new byte[Snapshot.PAGE]);
        MemorySegment.copy(
            memory, JAVA_BYTE, 0, content, (int) from.minus(page), (int) memory.byteSize());
      }
      from = to;
    }
  }

  private long digest(ProgramHeader load) {
    CRC32C digest = new CRC32C();
    long done = 0;
    while (done < load.memorySize()) {
      long part = Math.min(load.memorySize() - done, 1 << 30);
      ByteBuffer bytes = Memory.segment(bias.of(load.vaddr()).plus(done), part).asByteBuffer();
      digest.update(bytes);
      done += part;
    }
    return digest.getValue();
  }

  /** Whether there are relocations whose value depends on where static blocks lie. */
  private boolean addVariables(RelocationTable table, List<Snapshot.TlsVariable> variables) {
    boolean found = false;
    for (int i = 0; i < table.count(); i++) {
      int type = table.type(i);
      found |= type == RelocationType.R_X86_64_TPOFF64 || type == RelocationType.R_X86_64_TLSDESC;
      if (type == RelocationType.R_X86_64_TLSDESC) {
        Vaddr place = new Vaddr(table.offset(i));
        Address argument = new Address(Memory.readLong(bias.of(place.plus(8))));
        if (map.writable(argument, 16)) {
          variables.add(
              new Snapshot.TlsVariable(
                  place, Memory.readLong(argument), Memory.readLong(argument.plus(8))));
        }
      }
    }
    return found;
  }
}
