package org.alfheim.itests.fuzz;

import static org.alfheim.itests.fuzz.Finding.unless;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import org.alfheim.elf.DynamicSection;
import org.alfheim.elf.ProgramHeader;
import org.alfheim.elf.RelocationType;

/**
 * Reads a carrier as ld.so does, which checks nothing: every table, string and target of a
 * relocation has to lie in the carrier's own segment.
 */
final class CarrierRules {
  private static final int PAGE = 4096;
  private static final int RELA_SIZE = 24;

  private final ByteBuffer file;
  private final Map<Long, Long> dynamic = new HashMap<>();
  private long start;
  private long end;

  /** Where the code begins; 0 if there is none. */
  private long codeAt;

  private CarrierRules(byte[] bytes) {
    this.file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  static void check(byte[] bytes) {
    try {
      CarrierRules rules = new CarrierRules(bytes);
      rules.headers();
      rules.tables();
      rules.relocations();
    } catch (IndexOutOfBoundsException | IllegalArgumentException outside) {
      throw new Finding("a carrier that is read beyond its end", outside);
    }
  }

  private void headers() {
    unless(file.getInt(0) == 0x464c457f && file.getShort(16) == 3, "no shared object");
    int count = file.getShort(56);
    int own = 0;
    int dynamicAt = -1;
    int dynamicSize = 0;
    for (int i = 0; i < count; i++) {
      int at = 64 + 56 * i;
      int type = file.getInt(at);
      long offset = file.getLong(at + 8);
      long vaddr = file.getLong(at + 16);
      long fileSize = file.getLong(at + 32);
      long memorySize = file.getLong(at + 40);
      long align = file.getLong(at + 48);
      unless(memorySize >= fileSize && memorySize >= 0, "more file than memory");
      if (type == ProgramHeader.PT_LOAD) {
        unless(Long.bitCount(align) == 1 && (vaddr - offset) % align == 0, "p_align of PT_LOAD");
        boolean code = (file.getInt(at + 4) & ProgramHeader.PF_X) != 0;
        boolean data = (file.getInt(at + 4) & ProgramHeader.PF_W) != 0;
        unless(!code || !data, "a writable and executable carrier");
        unless(fileSize == 0 || fileSize == memorySize, "a segment of another size in memory");
        unless(fileSize > 0 || !(code || data), "a reservation that permits something");
        if (data) {
          unless(offset == 0, "own segment");
          start = vaddr;
          end = fileSize;
          own++;
        } else if (code) {
          unless(vaddr - offset == start && offset >= end, "the code's segment");
          unless(offset + fileSize == file.limit(), "the code's end");
          codeAt = offset;
        }
      } else if (type == ProgramHeader.PT_DYNAMIC) {
        dynamicAt = (int) offset;
        dynamicSize = (int) fileSize;
      } else if (type == ProgramHeader.PT_TLS) {
        unless(Long.bitCount(align) == 1, "p_align of PT_TLS");
        unless(offset >= 0 && offset + fileSize <= file.limit(), "PT_TLS outside the file");
        unless(vaddr - offset == start, "PT_TLS outside its segment");
      } else if (type == ProgramHeader.PT_GNU_RELRO) {
        unless(offset == 0 && fileSize % PAGE == 0 && fileSize <= file.limit(), "PT_GNU_RELRO");
      }
    }
    unless(own == 1 && dynamicAt > 0, "a carrier without a segment of its own");
    for (int at = dynamicAt; file.getLong(at) != DynamicSection.DT_NULL; at += 16) {
      unless(at + 32 <= dynamicAt + dynamicSize, "a dynamic section without an end");
      dynamic.put(file.getLong(at), file.getLong(at + 8));
    }
    for (int at = dynamicAt; file.getLong(at) != DynamicSection.DT_NULL; at += 16) {
      long tag = file.getLong(at);
      if (tag == DynamicSection.DT_NEEDED
          || tag == DynamicSection.DT_SONAME
          || tag == DynamicSection.DT_RPATH
          || tag == DynamicSection.DT_RUNPATH) {
        string(file.getLong(at + 8));
      }
    }
  }

  private int table(long tag) {
    long offset = dynamic.get(tag) - start;
    unless(offset >= 0 && offset < file.limit(), "a table outside the carrier");
    return (int) offset;
  }

  private void string(long offset) {
    long size = dynamic.get(DynamicSection.DT_STRSZ);
    unless(offset >= 0 && offset < size, "a name outside the string table");
    int at = table(DynamicSection.DT_STRTAB) + (int) offset;
    int end = table(DynamicSection.DT_STRTAB) + (int) size;
    while (file.get(at) != 0) {
      at++;
      unless(at < end, "a name without an end");
    }
  }

  private void tables() {
    if (dynamic.containsKey(DynamicSection.DT_VERNEED)) {
      long files = dynamic.get(DynamicSection.DT_VERNEEDNUM);
      int need = table(DynamicSection.DT_VERNEED);
      for (long i = 0; ; i++) {
        unless(i < files, "more files of versions than said");
        string(Integer.toUnsignedLong(file.getInt(need + 4)));
        int aux = need + file.getInt(need + 8);
        for (int steps = 0; ; steps++) {
          unless(steps < file.limit(), "a chain of versions without an end");
          string(Integer.toUnsignedLong(file.getInt(aux + 8)));
          if (file.getInt(aux + 12) == 0) {
            break;
          }
          aux += file.getInt(aux + 12);
        }
        if (file.getInt(need + 12) == 0) {
          break;
        }
        need += file.getInt(need + 12);
      }
    }
    if (dynamic.containsKey(DynamicSection.DT_HASH)) {
      int hash = table(DynamicSection.DT_HASH);
      int buckets = file.getInt(hash);
      unless(buckets > 0, "no bucket");
      for (int i = 0; i < buckets; i++) {
        int steps = 0;
        int symbol = file.getInt(hash + 8 + 4 * i);
        while (symbol != 0) {
          unless(steps++ < file.limit(), "a chain without an end");
          name(symbol);
          symbol = file.getInt(hash + 8 + 4 * (buckets + symbol));
        }
      }
    } else {
      int hash = table(DynamicSection.DT_GNU_HASH);
      int buckets = file.getInt(hash);
      int first = file.getInt(hash + 4);
      int bloom = file.getInt(hash + 8);
      unless(buckets > 0 && Integer.bitCount(bloom) == 1, "a hash table without a filter");
      int bucketsAt = hash + 16 + 8 * bloom;
      int chainsAt = bucketsAt + 4 * buckets;
      for (int i = 0; i < buckets; i++) {
        int symbol = file.getInt(bucketsAt + 4 * i);
        if (symbol != 0) {
          while (true) {
            name(symbol);
            if ((file.getInt(chainsAt + 4 * (symbol - first)) & 1) != 0) {
              break;
            }
            symbol++;
          }
        }
      }
    }
  }

  private void name(int symbol) {
    string(Integer.toUnsignedLong(file.getInt(table(DynamicSection.DT_SYMTAB) + 24 * symbol)));
  }

  private void relocations() {
    if (!dynamic.containsKey(DynamicSection.DT_RELA)) {
      return;
    }
    int at = table(DynamicSection.DT_RELA);
    int limit = at + Math.toIntExact(dynamic.get(DynamicSection.DT_RELASZ));
    for (; at < limit; at += RELA_SIZE) {
      relocation(at);
      boolean placer = (int) file.getLong(at + 8) == RelocationType.R_X86_64_IRELATIVE;
      unless(placer == (codeAt > 0 && at + RELA_SIZE == limit), "a placer that is not the last");
      unless(!placer || file.getLong(at + 16) - start > codeAt, "a placer that is no code");
    }
    if (codeAt > 0) {
      int trap = table(DynamicSection.DT_JMPREL);
      relocation(trap);
      unless(trap > limit, "a trap that ld.so takes for a part of the table before it");
      unless(dynamic.get(DynamicSection.DT_PLTRELSZ) == RELA_SIZE, "more traps than one");
      unless((int) file.getLong(trap + 8) == RelocationType.R_X86_64_NONE, "a trap that is shut");
      unless(
          (dynamic.get(DynamicSection.DT_FLAGS) & DynamicSection.DF_BIND_NOW) != 0,
          "a trap that ld.so may pass over");
    }
  }

  private void relocation(int at) {
    long place = file.getLong(at) - start;
    int type = (int) file.getLong(at + 8);
    int width = type == RelocationType.R_X86_64_TLSDESC ? 16 : 8;
    unless(place >= 0 && place + width <= end, "ld.so writes outside the carrier");
    name((int) (file.getLong(at + 8) >>> 32));
  }
}
