package org.alfheim.internal.bind.abi;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import org.alfheim.internal.bind.abi.Eightbytes.RegisterClass;
import org.alfheim.types.StructureType;

/**
 * Structures by value as layouts that say what aligns them, too, and those layouts as {@link
 * java.lang.foreign.Linker} takes them. It aligns nothing by more than 8 bytes, so what is aligned
 * by 16 on the stack is put there by {@link ArgumentPlaces}.
 */
public final class ByValue {
  /** What the stack is aligned by where a function is called (psABI 3.2.2). */
  static final long STACK = 16;

  private static final String UNKNOWN = "alignment unknown";

  private ByValue() {}

  /** How a structure is passed; empty if it can't be, for a {@linkplain #refusal reason}. */
  public static Optional<MemoryLayout> layout(StructureType type) {
    return type.layout().map(layout -> isUncertain(type) ? layout.withName(UNKNOWN) : layout);
  }

  /** Whether it may be aligned by an attribute of which nobody says anything. */
  private static boolean isUncertain(StructureType type) {
    return type.size().orElseThrow() % STACK == 0 && type.specifiedAlignment().isEmpty();
  }

  /** Why there is no layout of a structure, as the end of a sentence about it. */
  public static String refusal(StructureType type) {
    long alignment = type.specifiedAlignment().orElse(1);
    return alignment > STACK
        ? "can't be passed by value: it is aligned by "
            + alignment
            + " bytes, and Java's linker aligns the stack by "
            + STACK
        : "can't be passed by value: it is packed, or has a member without a counterpart in Java";
  }

  /** Whether a layout's place on the stack is right only where all alignments agree on it. */
  static boolean isUncertain(MemoryLayout layout) {
    return layout.name().filter(UNKNOWN::equals).isPresent();
  }

  /** What is passed in the same way, as far as the linker is concerned. */
  static MemoryLayout linkable(MemoryLayout layout) {
    MemoryLayout plain = layout.withoutName();
    if (plain.byteAlignment() < STACK) {
      return plain;
    }
    if (!(plain instanceof GroupLayout)) {
      return ValueLayout.JAVA_LONG;
    }
    List<RegisterClass> classes = Eightbytes.of(plain).orElseThrow().classes();
    return classes.isEmpty()
        ? MemoryLayout.structLayout(
            MemoryLayout.sequenceLayout(plain.byteSize() / Long.BYTES, ValueLayout.JAVA_LONG))
        : MemoryLayout.structLayout(
            classes.stream().map(RegisterClass::whole).toArray(MemoryLayout[]::new));
  }

  /** The same of a function. */
  public static FunctionDescriptor linkable(FunctionDescriptor descriptor) {
    MemoryLayout[] arguments =
        descriptor.argumentLayouts().stream().map(ByValue::linkable).toArray(MemoryLayout[]::new);
    return descriptor
        .returnLayout()
        .map(result -> FunctionDescriptor.of(linkable(result), arguments))
        .orElseGet(() -> FunctionDescriptor.ofVoid(arguments));
  }
}
