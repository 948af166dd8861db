package org.alfheim.itests.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.internal.btf.BtfTypes;
import org.alfheim.internal.demangle.DecodedName;
import org.alfheim.internal.demangle.Demangler;
import org.alfheim.internal.dwarf.DwarfTypes;
import org.alfheim.internal.dwarf.section.Companions;
import org.alfheim.types.TypesException;

/**
 * One input before everything that reads types: as an ELF file with BTF or DWARF, as BTF alone, or,
 * if it begins as neither, as an encoded name.
 */
public final class TypeTrial {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long SECOND = 1_000_000_000L;

  /** What is allocated for any file, however small, and for each byte of one. */
  private static final long BASE_MEMORY = 64 << 20;

  private static final long MEMORY_FACTOR = 256;

  /** A decoded name is no longer; see the demangler. */
  private static final int LONGEST_NAME = 1 << 16;

  /** How far an input came. */
  public enum Outcome {
    /** It was refused, by a typed exception or as a name that is none. */
    REFUSED,
    /** It was read, and some of it was refused. */
    PARTLY,
    /** Whatever was asked for had an answer. */
    READ
  }

  private final MemorySegment bytes;
  private boolean refused;
  private boolean read;

  private TypeTrial(MemorySegment bytes) {
    this.bytes = bytes.asReadOnly();
  }

  /**
   * Gives an input to everything.
   *
   * @param bytes the input
   * @return how far it came
   * @throws Finding if anything happened that may not happen
   */
  public static Outcome run(MemorySegment bytes) {
    long limit = BASE_MEMORY + MEMORY_FACTOR * bytes.byteSize();
    for (int i = 0; ; i++) {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long processor = THREADS.getCurrentThreadCpuTime();
      Outcome outcome = once(bytes);
      allocated = THREADS.getCurrentThreadAllocatedBytes() - allocated;
      processor = THREADS.getCurrentThreadCpuTime() - processor;
      if (allocated <= limit && processor <= SECOND) {
        return outcome;
      }
      // The first of its kind loads classes.
      if (i > 0) {
        throw new Finding(
            "%d bytes took %d bytes of memory and %d ns"
                .formatted(bytes.byteSize(), allocated, processor));
      }
    }
  }

  private static Outcome once(MemorySegment bytes) {
    try {
      return new TypeTrial(bytes).run();
    } catch (Finding finding) {
      throw finding;
    } catch (RuntimeException | Error wrong) {
      throw new Finding("neither a value nor a typed refusal: " + wrong, wrong);
    }
  }

  private Outcome run() {
    if (startsWith(0x7f, 'E')) {
      attempt(() -> BtfTypes.ofImage("input", bytes).ifPresent(this::btf));
      attempt(() -> {
        if (DwarfTypes.isIn("input", bytes)) {
          dwarf(new DwarfTypes("input", bytes, Companions.NONE));
        }
      });
    } else if (startsWith(0x9f, 0xeb)) {
      attempt(() -> btf(BtfTypes.of("input", bytes)));
    } else {
      name(new String(bytes.toArray(ValueLayout.JAVA_BYTE), StandardCharsets.ISO_8859_1));
    }
    return !read ? Outcome.REFUSED : refused ? Outcome.PARTLY : Outcome.READ;
  }

  private boolean startsWith(int... magic) {
    for (int i = 0; i < magic.length; i++) {
      if (bytes.byteSize() <= i || (bytes.get(ValueLayout.JAVA_BYTE, i) & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private void btf(BtfTypes types) {
    new TypeRules(types, this::attempt).check();
  }

  private void dwarf(DwarfTypes types) {
    TypeRules rules = new TypeRules(types, this::attempt);
    rules.check();
    attempt(() ->
        types.externals().stream()
            .limit(TypeRules.MOST_NAMES)
            .forEach(external -> rules.symbol(external.name())));
  }

  private void name(String symbol) {
    Optional<DecodedName> decoded = Demangler.demangle(symbol);
    Finding.unless(decoded.equals(Demangler.demangle(symbol)), "two names of one");
    if (decoded.isEmpty()) {
      return;
    }
    read = true;
    DecodedName name = decoded.get();
    Finding.unless(!name.text().isEmpty(), "a name of nothing");
    Finding.unless(name.text().length() <= LONGEST_NAME, "a name that is too long");
    Finding.unless(
        name.text().contains(name.name()) && name.withoutResult().startsWith(name.name()),
        "a name that is not in its text");
  }

  /** A question: an answer, or a refusal that says of what and why. */
  private void attempt(Runnable question) {
    try {
      question.run();
      read = true;
    } catch (ElfException | TypesException refusal) {
      refused = true;
      String message = refusal.getMessage();
      Finding.unless(
          (message.startsWith("input: ") || message.startsWith("input, offset "))
              && message.lines().count() == 1,
          "a refusal that does not say where: " + refusal);
    }
  }
}
