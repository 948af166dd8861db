package org.alfheim.elf.inspect;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.ElfBytes;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ElfFile;

/** Reads the archive format of System V and GNU {@code ar}, and the long names of BSD. */
final class ArchiveReader {
  /** {@code !<arch>\n} as a little-endian word. */
  private static final long MAGIC = 0x0a3e686372613c21L;

  private static final int HEADER = 60;
  private static final int NAME = 16;
  private static final int SIZE = 48;

  private final ElfBytes file;
  private final List<Archive.Member> members = new ArrayList<>();
  private byte[] longNames = {};

  private ArchiveReader(ElfBytes file) {
    this.file = file;
  }

  static boolean isArchive(ElfBytes file) {
    return file.size() >= 8 && file.window(0, 8, "ar_magic", 0).getLong(0) == MAGIC;
  }

  static Archive read(ElfBytes file) {
    ArchiveReader reader = new ArchiveReader(file);
    Optional<String> problem = Optional.empty();
    try {
      reader.readMembers();
    } catch (ElfException damaged) {
      problem = Optional.of(damaged.problem());
    }
    return new Archive(file.name(), file.size(), reader.members, problem);
  }

  private void readMembers() {
    long at = 8;
    while (at < file.size()) {
      ByteBuffer header = file.window(at, HEADER, "ar_name", at);
      if (header.get(58) != '`' || header.get(59) != '\n') {
        throw file.bad("ar_fmag", at + 58, "a member's header does not end as it has to");
      }
      long size = decimal(header, SIZE, 10, at);
      long content = at + HEADER;
      file.slice(content, size, "ar_size", at + SIZE);
      member(field(header, 0, NAME), content, size, at);
      at = content + size + (size & 1);
    }
  }

  private void member(String name, long content, long size, long at) {
    if (name.equals("/") || name.equals("/SYM64/") || name.startsWith("__.SYMDEF")) {
      return;
    }
    if (name.equals("//")) {
      longNames = bytes(content, size);
      return;
    }
    if (name.startsWith("#1/")) {
      long length = number(name.substring(3), at);
      if (length > size) {
        throw file.bad("ar_name", at, "a member's name is longer than the member");
      }
      String text = new String(bytes(content, length), StandardCharsets.UTF_8);
      int end = text.indexOf('\0');
      add(end < 0 ? text : text.substring(0, end), content + length, size - length);
    } else if (name.startsWith("/")) {
      add(longName(number(name.substring(1), at), at), content, size);
    } else {
      add(name.endsWith("/") ? name.substring(0, name.length() - 1) : name, content, size);
    }
  }

  private void add(String name, long content, long size) {
    MemorySegment bytes = file.segment().asSlice(content, size);
    Optional<ElfImage> image = Optional.empty();
    Optional<String> problem = Optional.empty();
    try {
      image = Optional.of(ElfImageReader.read(ElfFile.of(file.name() + "(" + name + ")", bytes)));
    } catch (ElfException notElf) {
      problem = Optional.of(notElf.problem());
    }
    members.add(new Archive.Member(name, content, size, image, problem));
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
    return new String(longNames, (int) start, length, StandardCharsets.UTF_8);
  }

  private long decimal(ByteBuffer header, int start, int length, long at) {
    return number(field(header, start, length), at + start);
  }

  private long number(String digits, long at) {
    long value = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9 || i > 14) {
        throw file.bad("ar_size", at, "no number where one has to be: " + digits);
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
    return new String(text, StandardCharsets.UTF_8);
  }
}
