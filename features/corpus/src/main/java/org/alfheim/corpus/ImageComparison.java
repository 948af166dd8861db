package org.alfheim.corpus;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.alfheim.corpus.snapshot.LoadedObject;
import org.alfheim.corpus.snapshot.Snapshot;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.Vaddr;

/**
 * Compares what dlopen and Alfheim have made of one image.
 *
 * <p>First what relocation has written, place by place: an address is the same if it leads to the
 * same place of the same object, a module id if it is that of the same object, and so on by the
 * type of the relocation. Then all the rest, word by word: it has to be equal as it stands.
 */
final class ImageComparison {
  private final ImageFacts image;
  private final Snapshot dlopen;
  private final Snapshot alfheim;
  private final Landmarks there;
  private final Landmarks here;
  private final Map<Reason, Long> explained = new EnumMap<>(Reason.class);
  private final List<Difference> differences = new ArrayList<>();
  private final Libraries libraries;
  private long bound;

  /**
   * What has come out.
   *
   * @param relocated how many places that relocation writes were compared
   * @param bytes how many bytes were compared, those of relocated places among them
   * @param bound how many places in libraries that are bound to a symbol were compared
   * @param explained how many words differ for a reason that was proved
   * @param differences what differs for no reason, by place
   */
  public record Result(
      long relocated,
      long bound,
      long bytes,
      Map<Reason, Long> explained,
      List<Difference> differences) {}

  private ImageComparison(
      ImageFacts image, Snapshot dlopen, Snapshot alfheim, Libraries libraries) {
    this.image = image;
    this.dlopen = dlopen;
    this.alfheim = alfheim;
    this.libraries = libraries;
    this.there = new Landmarks(dlopen, image, libraries::realPath);
    this.here = new Landmarks(alfheim, image, libraries::realPath);
  }

  /**
   * Compares.
   *
   * @param image what both were made from
   * @param dlopen what dlopen has made of it
   * @param alfheim what Alfheim has made of it
   * @param libraries the files of the libraries that were loaded with it
   * @return what has come out
   */
  static Result compare(ImageFacts image, Snapshot dlopen, Snapshot alfheim, Libraries libraries) {
    return new ImageComparison(image, dlopen, alfheim, libraries).compare();
  }

  private Result compare() {
    Contents left = new Contents(dlopen.pages());
    Contents right = new Contents(alfheim.pages());
    for (Relocation relocation : image.relocations()) {
      compare(relocation, left, right);
    }
    SortedSet<Vaddr> pages = new TreeSet<>(left.pages());
    pages.addAll(right.pages());
    for (Vaddr page : pages) {
      compareRest(page, left.words(page), right.words(page));
    }
    compareDigests();
    compareProtections();
    differences.sort(Comparator.comparing(Difference::place));
    compareLibraries();
    return new Result(
        image.relocations().size(),
        bound,
        (long) pages.size() * Snapshot.PAGE,
        Map.copyOf(explained),
        List.copyOf(differences));
  }

  private void compare(Relocation relocation, Contents left, Contents right) {
    Vaddr place = relocation.place();
    if (relocation.type() == RelocationType.R_X86_64_TLSDESC) {
      compareDescriptors(
          relocation,
          left.take(place, 8),
          left.take(place.plus(8), 8),
          right.take(place, 8),
          right.take(place.plus(8), 8));
      return;
    }
    long a = left.take(place, relocation.width());
    long b = right.take(place, relocation.width());
    boolean same =
        switch (relocation.type()) {
          case RelocationType.R_X86_64_RELATIVE, RelocationType.R_X86_64_RELATIVE64 ->
              there.fromSelf(a) == here.fromSelf(b);
          case RelocationType.R_X86_64_DTPMOD64 -> same(there.module(a), here.module(b), a, b);
          case RelocationType.R_X86_64_TPOFF64 ->
              same(there.threadOffset(a), here.threadOffset(b), a, b);
          case RelocationType.R_X86_64_DTPOFF64,
              RelocationType.R_X86_64_SIZE32,
              RelocationType.R_X86_64_SIZE64 ->
              a == b;
          case RelocationType.R_X86_64_PC32 ->
              sameAddress(
                  relocation,
                  target(dlopen, relocation, a << 32 >> 32),
                  target(alfheim, relocation, b << 32 >> 32));
          case RelocationType.R_X86_64_PC64 ->
              sameAddress(
                  relocation, target(dlopen, relocation, a), target(alfheim, relocation, b));
          default -> sameAddress(relocation, a, b);
        };
    if (!same) {
      differ(
          place,
          relocation.toString(),
          describe(relocation, there, a),
          describe(relocation, here, b));
    }
  }

  /** The address that a distance from the place of its relocation leads to. */
  private static long target(Snapshot snapshot, Relocation relocation, long distance) {
    return snapshot.bias().of(relocation.place()).value() + distance - relocation.addend();
  }

  private boolean sameAddress(Relocation relocation, long a, long b) {
    /* Next to an object's memory a pointer may lead too: to its end, or to the element before the first. */
    return same(there.address(a), here.address(b), a, b)
        || (relocation.own() && there.fromSelf(a) == here.fromSelf(b));
  }

  private static boolean same(Optional<Location> left, Optional<Location> right, long a, long b) {
    return left.isPresent() ? left.equals(right) : right.isEmpty() && a == b;
  }

  private void compareDescriptors(Relocation relocation, long entryA, long a, long entryB, long b) {
    Optional<Location> left = there.variable(relocation.place(), a);
    Optional<Location> right = here.variable(relocation.place(), b);
    boolean sameKind = same(there.address(entryA), here.address(entryB), entryA, entryB);
    if (!same(left, right, a, b) || (left.isEmpty() && !sameKind)) {
      differ(
          relocation.place(),
          relocation.toString(),
          describe(there.address(entryA), entryA) + " of " + describe(left, a),
          describe(here.address(entryB), entryB) + " of " + describe(right, b));
    } else if (!sameKind) {
      explain(Reason.TLS_DESCRIPTOR);
    }
  }

  private void compareRest(Vaddr page, ByteBuffer left, ByteBuffer right) {
    int from = 0;
    int mismatch = left.mismatch(right);
    while (mismatch >= 0) {
      int at = (from + mismatch) & -8;
      compareWord(page.plus(at), left.getLong(at), right.getLong(at));
      from = at + 8;
      mismatch =
          left.slice(from, left.limit() - from).mismatch(right.slice(from, right.limit() - from));
    }
  }

  private void compareWord(Vaddr place, long a, long b) {
    Long tag = image.dynamic().get(place);
    if (tag != null && isAddress(tag) && b == image.values().get(place) && there.fromSelf(a) == b) {
      explain(Reason.DYNAMIC_SECTION);
    } else {
      differ(place, "", describe(there.address(a), a), describe(here.address(b), b));
    }
  }

  /* Those that elf_get_dynamic_info of glibc makes absolute. */
  private static boolean isAddress(long tag) {
    return tag == DynamicSection.DT_HASH
        || tag == DynamicSection.DT_GNU_HASH
        || tag == DynamicSection.DT_PLTGOT
        || tag == DynamicSection.DT_STRTAB
        || tag == DynamicSection.DT_SYMTAB
        || tag == DynamicSection.DT_RELA
        || tag == DynamicSection.DT_REL
        || tag == DynamicSection.DT_RELR
        || tag == DynamicSection.DT_JMPREL
        || tag == DynamicSection.DT_VERSYM;
  }

  private void compareDigests() {
    for (int i = 0; i < Math.max(dlopen.digests().size(), alfheim.digests().size()); i++) {
      Snapshot.Digest left = i < dlopen.digests().size() ? dlopen.digests().get(i) : null;
      Snapshot.Digest right = i < alfheim.digests().size() ? alfheim.digests().get(i) : null;
      if (!Objects.equals(left, right)) {
        differences.add(
            new Difference(
                Difference.Kind.SEGMENT,
                Location.SELF,
                (left == null ? right : left).segment(),
                "",
                "",
                checksum(left),
                checksum(right)));
      }
    }
  }

  private static String checksum(Snapshot.Digest digest) {
    return digest == null ? "no such segment" : "CRC32C " + Long.toHexString(digest.crc32c());
  }

  private void compareProtections() {
    if (dlopen.protections().equals(alfheim.protections())) {
      return;
    }
    SortedSet<Vaddr> borders = new TreeSet<>();
    for (Snapshot snapshot : List.of(dlopen, alfheim)) {
      for (Snapshot.Protection protection : snapshot.protections()) {
        borders.add(protection.start());
        borders.add(protection.end());
      }
    }
    for (Vaddr border : borders) {
      String left = permission(dlopen, border);
      String right = permission(alfheim, border);
      if (!left.equals(right)) {
        differences.add(
            new Difference(
                Difference.Kind.PROTECTION,
                Location.SELF,
                border,
                image.section(border),
                "",
                left,
                right));
      }
    }
  }

  private static String permission(Snapshot snapshot, Vaddr place) {
    for (Snapshot.Protection protection : snapshot.protections()) {
      if (protection.start().compareTo(place) <= 0 && place.compareTo(protection.end()) < 0) {
        return protection.permission();
      }
    }
    return "nothing";
  }

  /* The image may have definitions that come before those of what is loaded with it. */
  private void compareLibraries() {
    Map<String, NavigableMap<Vaddr, Long>> left = bindings(dlopen);
    Map<String, NavigableMap<Vaddr, Long>> right = bindings(alfheim);
    SortedSet<String> all = new TreeSet<>(left.keySet());
    all.addAll(right.keySet());
    for (LoadedObject object : dlopen.objects()) {
      /* dlopen's process had it before, as any process would. */
      String name = libraries.realPath(object.name());
      if (!left.containsKey(name) && !object.bias().equals(dlopen.bias())) {
        all.remove(name);
      }
    }
    for (String library : all) {
      if (!left.containsKey(library) || !right.containsKey(library)) {
        differences.add(
            new Difference(
                Difference.Kind.LIBRARY,
                library,
                new Vaddr(0),
                "",
                "",
                loaded(left.containsKey(library)),
                loaded(right.containsKey(library))));
      } else {
        compareBindings(library, left.get(library), right.get(library));
      }
    }
  }

  private Map<String, NavigableMap<Vaddr, Long>> bindings(Snapshot snapshot) {
    Map<String, NavigableMap<Vaddr, Long>> bindings = new TreeMap<>();
    for (Snapshot.Bindings library : snapshot.bindings()) {
      bindings.put(libraries.realPath(library.object()), library.values());
    }
    return bindings;
  }

  private static String loaded(boolean there) {
    return there ? "loaded" : "not loaded";
  }

  private void compareBindings(
      String library, NavigableMap<Vaddr, Long> left, NavigableMap<Vaddr, Long> right) {
    for (Map.Entry<Vaddr, Long> entry : left.entrySet()) {
      if (!right.containsKey(entry.getKey())) {
        /* Of a library that the process had before, a function may not have been called yet. */
        continue;
      }
      long a = entry.getValue();
      long b = right.get(entry.getKey());
      bound++;
      if (!same(there.address(a), here.address(b), a, b)) {
        differences.add(
            new Difference(
                Difference.Kind.BINDING,
                library,
                entry.getKey(),
                "",
                libraries.relocation(library, entry.getKey()),
                describe(there.address(a), a),
                describe(here.address(b), b)));
      }
    }
  }

  private void explain(Reason reason) {
    explained.merge(reason, 1L, Long::sum);
  }

  private void differ(Vaddr place, String relocation, String left, String right) {
    differences.add(
        new Difference(
            Difference.Kind.WORD,
            Location.SELF,
            place,
            image.section(place),
            relocation,
            left,
            right));
  }

  private static String describe(Relocation relocation, Landmarks landmarks, long value) {
    return switch (relocation.type()) {
      case RelocationType.R_X86_64_DTPMOD64 -> describe(landmarks.module(value), value);
      case RelocationType.R_X86_64_TPOFF64 -> describe(landmarks.threadOffset(value), value);
      default -> describe(landmarks.address(value), value);
    };
  }

  private static String describe(Optional<Location> location, long value) {
    return location.map(Location::toString).orElse("0x" + Long.toHexString(value));
  }
}
