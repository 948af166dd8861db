package org.alfheim.types;

import java.util.Objects;
import java.util.Optional;

/**
 * The type of a symbol, and who says so.
 *
 * @param type a {@link FunctionType}, or the {@link ObjectType} of a variable
 * @param origin where it is known from, for people: {@code "DWARF of libz.so.1"}
 * @param position where the symbol is declared; empty if that is not known
 */
public record KnownType(CType type, String origin, Optional<SourcePosition> position) {
  /** Checks that all are there. */
  public KnownType {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(position, "position");
  }
}
