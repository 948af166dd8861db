package org.alfheim.internal.header;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.math.BigInteger;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SequencedMap;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.elf.Vaddr;
import org.alfheim.names.RawText;
import org.alfheim.types.FloatingType;
import org.alfheim.types.IntegerType;

/**
 * Has the compiler work out what constants are worth: each becomes a variable of a shared object
 * that nobody runs, and whose bytes are read.
 */
final class Constants {
  private static final String FILE = "constants.c";
  private static final String NUMBER = "alfheim_n_";
  private static final String KIND = "alfheim_k_";
  private static final String TEXT = "alfheim_s_";
  private static final int SIGNED = 1;
  private static final int FLOATING = 2;

  private final SharedObject object;

  private Constants(SharedObject object) {
    this.object = object;
  }

  /**
   * The constants among some names, in the order of the names.
   *
   * @param includes the lines that include the headers
   */
  static List<Constant> read(
      CCompiler compiler, WorkFolder work, List<String> includes, Collection<String> names)
      throws IOException {
    if (names.isEmpty()) {
      return List.of();
    }
    CheckedLines file = new CheckedLines(compiler, work, includes);
    SequencedMap<String, String> lines = new LinkedHashMap<>(numbers(file, names));
    List<String> others = names.stream().filter(name -> !lines.containsKey(NUMBER + name)).toList();
    lines.putAll(texts(file, others));
    // With both, for the last time.
    file.check(FILE, lines);
    CCompiler.Run run =
        compiler.run(List.of("-shared", "-fPIC", "-nostdlib", "-o", "constants.so", FILE));
    if (run.failed()) {
      throw new HeaderTypesException(
          compiler.name()
              + " can't link a shared object; install its linker (binutils): "
              + CCompiler.told(run.said()));
    }
    MemorySegment bytes = MemorySegment.ofArray(Files.readAllBytes(work.file("constants.so")));
    try {
      Constants read = new Constants(SharedObject.parse("constants.so", bytes));
      List<Constant> constants = new ArrayList<>();
      for (String name : names) {
        read.text(name).or(() -> read.number(name)).ifPresent(constants::add);
      }
      return constants;
    } catch (ElfException e) {
      throw new HeaderTypesException(
          "what " + compiler.name() + " links can't be read: " + e.getMessage(), e);
    }
  }

  private static SequencedMap<String, String> numbers(CheckedLines file, Collection<String> names)
      throws IOException {
    SequencedMap<String, String> lines = new LinkedHashMap<>();
    for (String name : names) {
      // The plus takes whatever is no number for an error, and the call what has a comma: a list.
      String type = "(__typeof__(+(" + name + ")))";
      lines.put(
          NUMBER + name,
          """
          const __typeof__(+(%1$s)) %2$s%1$s = __builtin_choose_expr(1, %1$s, 0); \
          const char %3$s%1$s = (%4$s-1 < 0) | (%4$s0.5 != 0) << 1;\
          """
              .formatted(name, NUMBER, KIND, type));
    }
    return file.check(FILE, lines).taken();
  }

  private static SequencedMap<String, String> texts(CheckedLines file, Collection<String> names)
      throws IOException {
    SequencedMap<String, String> lines = new LinkedHashMap<>();
    for (String name : names) {
      // The empty string takes whatever is no literal for an error.
      lines.put(TEXT + name, "const char %s%s[] = \"\" %s;".formatted(TEXT, name, name));
    }
    return file.check(FILE, lines).taken();
  }

  private Optional<byte[]> bytes(String symbol) {
    OptionalInt index = object.find(symbol);
    if (index.isEmpty()) {
      return Optional.empty();
    }
    long size = object.symbols().size(index.getAsInt());
    Vaddr place = new Vaddr(object.symbols().value(index.getAsInt()));
    return Optional.of(object.contentAt(place, size).toArray(ValueLayout.JAVA_BYTE));
  }

  private Optional<Constant> text(String name) {
    // Without the NUL at its end.
    return bytes(TEXT + name)
        .map(bytes ->
            new Constant.Text(name, RawText.decode(Arrays.copyOf(bytes, bytes.length - 1))));
  }

  private Optional<Constant> number(String name) {
    Optional<byte[]> bytes = bytes(NUMBER + name);
    Optional<byte[]> kind = bytes(KIND + name);
    if (bytes.isEmpty() || kind.isEmpty()) {
      return Optional.empty();
    }
    int size = bytes.get().length;
    boolean known = size == Integer.BYTES || size == Long.BYTES;
    return known ? Optional.of(number(name, bytes.get(), kind.get()[0])) : Optional.empty();
  }

  private static Constant number(String name, byte[] bytes, int kind) {
    MemorySegment value = MemorySegment.ofArray(bytes);
    boolean wide = bytes.length == Long.BYTES;
    if ((kind & FLOATING) != 0) {
      return wide
          ? new Constant.Real(
              name,
              new FloatingType("double", Double.SIZE),
              value.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0))
          : new Constant.Real(
              name,
              new FloatingType("float", Float.SIZE),
              value.get(ValueLayout.JAVA_FLOAT_UNALIGNED, 0));
    }
    boolean signed = (kind & SIGNED) != 0;
    long bits =
        wide
            ? value.get(ValueLayout.JAVA_LONG_UNALIGNED, 0)
            : value.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
    BigInteger whole =
        signed
            ? BigInteger.valueOf(bits)
            : BigInteger.valueOf(bits)
                .and(BigInteger.ONE.shiftLeft(bytes.length * 8).subtract(BigInteger.ONE));
    String type = (signed ? "" : "unsigned ") + (wide ? "long" : "int");
    return new Constant.Whole(name, new IntegerType(type, bytes.length * Byte.SIZE, signed), whole);
  }
}
