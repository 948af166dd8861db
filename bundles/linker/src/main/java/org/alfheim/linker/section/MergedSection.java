package org.alfheim.linker.section;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.alfheim.linker.object.ByteRange;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.ObjectBuilder;
import org.alfheim.linker.object.SectionHead;
import org.alfheim.linker.object.SectionRelocations;
import org.alfheim.linker.place.PieceMap;
import org.alfheim.linker.place.SectionPlace;

/** A section of the pieces of several, each once, in the order in which they come. */
final class MergedSection {
  /** The flags in which sections agree that are merged. */
  static final long FLAGS =
      InputSection.SHF_ALLOC
          | InputSection.SHF_MERGE
          | InputSection.SHF_STRINGS
          | InputSection.SHF_LARGE;

  private final String name;
  private final long flags;
  private final int entrySize;
  private final Map<ByteRange, Piece> known = new HashMap<>();
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Split> inputs = new ArrayList<>();

  /** A piece: its bytes, and its place, which the strictest of those decides that are equal. */
  private static final class Piece {
    private final ByteRange bytes;
    private long alignment;
    private long offset;

    Piece(ByteRange bytes) {
      this.bytes = bytes;
    }
  }

  /** A section that was taken apart: where its pieces begin, and which they are. */
  private static final class Split {
    private final SectionPlace place;
    private long[] starts = new long[16];
    private Piece[] pieces = new Piece[16];
    private int count;

    Split(SectionPlace place) {
      this.place = place;
    }

    void add(long start, Piece piece) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, 2 * count);
        pieces = Arrays.copyOf(pieces, 2 * count);
      }
      starts[count] = start;
      pieces[count] = piece;
      count++;
    }

    PieceMap map(SectionPlace target) {
      long[] offsets = new long[count];
      for (int i = 0; i < count; i++) {
        offsets[i] = pieces[i].offset;
      }
      return new PieceMap(target, Arrays.copyOf(starts, count), offsets);
    }
  }

  private MergedSection(String name, long flags, int entrySize) {
    this.name = name;
    this.flags = flags;
    this.entrySize = entrySize;
  }

  /** A section without pieces, for those of a section and of others of its kind. */
  static MergedSection like(InputSection section) {
    return new MergedSection(
        OutputName.of(section), section.flags() & FLAGS, (int) section.entrySize());
  }

  /** Adds the pieces of a section. */
  void add(InputSection section) {
    byte[] bytes = new byte[(int) section.size()];
    section.content().get(0, bytes);
    boolean strings = section.has(InputSection.SHF_STRINGS);
    Split split = new Split(section.place());
    for (int at = 0; at < bytes.length; ) {
      int end = strings ? endOfString(bytes, at) : at + entrySize;
      long alignment =
          at == 0 ? section.alignment() : Math.min(section.alignment(), Long.lowestOneBit(at));
      split.add(at, piece(new ByteRange(bytes, at, end - at), alignment));
      at = end;
    }
    inputs.add(split);
  }

  private int endOfString(byte[] bytes, int from) {
    for (int at = from; ; at += entrySize) {
      int zeroes = 0;
      while (zeroes < entrySize && bytes[at + zeroes] == 0) {
        zeroes++;
      }
      if (zeroes == entrySize) {
        return at + entrySize;
      }
    }
  }

  private Piece piece(ByteRange bytes, long alignment) {
    Piece piece = known.get(bytes);
    if (piece == null) {
      piece = new Piece(bytes);
      known.put(bytes, piece);
      pieces.add(piece);
    }
    piece.alignment = Math.max(piece.alignment, alignment);
    return piece;
  }

  /** The section, and a map to it in the place of each whose pieces it has. */
  InputSection build() {
    long size = 0;
    long largest = 1;
    for (Piece piece : pieces) {
      largest = Math.max(largest, piece.alignment);
      piece.offset = (size + piece.alignment - 1) & -piece.alignment;
      size = piece.offset + piece.bytes.length();
    }
    byte[] content = new byte[Math.toIntExact(size)];
    for (Piece piece : pieces) {
      piece.bytes.copyTo(content, (int) piece.offset);
    }
    SectionHead head =
        new SectionHead(name, InputSection.SHT_PROGBITS, flags, size, 0, largest, entrySize);
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    InputSection section =
        new InputSection(ObjectBuilder.NAME, 0, head, bytes, SectionRelocations.EMPTY);
    inputs.forEach(split -> split.place.takenApart(split.map(section.place())));
    return section;
  }
}
