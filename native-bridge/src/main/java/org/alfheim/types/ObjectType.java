package org.alfheim.types;

import java.util.OptionalLong;

/** A type that has values and a size in memory. */
public sealed interface ObjectType extends CType
    permits ScalarType, ArrayType, StructureType, TypedefType, UnsupportedType {
  /**
   * {@code sizeof}, in bytes; empty for an array of unknown length, and where a name stands for
   * something that has no size.
   */
  OptionalLong size();
}
