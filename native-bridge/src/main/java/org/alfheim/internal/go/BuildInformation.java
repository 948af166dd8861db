package org.alfheim.internal.go;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.SharedObject;

/**
 * What the linker writes of a build ({@code debug/buildinfo}), and {@code go version -m} shows. It
 * begins with a magic number, at a multiple of 16, in the segment of data. Plugins have it from Go
 * 1.20 on or so.
 *
 * @param version the version of Go, such as {@code go1.23.5}
 * @param settings what the build was set to, by the names that {@code go build} has for them
 */
record BuildInformation(String version, Map<String, String> settings) {
  private static final byte[] MAGIC = "\u00ff Go buildinf:".getBytes(StandardCharsets.ISO_8859_1);
  private static final int ALIGN = 16;
  private static final int HEADER = 32;
  private static final int FLAGS = 15;
  private static final int INLINE = 2;

  /** Before and behind the module's information. */
  private static final int MARK = 16;

  private static final int LONGEST_VERSION = 256;

  /** Finds it; empty if there is none. */
  static Optional<BuildInformation> of(SharedObject image) {
    for (ProgramHeader segment : image.loadSegments()) {
      if ((segment.flags() & ProgramHeader.PF_W) != 0 && segment.fileSize() > HEADER) {
        ByteBuffer bytes = image.contentAt(segment.vaddr(), segment.fileSize()).asByteBuffer();
        int start = (int) (-segment.vaddr().value() & ALIGN - 1);
        for (int at = start; at <= bytes.limit() - HEADER; at += ALIGN) {
          if (bytes.get(at) == MAGIC[0] && begins(bytes, at)) {
            return Optional.of(read(image, bytes, at));
          }
        }
      }
    }
    return Optional.empty();
  }

  private static boolean begins(ByteBuffer bytes, int at) {
    for (int i = 1; i < MAGIC.length; i++) {
      if (bytes.get(at + i) != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  private static BuildInformation read(SharedObject image, ByteBuffer bytes, int at) {
    if ((bytes.get(at + FLAGS) & INLINE) == 0) {
      throw new ElfException(
          image.name(), "buildinfo", -1, "it is in the form of a Go before go1.18", "");
    }
    bytes.position(at + HEADER);
    String version = text(image, bytes, LONGEST_VERSION);
    String module = text(image, bytes, RelocatedImage.LONGEST * 16);
    Map<String, String> settings = new LinkedHashMap<>();
    if (module.length() > 2 * MARK) {
      module
          .substring(MARK, module.length() - MARK)
          .lines()
          .filter(line -> line.startsWith("build\t"))
          .forEach(line -> {
            String setting = line.substring("build\t".length());
            int end = setting.indexOf('=');
            settings.put(
                setting.substring(0, Math.max(end, 0)), unquoted(setting.substring(end + 1)));
          });
    }
    return new BuildInformation(utf8(version), settings);
  }

  /** Each byte a character, so that the marks keep their length. */
  private static String text(SharedObject image, ByteBuffer bytes, int most) {
    long size = 0;
    for (int shift = 0; shift <= 28; shift += 7) {
      if (!bytes.hasRemaining()) {
        break;
      }
      int next = bytes.get();
      size |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        if (size > Math.min(most, bytes.remaining())) {
          break;
        }
        byte[] text = new byte[(int) size];
        bytes.get(text);
        return new String(text, StandardCharsets.ISO_8859_1);
      }
    }
    throw new ElfException(image.name(), "buildinfo", -1, "a text in it is too long", "");
  }

  private static String utf8(String bytes) {
    return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }

  /** Go quotes a value that has spaces or quotes in it; simply, as far as values go. */
  private static String unquoted(String value) {
    String text = utf8(value);
    boolean quoted =
        text.length() >= 2
            && ((text.startsWith("\"") && text.endsWith("\""))
                || (text.startsWith("`") && text.endsWith("`")));
    return quoted ? text.substring(1, text.length() - 1).replace("\\\"", "\"") : text;
  }

  /**
   * What {@code go build} was told that makes one plugin fit a host and another not: the flags, as
   * one writes them, without those that each plugin has.
   */
  List<String> flags() {
    List<String> flags = new ArrayList<>();
    settings.forEach((name, value) -> {
      if (name.startsWith("-") && !name.equals("-buildmode") && !name.equals("-compiler")) {
        flags.add(value.equals("true") ? name : name + "=" + value);
      }
    });
    return List.copyOf(flags);
  }
}
