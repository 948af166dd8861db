package org.alfheim.itests.fuzz;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.alfheim.internal.btf.BtfWriter;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.typing.SymbolTypes;
import org.alfheim.internal.typing.SymbolTypes.SymbolPlace;
import org.alfheim.types.ArrayType;
import org.alfheim.types.CType;
import org.alfheim.types.FunctionType;
import org.alfheim.types.ObjectType;
import org.alfheim.types.Parameter;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;
import org.alfheim.types.TypedefType;

/** Asks for all that can be asked of types, as far as it leads. */
final class TypeRules {
  static final int MOST_NAMES = 40;

  private static final int MOST_TYPES = 2_000;

  /** What the seeds declare. */
  private static final List<String> SYMBOLS =
      List.of("sum", "f", "g", "points", "local", "name", "z", "_ZN2ns7theUserE");

  private static final List<String> TYPES =
      List.of("struct node", "point", "number", "enum color", "ns::point<int>", "union u");

  private final SymbolTypes types;
  private final Consumer<Runnable> attempt;
  private final Set<CType> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<CType> open = new ArrayDeque<>();

  /**
   * Rules for a source of types.
   *
   * @param attempt asks a question, which may be refused
   */
  TypeRules(SymbolTypes types, Consumer<Runnable> attempt) {
    this.types = types;
    this.attempt = attempt;
  }

  /** Asks for what the seeds have. */
  void check() {
    SYMBOLS.forEach(this::symbol);
    for (String name : TYPES) {
      attempt.accept(() -> add(types.named(name)));
      follow();
    }
  }

  /** Asks for a symbol. */
  void symbol(String name) {
    attempt.accept(() -> add(types.find(SymbolPlace.named(name))));
    attempt.accept(() -> add(types.find(new SymbolPlace(name, 16))));
    attempt.accept(() ->
        types
            .position(SymbolPlace.named(name))
            .ifPresent(place -> Finding.unless(place.line() > 0, "a place without a line")));
    attempt.accept(() -> types.find(SymbolPlace.named(name)).ifPresent(TypeRules::written));
    follow();
  }

  private static void written(CType type) {
    Finding.unless(
        BtfWriter.write(List.of(new TypedSymbol("input", type, Optional.empty())), List.of()).length
            > 0,
        "types that can't be written");
  }

  private void add(Optional<CType> type) {
    type.ifPresent(this::add);
  }

  private void add(CType type) {
    if (seen.size() < MOST_TYPES && seen.add(type)) {
      open.add(type);
    }
  }

  private void follow() {
    while (!open.isEmpty()) {
      CType type = open.poll();
      attempt.accept(() -> one(type));
    }
  }

  private void one(CType type) {
    Finding.unless(!type.spelling().isEmpty(), "a type without a spelling");
    Finding.unless(Set.of(type).contains(type), "a type unlike itself");
    if (type instanceof ObjectType object) {
      object.size().ifPresent(size -> Finding.unless(size >= 0, "a size below zero"));
    }
    switch (type) {
      case PointerType pointer -> add(pointer.target());
      case ReferenceType reference -> add(reference.target());
      case ArrayType array -> add(array.element());
      case TypedefType typedef -> add(typedef.target());
      case FunctionType function -> {
        add(function.result());
        for (Parameter parameter : function.parameters()) {
          add(parameter.type());
        }
      }
      case StructureType structure -> structure(structure);
      default -> {
        // Made of no others.
      }
    }
  }

  private void structure(StructureType structure) {
    structure.member("nowhere");
    structure
        .layout()
        .ifPresent(layout ->
            Finding.unless(
                layout.byteSize() == structure.size().orElseThrow(), "a layout of another size"));
    for (StructureType.Member member : structure.members()) {
      add(member.type());
    }
  }
}
