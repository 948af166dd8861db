package org.alfheim.elf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.alfheim.names.RawText;

/**
 * An archive of object files: the format of System V and GNU {@code ar}, with the long names of GNU
 * and of BSD, and thin archives, whose members are files beside it. The archive's own index of
 * symbols is passed over.
 */
public final class ArchiveFile {
  private static final String MAGIC = "!<arch>\n";
  private static final String THIN = "!<thin>\n";
  private static final int HEADER = 60;
  private static final int NAME = 16;
  private static final int SIZE = 48;
  private static final int LONGEST_NAME = 4096;

  private final ElfBytes file;
  private final boolean thin;
  private byte[] longNames = {};

  /**
   * A member of an archive.
   *
   * @param name its name; of a thin archive's, the path of a file relative to the archive's folder
   * @param header where its header begins in the archive, in bytes
   * @param offset where its content begins in the archive, in bytes
   * @param size the bytes of its content
   * @param outside whether the content is in a file of its own
   */
  public record Member(String name, long header, long offset, long size, boolean outside) {}

  private ArchiveFile(ElfBytes file, boolean thin) {
    this.file = file;
    this.thin = thin;
  }

  /** Whether a file begins as an archive does. */
  public static boolean begins(ElfBytes file) {
    String magic = magic(file);
    return magic.equals(MAGIC) || magic.equals(THIN);
  }

  /**
   * An archive.
   *
   * @param file a file that {@linkplain #begins begins} as one
   */
  public static ArchiveFile of(ElfBytes file) {
    return new ArchiveFile(file, magic(file).equals(THIN));
  }

  private static String magic(ElfBytes file) {
    byte[] magic = new byte[(int) Math.min(MAGIC.length(), file.size())];
    file.window(0, magic.length, "ar_magic", 0).get(magic);
    return new String(magic, StandardCharsets.ISO_8859_1); // No other bytes are asked for.
  }

  /**
   * Reads the members, in the order of the file.
   *
   * @param members is given each, as far as the archive is sound
   * @throws ElfException where it is damaged
   */
  public void read(Consumer<Member> members) {
    long at = MAGIC.length();
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
      member(name, content, size, at, members);
      at = inside ? content + size + (size & 1) : content;
    }
  }

  /** Whether a member is the archive's own: an index of symbols, or the table of long names. */
  private static boolean isTable(String name) {
    return name.equals("/") || name.equals("//") || name.equals("/SYM64/");
  }

  private void member(String name, long content, long size, long at, Consumer<Member> members) {
    if (name.equals("//")) {
      longNames = bytes(content, size);
    } else if (name.startsWith("#1/") && !thin) {
      long length = number(name.substring(3), "ar_name", at);
      if (length > size) {
        throw file.bad("ar_name", at, "a member's name is longer than the member");
      }
      String text = RawText.decode(bytes(content, length));
      int end = text.indexOf('\0');
      String own = end < 0 ? text : text.substring(0, end);
      add(new Member(own, at, content + length, size - length, false), members);
    } else if (!isTable(name)) {
      add(new Member(plainName(name, at), at, content, size, thin), members);
    }
  }

  private static void add(Member member, Consumer<Member> members) {
    if (!member.name().startsWith("__.SYMDEF")) {
      members.accept(member);
    }
  }

  private String plainName(String name, long at) {
    if (name.startsWith("/")) {
      return longName(number(name.substring(1), "ar_name", at), at);
    }
    return name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
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
    if (length > LONGEST_NAME) {
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
