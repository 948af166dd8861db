package org.alfheim.corpus.objects;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.alfheim.linker.object.Input;
import org.alfheim.names.RawText;

/** Relocatable objects and archives of them: which files are such, and how they are read. */
public final class LinkableFiles {
  private static final Pattern NAME = Pattern.compile(".*\\.(o|a|rlib)");

  private static final byte[] ARCHIVE = {'!', '<', 'a', 'r', 'c', 'h', '>', '\n'};
  private static final byte[] THIN = {'!', '<', 't', 'h', 'i', 'n', '>', '\n'};
  private static final byte[] IDENT = {0x7f, 'E', 'L', 'F'};
  private static final int E_TYPE = 16;
  private static final int ET_REL = 1;

  private LinkableFiles() {}

  /** Whether a file is called as an object, an archive of objects, or one of Rust is. */
  public static boolean isNamedSo(Path file) {
    return NAME.matcher(file.getFileName().toString()).matches();
  }

  /**
   * Whether a file has to be linked before it can be opened: by its name, or since it begins as an
   * archive or a relocatable object does.
   *
   * @param file a file that there is
   */
  public static boolean isOne(Path file) {
    return isNamedSo(file) || beginsAsOne(file);
  }

  /** Whether a file begins as an archive or a relocatable object does. */
  public static boolean beginsAsOne(Path file) {
    try (InputStream stream = Files.newInputStream(file)) {
      byte[] start = stream.readNBytes(E_TYPE + 1);
      return starts(start, ARCHIVE)
          || starts(start, THIN)
          || (starts(start, IDENT) && start.length > E_TYPE && start[E_TYPE] == ET_REL);
    } catch (IOException e) {
      /* Whoever opens it says why it can't be read. */
      return false;
    }
  }

  private static boolean starts(byte[] file, byte[] magic) {
    return file.length >= magic.length
        && Arrays.equals(file, 0, magic.length, magic, 0, magic.length);
  }

  /**
   * A file as the linker takes it; the members of a thin archive are looked for beside it.
   *
   * @param file an object or an archive
   * @throws IOException if it can't be read
   */
  static Input input(Path file) throws IOException {
    return new Input(file.toString(), bytes(file), name -> neighbour(file, name));
  }

  /** Whether a member is an object; archives of Rust have others, too. */
  static boolean isElf(Input member) {
    return member.bytes().byteSize() >= IDENT.length
        && starts(member.bytes().asSlice(0, IDENT.length).toArray(ValueLayout.JAVA_BYTE), IDENT);
  }

  /**
   * The bytes of a file, mapped: archives may be large.
   *
   * @throws IOException if it can't be read
   */
  public static MemorySegment bytes(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.size() == 0
          ? MemorySegment.ofArray(new byte[0])
          : channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    }
  }

  private static Optional<MemorySegment> neighbour(Path archive, String name) {
    try {
      Path file = archive.resolveSibling(RawText.path(name));
      return Files.isRegularFile(file) ? Optional.of(bytes(file)) : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      return Optional.empty();
    }
  }
}
