package org.alfheim.elf;

/**
 * A range of a file.
 *
 * @param offset where it begins, in bytes
 * @param size its bytes
 */
public record FilePart(long offset, long size) implements Comparable<FilePart> {
  /** The offset behind its last byte. */
  public long end() {
    return offset + size;
  }

  /** By the offset. */
  @Override
  public int compareTo(FilePart other) {
    return Long.compare(offset, other.offset);
  }
}
