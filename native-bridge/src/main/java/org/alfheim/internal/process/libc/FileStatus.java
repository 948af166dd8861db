package org.alfheim.internal.process.libc;

/**
 * What the system says of an open file.
 *
 * @param size its bytes
 * @param blocks how many blocks of 512 bytes it takes, holes apart
 * @param owner the id of the user whose it is
 * @param mode {@code st_mode}: who may do what
 * @param device the file system
 * @param inode the file in it
 */
public record FileStatus(long size, long blocks, int owner, int mode, long device, long inode) {
  private static final int BLOCK = 512;
  private static final int WRITABLE_BY_OTHERS = 0022;

  /** The bytes that it takes; of a memory file that is memory. */
  public long held() {
    return blocks * BLOCK;
  }

  /** Whether nobody but the superuser can change it; where an ACL lets others, the mode says so. */
  public boolean unchanging() {
    return owner == 0 && (mode & WRITABLE_BY_OTHERS) == 0;
  }
}
