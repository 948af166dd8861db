package org.alfheim.linker.image;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.linker.object.InputSection;
import org.alfheim.linker.object.LinkException;

/**
 * Gives output sections addresses and places in the file. Each region begins on a page of its own,
 * so that no page has two permissions; addresses and places in the file agree within a page.
 */
public final class ImageLayout {
  static final long PAGE = 0x1000;
  static final int FILE_HEADER = 64;

  /** What a loader takes. */
  private static final long MOST_THREAD_LOCAL = 1L << 30;

  private static final long MOST_THREAD_ALIGNED = 2L << 20;

  /**
   * An output section in its place.
   *
   * @param output the section
   * @param address its address; 0 where it is not loaded
   * @param offset where it begins in the file
   */
  public record Placed(OutputSection output, long address, long offset) {
    long end() {
      return address + output.size();
    }
  }

  private final List<Placed> sections = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final boolean executableStack;
  private final int headers;
  private long address;
  private long offset;

  private ImageLayout(List<OutputSection> outputs, boolean executableStack) {
    this.executableStack = executableStack;
    this.headers = FILE_HEADER + Segment.ENTRY * mostSegments(outputs);
  }

  /**
   * Lays an image out.
   *
   * @param outputs its sections in order
   * @param executableStack whether PT_GNU_STACK asks for one
   */
  public static ImageLayout of(List<OutputSection> outputs, boolean executableStack) {
    ImageLayout layout = new ImageLayout(outputs, executableStack);
    layout.place(outputs);
    return layout;
  }

  private static int mostSegments(List<OutputSection> outputs) {
    int notes = (int) outputs.stream().filter(o -> o.type() == InputSection.SHT_NOTE).count();
    return Region.values().length + 8 + notes;
  }

  private void place(List<OutputSection> outputs) {
    for (OutputSection output : outputs) {
      if (isNothing(output)) {
        output.parts().forEach(part -> part.linked().section().place().laidOut(0));
      }
    }
    for (Region region : Region.values()) {
      List<OutputSection> mine =
          outputs.stream().filter(o -> o.region() == region && !isNothing(o)).toList();
      if (region == Region.UNLOADED) {
        placeUnloaded(mine);
      } else if (!mine.isEmpty() || region == Region.READ) {
        placeRegion(region, mine);
      }
    }
    addSpecial();
  }

  /** Labels may be in it, and lead to nothing. */
  private static boolean isNothing(OutputSection output) {
    return output.size() == 0 && output.region() != Region.UNLOADED;
  }

  private void placeRegion(Region region, List<OutputSection> outputs) {
    long alignment = PAGE;
    for (OutputSection output : outputs) {
      alignment = Math.max(alignment, output.alignment());
    }
    boolean first = region == Region.READ;
    address = first ? 0 : align(address, alignment);
    /* The file has no gap of pages: the offset is the next that agrees with the address. */
    offset = first ? 0 : offset + ((address - offset) & (alignment - 1));
    long start = address;
    long from = offset;
    if (first) {
      address += headers;
      offset += headers;
    }
    long fileEnd = offset;
    boolean zeroes = false;
    for (OutputSection output : outputs) {
      long place = align(address, output.alignment());
      if (!output.threadLocalZeroes()) {
        address = place;
      }
      long at = from + (place - start);
      put(output, place, at);
      if (output.threadLocalZeroes()) {
        continue;
      }
      address = place + output.size();
      if (output.empty()) {
        zeroes = true;
      } else {
        if (zeroes) {
          throw new LinkException(output.name(), "content behind sections without any", "");
        }
        fileEnd = at + output.size();
      }
    }
    offset = fileEnd;
    if (region == Region.SEALED) {
      address = align(address, PAGE);
    }
    segments.add(
        new Segment(
            Segment.PT_LOAD,
            flags(region),
            from,
            start,
            fileEnd - from,
            address - start,
            alignment));
    if (region == Region.SEALED) {
      segments.add(
          new Segment(
              Segment.PT_GNU_RELRO, Segment.READ, from, start, fileEnd - from, address - start, 1));
    }
    if (address > 1L << 46) {
      throw new LinkException("the image", "needs more than 64 TiB of addresses", "");
    }
  }

  private static int flags(Region region) {
    return Segment.READ
        | (region.writable() ? Segment.WRITE : 0)
        | (region.executable() ? Segment.EXECUTE : 0);
  }

  private void put(OutputSection output, long place, long at) {
    sections.add(new Placed(output, place, at));
    for (OutputSection.Part part : output.parts()) {
      part.linked().section().place().laidOut(place + part.offset());
    }
  }

  private void placeUnloaded(List<OutputSection> outputs) {
    for (OutputSection output : outputs) {
      offset = align(offset, Math.min(output.alignment(), PAGE));
      sections.add(new Placed(output, 0, offset));
      for (OutputSection.Part part : output.parts()) {
        part.linked().section().place().laidOut(part.offset());
      }
      if (!output.empty()) {
        offset += output.size();
      }
    }
  }

  private void addSpecial() {
    find(".dynamic").ifPresent(placed -> whole(placed, Segment.PT_DYNAMIC, true));
    addThreadLocal();
    addNotes();
    find(".note.gnu.property").ifPresent(placed -> whole(placed, Segment.PT_GNU_PROPERTY, false));
    find(".eh_frame_hdr").ifPresent(placed -> whole(placed, Segment.PT_GNU_EH_FRAME, false));
    int stack = Segment.READ | Segment.WRITE | (executableStack ? Segment.EXECUTE : 0);
    segments.add(new Segment(Segment.PT_GNU_STACK, stack, 0, 0, 0, 0, 16));
  }

  private void whole(Placed placed, int type, boolean writable) {
    segments.add(
        new Segment(
            type,
            Segment.READ | (writable ? Segment.WRITE : 0),
            placed.offset(),
            placed.address(),
            placed.output().size(),
            placed.output().size(),
            placed.output().alignment()));
  }

  private void addThreadLocal() {
    List<Placed> mine =
        sections.stream().filter(placed -> placed.output().has(InputSection.SHF_TLS)).toList();
    if (mine.isEmpty()) {
      return;
    }
    Placed first = mine.getFirst();
    long fileEnd = first.offset();
    long end = first.address();
    long alignment = 1;
    for (Placed placed : mine) {
      end = Math.max(end, placed.end());
      alignment = Math.max(alignment, placed.output().alignment());
      if (!placed.output().empty()) {
        fileEnd = placed.offset() + placed.output().size();
      }
    }
    if (end - first.address() > MOST_THREAD_LOCAL) {
      throw new LinkException("the image", "needs more than 1 GiB for each thread", "");
    }
    if (alignment > MOST_THREAD_ALIGNED) {
      throw new LinkException("the image", "aligns thread-local memory to more than 2 MiB", "");
    }
    segments.add(
        new Segment(
            Segment.PT_TLS,
            Segment.READ,
            first.offset(),
            first.address(),
            fileEnd - first.offset(),
            end - first.address(),
            alignment));
  }

  /** Notes of one alignment that stand together are one segment. */
  private void addNotes() {
    Placed first = null;
    Placed last = null;
    for (Placed placed : sections) {
      if (placed.output().type() != InputSection.SHT_NOTE
          || placed.output().region() != Region.READ) {
        continue;
      }
      if (first != null && placed.output().alignment() != first.output().alignment()) {
        addNote(first, last);
        first = null;
      }
      first = first == null ? placed : first;
      last = placed;
    }
    if (first != null) {
      addNote(first, last);
    }
  }

  private void addNote(Placed first, Placed last) {
    long size = last.end() - first.address();
    segments.add(
        new Segment(
            Segment.PT_NOTE,
            Segment.READ,
            first.offset(),
            first.address(),
            size,
            size,
            first.output().alignment()));
  }

  /** The output sections in their places. */
  public List<Placed> sections() {
    return sections;
  }

  /** The program headers: PT_LOAD before the others, in the order of addresses. */
  List<Segment> segments() {
    List<Segment> ordered = new ArrayList<>(segments);
    ordered.sort((left, right) ->
        Boolean.compare(left.type() != Segment.PT_LOAD, right.type() != Segment.PT_LOAD));
    return ordered;
  }

  /** The output section of a name. */
  Optional<Placed> find(String name) {
    return sections.stream()
        .filter(placed -> placed.output().name().equals(name))
        .filter(placed -> placed.output().region() != Region.UNLOADED)
        .findFirst();
  }

  /** The address of the thread-local block's initial image; 0 where there is none. */
  public long threadLocal() {
    return segments.stream()
        .filter(segment -> segment.type() == Segment.PT_TLS)
        .mapToLong(Segment::address)
        .findFirst()
        .orElse(0);
  }

  /** The end of what has been placed in the file. */
  long fileEnd() {
    return offset;
  }

  /** The addresses of names that the layout gives a place to. */
  public Map<String, Long> boundaries() {
    Map<String, Long> names = new HashMap<>();
    for (Placed placed : sections) {
      OutputSection output = placed.output();
      if (output.region() != Region.UNLOADED) {
        names.putIfAbsent("__start_" + output.name(), placed.address());
        names.put("__stop_" + output.name(), placed.end());
      }
    }
    Ends ends = Ends.of(sections);
    names.put("etext", ends.text());
    names.put("_etext", ends.text());
    names.put("__etext", ends.text());
    names.put("edata", ends.data());
    names.put("_edata", ends.data());
    names.put("__bss_start", ends.data());
    names.put("end", ends.all());
    names.put("_end", ends.all());
    names.put("__ehdr_start", 0L);
    names.put("_DYNAMIC", find(".dynamic").map(Placed::address).orElse(0L));
    names.put("_GLOBAL_OFFSET_TABLE_", find(".got").map(Placed::address).orElse(0L));
    names.put("_TLS_MODULE_BASE_", threadLocal());
    return names;
  }

  private record Ends(long text, long data, long all) {
    static Ends of(List<Placed> sections) {
      long text = 0;
      long data = 0;
      long all = 0;
      for (Placed placed : sections) {
        Region region = placed.output().region();
        if (region == Region.UNLOADED || placed.output().threadLocalZeroes()) {
          continue;
        }
        all = Math.max(all, placed.end());
        text = region == Region.CODE ? placed.end() : text;
        data = region.writable() && !placed.output().empty() ? placed.end() : data;
      }
      return new Ends(text, data, all);
    }
  }

  static long align(long value, long to) {
    return (value + to - 1) & -to;
  }
}
