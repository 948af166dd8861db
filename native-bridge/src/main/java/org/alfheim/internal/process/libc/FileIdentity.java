package org.alfheim.internal.process.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which file a path leads to, by one system call (statx(2)). Two that are equal are one name of one
 * file, as far as the file has no other name.
 *
 * @param mount the mount that it is seen through; 0 where the kernel does not say (before 5.8)
 * @param device the file system
 * @param inode the file in it
 * @param links how many names the file has
 * @param changed when the file was changed last, its names included, in nanoseconds since 1970; an
 *     inode that is used again has another time
 */
public record FileIdentity(long mount, long device, long inode, int links, long changed) {
  private static final MemorySegment STATX = CLibrary.function("statx");
  private static final int AT_FDCWD = -100;
  private static final int STATX_BASIC_STATS = 0x7ff;
  private static final int STATX_MNT_ID = 0x1000;
  private static final int NANOSECONDS = 1_000_000_000;

  // struct statx
  private static final int SIZE = 256;
  private static final int STX_NLINK = 16;
  private static final int STX_INO = 32;
  private static final int STX_CTIME = 96;
  private static final int STX_DEV = 136;
  private static final int STX_MNT_ID = 144;

  /** A path as the system has it, which can be asked for again and again. */
  public static final class Name {
    private final MemorySegment text;

    private Name(MemorySegment text) {
      this.text = text;
    }

    /**
     * A path as the system has it.
     *
     * @param path an absolute path of the default file system
     */
    public static Name of(Path path) {
      byte[] bytes = FileName.bytes(path);
      MemorySegment text = Arena.ofAuto().allocate(bytes.length + 1L);
      Memory.buffer(text).put(bytes);
      return new Name(text);
    }

    /** The file that the path leads to now; empty if there is none, or it can't be reached. */
    public Optional<FileIdentity> file() {
      try (Arena arena = Arena.ofConfined()) {
        MemorySegment status = arena.allocate(SIZE, Long.BYTES);
        NativeCall.Result result =
            NativeCall.invoke(
                STATX,
                AT_FDCWD,
                text.address(),
                0,
                STATX_BASIC_STATS | STATX_MNT_ID,
                status.address());
        return result.asInt() < 0 ? Optional.empty() : Optional.of(read(Memory.buffer(status)));
      } finally {
        Reference.reachabilityFence(text);
      }
    }
  }

  private static FileIdentity read(ByteBuffer status) {
    return new FileIdentity(
        status.getLong(STX_MNT_ID),
        status.getLong(STX_DEV),
        status.getLong(STX_INO),
        status.getInt(STX_NLINK),
        status.getLong(STX_CTIME) * NANOSECONDS + status.getInt(STX_CTIME + Long.BYTES));
  }

  /* Not left to the record, as in Address. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FileIdentity file
        && file.inode == inode
        && file.changed == changed
        && file.device == device
        && file.mount == mount
        && file.links == links;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(inode);
  }
}
