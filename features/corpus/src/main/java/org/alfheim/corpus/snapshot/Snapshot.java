package org.alfheim.corpus.snapshot;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.process.libc.Address;

/**
 * What lies in memory when an image has been relocated and none of its constructors has run.
 *
 * @param image the image as its opener calls it
 * @param bias its load bias
 * @param pages what the writable segments hold, sealed parts too, by the address of the page: 4096
 *     bytes, those outside of the segments 0; pages that hold only 0 are left out
 * @param digests of the segments that are not writable
 * @param protections what is permitted from the image's first page to its last, without gaps; a gap
 *     is memory that is not the process's
 * @param objects the objects that ld.so knows
 * @param tlsVariables what those TLS descriptors stand for whose argument is an address
 * @param bindings what the symbols of libraries are bound to: of those that were loaded with the
 *     image, or of all where that is not known; the image's and the JDK's are left out
 */
public record Snapshot(
    String image,
    Address bias,
    NavigableMap<Vaddr, byte[]> pages,
    List<Digest> digests,
    List<Protection> protections,
    List<LoadedObject> objects,
    List<TlsVariable> tlsVariables,
    List<Bindings> bindings) {

  /** The bytes of a page. */
  public static final int PAGE = 4096;

  /** Copies the lists, and not the pages. */
  public Snapshot {
    pages = new TreeMap<>(pages);
    digests = List.copyOf(digests);
    protections = List.copyOf(protections);
    objects = List.copyOf(objects);
    tlsVariables = List.copyOf(tlsVariables);
    bindings = List.copyOf(bindings);
  }

  /**
   * What a segment comes to that is not writable.
   *
   * @param segment where it begins
   * @param crc32c the CRC32C of its {@code p_memsz} bytes
   */
  public record Digest(Vaddr segment, long crc32c) {}

  /**
   * What is permitted in a stretch of pages.
   *
   * @param start the first page
   * @param size the bytes
   * @param permission three letters, {@code r}, {@code w} and {@code x}, or a hyphen for each that
   *     is not permitted
   */
  public record Protection(Vaddr start, long size, String permission) {
    /** The first address behind. */
    public Vaddr end() {
      return start.plus(size);
    }
  }

  /**
   * What a TLS descriptor stands for.
   *
   * @param place where the descriptor lies
   * @param module the module id
   * @param offset the offset in the module's block
   */
  public record TlsVariable(Vaddr place, long module, long offset) {}

  /**
   * What the symbols of a library are bound to.
   *
   * @param object the library's path as ld.so has it
   * @param values what the words hold that ld.so has relocated by a symbol, by their place
   */
  public record Bindings(String object, NavigableMap<Vaddr, Long> values) {
    /** Copies the map. */
    public Bindings {
      values = new TreeMap<>(values);
    }
  }
}
