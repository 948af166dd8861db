package org.alfheim.types;

import java.util.Objects;
import java.util.Optional;

/**
 * The type of a symbol, and who says so.
 *
 * @param type in C a {@link FunctionType}, or the {@link ObjectType} of a variable; in Go, as
 *     {@code plugin.Lookup} has it, a {@link GoType.Func}, or the {@link GoType.Pointer} to a
 *     variable
 * @param origin where it is known from, for people: {@code "DWARF of libz.so.1"}
 * @param position where the symbol is declared; empty if that is not known
 */
public record KnownType(DeclaredType type, String origin, Optional<SourcePosition> position) {
  /** Checks that all are there. */
  public KnownType {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(origin, "origin");
    Objects.requireNonNull(position, "position");
  }
}
