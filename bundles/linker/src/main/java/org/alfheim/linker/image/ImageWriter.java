package org.alfheim.linker.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;
import org.alfheim.linker.relocation.RelocationWriter;

/** Writes the bytes of an image: headers, sections, what relocations give. */
final class ImageWriter {
  private static final int SECTION_HEADER = 64;
  private static final int SHN_LORESERVE = 0xff00;
  private static final int SHN_XINDEX = 0xffff;

  private final ImageLayout layout;
  private final SectionNumbers numbers;
  private final RelocationWriter relocations;
  private final StringPool names = new StringPool();
  private final int localSymbols;
  private final boolean gnu;

  /**
   * A writer.
   *
   * @param gnu whether the image has what GNU's ABI adds: indirect functions, unique symbols
   */
  ImageWriter(
      ImageLayout layout,
      SectionNumbers numbers,
      RelocationWriter relocations,
      int localSymbols,
      boolean gnu) {
    this.layout = layout;
    this.numbers = numbers;
    this.relocations = relocations;
    this.localSymbols = localSymbols;
    this.gnu = gnu;
  }

  /**
   * Writes the image.
   *
   * @param most the bytes that it may have: more than that is padding that somebody asked for
   */
  byte[] write(long most) {
    List<ImageLayout.Placed> sections = layout.sections();
    sections.forEach(placed -> names.offset(placed.output().name()));
    int nameOfNames = names.offset(".shstrtab");
    long namesAt = layout.fileEnd();
    long headersAt = ImageLayout.align(namesAt + names.size(), 8);
    long size = headersAt + (long) SECTION_HEADER * (sections.size() + 2);
    if (size > most || size > Integer.MAX_VALUE - 64) {
      throw new LinkException(
          "the image",
          "would have " + size + " bytes, far more than the objects",
          "look at the alignment of their sections");
    }
    byte[] image = new byte[(int) size];
    sections.forEach(placed -> copy(placed, image));
    ByteBuffer out = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    names.writeTo(out, (int) namesAt);
    writeSectionHeaders(out, (int) headersAt, sections);
    int last = (int) headersAt + SECTION_HEADER * (sections.size() + 1);
    writeSectionHeader(
        out, last, new int[] {nameOfNames, 3, 0, 0}, 0, 0, namesAt, names.size(), 1, 0);
    writeProgramHeaders(out);
    writeFileHeader(out, headersAt, sections.size() + 2);
    return image;
  }

  private void copy(ImageLayout.Placed placed, byte[] image) {
    if (placed.output().empty()) {
      return;
    }
    for (OutputSection.Part part : placed.output().parts()) {
      InputSection section = part.linked().section();
      if (!section.empty() && section.size() > 0) {
        int at = (int) (placed.offset() + part.offset());
        section.content().get(0, image, at, section.content().limit());
        relocations.write(part.linked(), image, at);
      }
    }
    if (placed.output().region() == Region.CODE) {
      fillGaps(placed, image);
    }
  }

  /** Nobody runs into what is between functions; if somebody does, it is a trap (int3). */
  private static void fillGaps(ImageLayout.Placed placed, byte[] image) {
    String name = placed.output().name();
    byte filler = (byte) (name.equals(".init") || name.equals(".fini") ? 0x90 : 0xcc);
    long end = placed.offset();
    for (OutputSection.Part part : placed.output().parts()) {
      long start = placed.offset() + part.offset();
      if (start > end) {
        Arrays.fill(image, (int) end, (int) start, filler);
      }
      end = start + part.linked().section().size();
    }
  }

  private void writeProgramHeaders(ByteBuffer out) {
    int at = ImageLayout.FILE_HEADER;
    for (Segment segment : layout.segments()) {
      segment.write(out, at);
      at += Segment.ENTRY;
    }
  }

  private void writeSectionHeaders(ByteBuffer out, int start, List<ImageLayout.Placed> sections) {
    int at = start + SECTION_HEADER;
    for (ImageLayout.Placed placed : sections) {
      OutputSection output = placed.output();
      InputSection first = output.parts().getFirst().linked().section();
      int[] words = {names.offset(output.name()), output.type(), link(output.name()), info(output)};
      writeSectionHeader(
          out,
          at,
          words,
          output.flags(),
          placed.address(),
          placed.offset(),
          output.size(),
          output.alignment(),
          output.parts().size() == 1 ? first.entrySize() : 0);
      at += SECTION_HEADER;
    }
  }

  private int link(String name) {
    return switch (name) {
      case ".dynsym", ".gnu.version_d", ".gnu.version_r", ".dynamic" -> numbers.of(".dynstr");
      case ".gnu.hash", ".gnu.version", ".rela.dyn", ".rela.plt" -> numbers.of(".dynsym");
      case ".symtab" -> numbers.of(".strtab");
      case ".symtab_shndx" -> numbers.of(".symtab");
      default -> 0;
    };
  }

  private int info(OutputSection output) {
    InputSection first = output.parts().getFirst().linked().section();
    return switch (output.name()) {
      case ".dynsym" -> 1;
      case ".symtab" -> localSymbols;
      case ".gnu.version_d" -> chain(first.content(), 16);
      case ".gnu.version_r" -> chain(first.content(), 12);
      default -> 0;
    };
  }

  /** The entries of a table in which each says where the next one begins. */
  private static int chain(ByteBuffer table, int field) {
    int count = 1;
    for (int at = 0; table.getInt(at + field) != 0; at += table.getInt(at + field)) {
      count++;
    }
    return count;
  }

  /** The words are sh_name, sh_type, sh_link and sh_info. */
  private static void writeSectionHeader(
      ByteBuffer out,
      int at,
      int[] words,
      long flags,
      long address,
      long offset,
      long size,
      long alignment,
      long entrySize) {
    out.putInt(at, words[0]);
    out.putInt(at + 4, words[1]);
    out.putLong(at + 8, flags);
    out.putLong(at + 16, address);
    out.putLong(at + 24, offset);
    out.putLong(at + 32, size);
    out.putInt(at + 40, words[2]);
    out.putInt(at + 44, words[3]);
    out.putLong(at + 48, alignment);
    out.putLong(at + 56, entrySize);
  }

  private void writeFileHeader(ByteBuffer out, long headersAt, int count) {
    out.putInt(0, 0x464c457f);
    out.put(4, new byte[] {2, 1, 1, (byte) (gnu ? 3 : 0)});
    out.putShort(16, (short) 3);
    out.putShort(18, (short) 62);
    out.putInt(20, 1);
    out.putLong(32, ImageLayout.FILE_HEADER);
    out.putLong(40, headersAt);
    out.putShort(52, (short) ImageLayout.FILE_HEADER);
    out.putShort(54, (short) Segment.ENTRY);
    out.putShort(56, (short) layout.segments().size());
    out.putShort(58, (short) SECTION_HEADER);
    boolean many = count >= SHN_LORESERVE;
    out.putShort(60, (short) (many ? 0 : count));
    out.putShort(62, (short) (many ? SHN_XINDEX : count - 1));
    if (many) {
      out.putLong((int) headersAt + 32, count);
      out.putInt((int) headersAt + 40, count - 1);
    }
  }
}
