package org.alfheim.internal.bind.text;

import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.alfheim.bind.OutValue;
import org.alfheim.types.ObjectType;
import org.alfheim.types.Parameter;

/**
 * One argument, as native code takes it.
 *
 * @param layout how it is passed
 * @param value what is passed, in the Java type of the layout
 * @param cell memory behind it that is to be shown after the call
 * @param after what is to be done after the call
 */
record Argument(MemoryLayout layout, Object value, Optional<Cell> cell, Runnable after) {

  /** Memory of a type. */
  record Cell(ObjectType type, MemorySegment memory) {
    OutValue read(Slot slot, Allowance allowance) {
      Object value = Values.read(type, memory, 0, allowance);
      return new OutValue(slot.position(), slot.name(), value, ScalarText.format(type, value));
    }
  }

  /**
   * A place in a call's list of arguments.
   *
   * @param position from 1
   * @param parameter what the prototype says of it; empty for one that stands for {@code ...}
   */
  record Slot(int position, Optional<Parameter> parameter) implements Described {
    String name() {
      return parameter.map(Parameter::name).orElse("");
    }

    @Override
    public String what() {
      return "argument " + position + parameter.map(p -> " (" + p + ")").orElse(" (of ...)");
    }
  }

  static Argument of(MemoryLayout layout, Object value) {
    return new Argument(layout, value, Optional.empty(), Argument::nothing);
  }

  static Argument pointer(MemorySegment memory) {
    return of(ValueLayout.ADDRESS, memory);
  }

  static Argument pointer(MemorySegment memory, Runnable after) {
    return new Argument(ValueLayout.ADDRESS, memory, Optional.empty(), after);
  }

  static Argument shown(MemorySegment memory, ObjectType type) {
    return new Argument(
        ValueLayout.ADDRESS, memory, Optional.of(new Cell(type, memory)), Argument::nothing);
  }

  private static void nothing() {}
}
