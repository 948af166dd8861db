package org.alfheim.linker.object;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;
import org.alfheim.names.RawText;

/**
 * Reads archives: the format of System V and GNU {@code ar}, long names of GNU and of BSD, and thin
 * archives. The archive's own symbol index is not used: the members say themselves what they
 * define.
 */
public final class ObjectArchive {
  private static final String MAGIC = "!<arch>\n";
  private static final String THIN = "!<thin>\n";
  private static final int HEADER = 60;
  private static final int NAME = 16;
  private static final int SIZE = 48;

  private final Input input;
  private final ElfBytes file;
  private final boolean thin;
  private final List<Input> members = new ArrayList<>();
  private byte[] longNames = {};

  private ObjectArchive(Input input, boolean thin) {
    this.input = input;
    this.file = new ElfBytes(input.name(), input.bytes());
    this.thin = thin;
  }

  /** Whether a file is an archive. */
  public static boolean isArchive(Input input) {
    String magic = magic(input);
    return magic.equals(MAGIC) || magic.equals(THIN);
  }

  private static String magic(Input input) {
    ElfBytes file = new ElfBytes(input.name(), input.bytes());
    byte[] magic = new byte[(int) Math.min(8, file.size())];
    file.window(0, magic.length, "ar_magic", 0).get(magic);
    return RawText.decode(magic);
  }

  /**
   * The members, in the order of the file, called {@code libx.a(y.o)}.
   *
   * @param input an archive
   * @throws ElfException if it is damaged, or a member of a thin archive is not there
   */
  public static List<Input> members(Input input) {
    ObjectArchive archive = new ObjectArchive(input, magic(input).equals(THIN));
    archive.read();
    return archive.members;
  }

  private void read() {
    long at = 8;
    while (at < file.size()) {
      ByteBuffer header = file.window(at, HEADER, "ar_name", at);
      if (header.get(58) != '`' || header.get(59) != '\n') {
        throw file.bad("ar_fmag", at + 58, "a member's header does not end as it has to");
      }
      long size = number(field(header, SIZE, 10), "ar_size", at + SIZE);
      String name = field(header, 0, NAME);
      long content = at + HEADER;
      boolean inside = !thin || isTable(name);
      if (inside) {
        file.slice(content, size, "ar_size", at + SIZE);
      }
      member(name, content, size, at);
      at = inside ? content + size + (size & 1) : content;
    }
  }

  /** Whether a member is the archive's own: an index of symbols, or the table of long names. */
  private static boolean isTable(String name) {
    return name.equals("/") || name.equals("//") || name.equals("/SYM64/");
  }

  private void member(String name, long content, long size, long at) {
    if (name.equals("//")) {
      longNames = bytes(content, size);
    } else if (name.startsWith("#1/") && !thin) {
      long length = number(name.substring(3), "ar_name", at);
      if (length > size) {
        throw file.bad("ar_name", at, "a member's name is longer than the member");
      }
      String text = RawText.decode(bytes(content, length));
      int end = text.indexOf('\0');
      add(end < 0 ? text : text.substring(0, end), content + length, size - length, at);
    } else if (!isTable(name)) {
      add(plainName(name, at), content, size, at);
    }
  }

  private String plainName(String name, long at) {
    if (name.startsWith("/")) {
      return longName(number(name.substring(1), "ar_name", at), at);
    }
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
  }

  private void add(String name, long content, long size, long at) {
    if (name.startsWith("__.SYMDEF")) {
      return;
    }
    String shown = input.name() + "(" + name + ")";
    MemorySegment bytes = thin ? outside(name, size, at) : file.segment().asSlice(content, size);
    members.add(Input.of(shown, bytes));
  }

  private MemorySegment outside(String name, long size, long at) {
    MemorySegment bytes =
        input
            .neighbour()
            .apply(name)
            .orElseThrow(() ->
                new ElfException(
                    file.name(),
                    "ar_name",
                    at,
                    "a thin archive names " + name + ", and there is no such file",
                    "keep the archive beside its objects, or make it without T"));
    if (bytes.byteSize() != size) {
      throw file.bad(
          "ar_size",
          at + SIZE,
          name + " has " + bytes.byteSize() + " bytes, the thin archive says " + size);
    }
    return bytes;
  }

  private byte[] bytes(long offset, long size) {
    byte[] bytes = new byte[(int) size];
    file.window(offset, size, "ar_size", -1).get(bytes);
    return bytes;
  }

  /** A name in the table of long names, where it ends in a slash and a line feed. */
  private String longName(long start, long at) {
    if (start >= longNames.length) {
      throw file.bad("ar_name", at, "a member's name is not in the table of long names");
    }
    int end = (int) start;
    while (end < longNames.length && longNames[end] != '\n') {
      end++;
    }
    int length = end - (int) start;
    if (length > 0 && longNames[end - 1] == '/') {
      length--;
    }
    if (length > 4096) {
      throw file.bad("ar_name", at, "a member's name has more than 4,096 bytes");
    }
    return RawText.decode(Arrays.copyOfRange(longNames, (int) start, (int) start + length));
  }

  private long number(String digits, String field, long at) {
    long value = 0;
    if (digits.isEmpty() || digits.length() > 15) {
      throw file.bad(field, at, "no number where one has to be: " + digits);
    }
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw file.bad(field, at, "no number where one has to be: " + digits);
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static String field(ByteBuffer header, int start, int length) {
    int end = start + length;
    while (end > start && header.get(end - 1) == ' ') {
      end--;
    }
    byte[] text = new byte[end - start];
    header.get(start, text);
    return RawText.decode(text);
  }
}
