package org.alfheim.types;

import java.lang.foreign.ValueLayout;
import java.util.OptionalLong;

/** A type whose values travel in one register: what a function takes and returns. */
public sealed interface ScalarType extends ObjectType
    permits BoolType, IntegerType, EnumType, FloatingType, PointerType, ReferenceType {
  /**
   * How the value lies in memory; alignment is not demanded, since variables of packed structures
   * have none.
   */
  ValueLayout layout();

  @Override
  default OptionalLong size() {
    return OptionalLong.of(layout().byteSize());
  }
}
