package org.alfheim.internal.relocation;

import org.alfheim.elf.Vaddr;

/**
 * One step of laying an image's segments out in memory. Starts and sizes of mappings are multiples
 * of the page size.
 */
public sealed interface Mapping {

  /** Where the step begins in the image. */
  Vaddr start();

  /** How many bytes it covers. */
  long size();

  /** Whether the pages may be written once they are in place. */
  boolean writable();

  /**
   * Whether the pages may be executed once they are in place; never together with {@link
   * #writable}.
   */
  boolean executable();

  /**
   * Pages with the content of the file, private to the process.
   *
   * @param start the first page
   * @param size bytes, a multiple of the page size
   * @param fileOffset where the content begins in the file, a multiple of the page size
   * @param writable whether the pages may be written
   * @param executable whether the pages may be executed; never together with {@code writable}
   */
  record FilePages(Vaddr start, long size, long fileOffset, boolean writable, boolean executable)
      implements Mapping {}

  /**
   * Pages of zeros, the part of a segment's memory that the file does not hold.
   *
   * @param start the first page
   * @param size bytes, a multiple of the page size
   * @param writable whether the pages may be written
   * @param executable whether the pages may be executed
   */
  record ZeroPages(Vaddr start, long size, boolean writable, boolean executable)
      implements Mapping {}

  /**
   * Bytes to clear in the last page that a segment's file content reaches into: the page holds what
   * comes next in the file, and a program expects zeros.
   *
   * @param start the first byte
   * @param size bytes, less than a page
   * @param writable whether the page is writable; where it is not, it has to be for a moment
   * @param executable whether the page may be executed
   */
  record Clearing(Vaddr start, long size, boolean writable, boolean executable)
      implements Mapping {}
}
