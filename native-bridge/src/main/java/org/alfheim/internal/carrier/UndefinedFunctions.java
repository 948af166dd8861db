package org.alfheim.internal.carrier;

import static org.alfheim.elf.RelocationType.R_X86_64_GLOB_DAT;
import static org.alfheim.elf.RelocationType.R_X86_64_JUMP_SLOT;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Set;
import org.alfheim.elf.ElfSymbol;
import org.alfheim.elf.RelocationTable;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.SymbolTable;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.amd64.ElfLayouts;
import org.alfheim.internal.amd64.UndefinedCallCode;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.relocation.Slot;
import org.alfheim.internal.relocation.Slots;
import org.alfheim.names.RawText;
import org.alfheim.plugin.Waiver;

/**
 * The functions that may be missing when {@link Waiver#UNDEFINED_FUNCTIONS} is given, and the
 * machine code that a call of one ends in.
 *
 * <p>They are those that {@code dlopen(RTLD_LAZY)} binds when they are called: all that the image
 * refers to by R_X86_64_JUMP_SLOT and by nothing else, unless it was linked with {@code -z now}. A
 * function whose address the image keeps elsewhere, too, is needed at once there as well.
 *
 * <p>The source of the code is {@code undefined.s}.
 */
public final class UndefinedFunctions {
  /** The bytes of data before the code. */
  private static final int DATA = 48;

  private static final int STUB_SIZE = 24;

  /** Where what all stubs jump to lies. */
  private static final int CALLED = 0x65;

  /** Where the first stub lies. */
  private static final int STUBS = 0x148;

  /** {@code endbr64; push name; jmp called}: where the distances of both stand. */
  private static final byte[] STUB = HexFormat.of().parseHex("f30f1efa6800000000e900000000");

  private static final int STUB_NAME = 5;
  private static final int STUB_JUMP = 10;
  private static final int STUB_SLOT = 16;

  /** Of {@code st_info}: STB_WEAK, and the bits of the type. */
  private static final int WEAK = 2 << 4;

  private static final int TYPE = 0xf;

  /** Where a symbol has {@code st_info}, and the bytes of a symbol. */
  private static final int ST_INFO = 4;

  private static final int SYM_SIZE = 24;

  public static final UndefinedFunctions NONE =
      new UndefinedFunctions(new int[0], new int[0], new byte[0], 0, 0);

  private final int[] symbols;

  /** For each the index of its slot's first word. */
  private final int[] words;

  /** What is written, as strings of C. The first is for all of them. */
  private final byte[] texts;

  /** Where the second begins, for all of them, too. */
  private final int place;

  /** Where the names begin. */
  private final int names;

  private UndefinedFunctions(int[] symbols, int[] words, byte[] texts, int place, int names) {
    this.symbols = symbols;
    this.words = words;
    this.texts = texts;
    this.place = place;
    this.names = names;
  }

  /**
   * Those of an image.
   *
   * @param image the image
   * @param slots what ld.so is asked for
   * @param name what the image is called when the process ends
   */
  public static UndefinedFunctions of(SharedObject image, Slots slots, String name) {
    BitSet lazy = lazy(image);
    int[] symbols = new int[lazy.cardinality()];
    int[] words = new int[symbols.length];
    int count = 0;
    int word = 0;
    for (Slot slot : slots) {
      if (slot.type() == R_X86_64_GLOB_DAT && slot.addend() == 0 && lazy.get(slot.symbol())) {
        symbols[count] = slot.symbol();
        words[count] = word;
        count++;
      }
      word += slot.words();
    }
    StringBuilder texts = new StringBuilder();
    texts.append("alfheim: symbol lookup error: ").append(name).append(": undefined symbol: \0");
    int place = RawText.encode(texts.toString()).length;
    texts.append(name).append("+\0");
    int names = RawText.encode(texts.toString()).length;
    for (int i = 0; i < count; i++) {
      texts.append(image.symbols().name(symbols[i]));
      image.versions().nameOf(symbols[i]).ifPresent(v -> texts.append(", version ").append(v));
      texts.append('\0');
    }
    return count == 0
        ? NONE
        : new UndefinedFunctions(symbols, words, RawText.encode(texts.toString()), place, names);
  }

  /**
   * Those of an image, as a refusal names them.
   *
   * @param image the image
   * @return each as {@code name} or {@code name@version}
   */
  public static Set<String> labels(SharedObject image) {
    Set<String> labels = new LinkedHashSet<>();
    BitSet lazy = lazy(image);
    for (int i = lazy.nextSetBit(0); i >= 0; i = lazy.nextSetBit(i + 1)) {
      String version = image.versions().nameOf(i).map(v -> "@" + v).orElse("");
      labels.add(image.symbols().name(i) + version);
    }
    return labels;
  }

  private static BitSet lazy(SharedObject image) {
    BitSet lazy = new BitSet();
    if (image.bindsAtOnce()) {
      return lazy;
    }
    RelocationTable jumps = image.jumpRelocations();
    for (int i = 0; i < jumps.count(); i++) {
      int symbol = jumps.symbol(i);
      if (jumps.type(i) == R_X86_64_JUMP_SLOT && mayBeMissing(image.symbols(), symbol)) {
        lazy.set(symbol);
      }
    }
    for (int i = 0; i < jumps.count(); i++) {
      if (jumps.type(i) != R_X86_64_JUMP_SLOT) {
        lazy.clear(jumps.symbol(i));
      }
    }
    RelocationTable others = image.rela();
    for (int i = others.relativeRun(); i < others.count(); i++) {
      lazy.clear(others.symbol(i));
    }
    return lazy;
  }

  private static boolean mayBeMissing(SymbolTable symbols, int symbol) {
    if (symbol == 0 || symbols.section(symbol) != ElfSymbol.SHN_UNDEF) {
      return false;
    }
    int info = symbols.info(symbol);
    ElfSymbol.Type type = ElfSymbol.Type.ofInfo(info);
    /* What may be missing anyway is 0 then, as it is with dlopen. */
    return ElfSymbol.Binding.ofInfo(info) == ElfSymbol.Binding.GLOBAL
        && (type == ElfSymbol.Type.NOTYPE || type == ElfSymbol.Type.FUNC);
  }

  boolean isEmpty() {
    return symbols.length == 0;
  }

  /** The bytes of the code with its data. */
  int size() {
    return isEmpty() ? 0 : STUBS + symbols.length * STUB_SIZE + texts.length;
  }

  /** Where the function begins that gives stubs to empty slots, when this is the code's start. */
  static Vaddr entry(Vaddr start) {
    return start.plus(DATA);
  }

  /**
   * Has ld.so take the symbols for such as may be missing.
   *
   * @param file the carrier
   * @param offset where the table of symbols begins
   */
  void weaken(MemorySegment file, long offset) {
    for (int symbol : symbols) {
      ByteBuffer info = ElfLayouts.buffer(file, offset + (long) symbol * SYM_SIZE + ST_INFO, 1);
      info.put(0, (byte) ((info.get(0) & TYPE) | WEAK));
    }
  }

  /**
   * Writes code and data.
   *
   * @param file the carrier
   * @param offset where
   * @param start the address of the place in the image
   * @param layout where the image lies
   * @param slots where the slots lie in the image
   */
  void writeTo(MemorySegment file, long offset, Vaddr start, Layout layout, Vaddr slots) {
    int strings = STUBS + symbols.length * STUB_SIZE;
    ByteBuffer bytes = ElfLayouts.buffer(file, offset, size());
    bytes.putLong(start.value()).putLong(layout.start().value()).putLong(layout.end().value());
    bytes.putLong(symbols.length).putLong(strings).putLong(strings + place);
    bytes.put(UndefinedCallCode.bytes());
    int name = names;
    for (int i = 0; i < symbols.length; i++) {
      int stub = STUBS + i * STUB_SIZE;
      bytes.put(stub, STUB);
      bytes.putInt(stub + STUB_NAME, strings + name);
      bytes.putInt(stub + STUB_JUMP, CALLED - (stub + STUB.length));
      long slot = slots.plus(8L * words[i]).minus(start);
      bytes.putInt(stub + STUB_SLOT, Math.toIntExact(slot));
      while (texts[name] != 0) {
        name++;
      }
      name++;
    }
    bytes.put(strings, texts);
  }
}
