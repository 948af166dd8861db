package org.alfheim.internal.bind.struct;

import static java.lang.invoke.MethodType.methodType;

import java.lang.foreign.GroupLayout;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Parameter;
import java.util.Optional;
import org.alfheim.bind.BindingException;
import org.alfheim.bind.In;
import org.alfheim.internal.bind.abi.ByValue;
import org.alfheim.internal.bind.abi.MemoryAlignment;
import org.alfheim.internal.bind.marshal.Crossing;
import org.alfheim.internal.bind.marshal.Passage;
import org.alfheim.types.CType;
import org.alfheim.types.PointerType;
import org.alfheim.types.ReferenceType;
import org.alfheim.types.StructureType;

/**
 * How views and records reach C and come back: by value or behind a pointer, as the function's type
 * says. Where that is not known, a view is behind a pointer, and a record goes by value, or behind
 * a pointer if it is annotated with {@link In}.
 */
public final class StructurePassing {
  private StructurePassing() {}

  /** A structure, and how it is passed; a reference of C++ always refers to one. */
  private record Passed(StructureType type, boolean pointer, boolean constant, boolean reference) {
    Passed(StructureType type, boolean pointer, boolean constant) {
      this(type, pointer, constant, false);
    }

    Passed as(ReferenceType known) {
      return new Passed(type, true, known.constant(), true);
    }

    boolean nullable() {
      return pointer && !reference;
    }

    MemoryLayout layout(String what) {
      return pointer ? ValueLayout.ADDRESS : byValue(type, what);
    }
  }

  /** How a structure is passed that is no pointer. */
  static MemoryLayout byValue(StructureType type, String what) {
    return ByValue.layout(type)
        .orElseThrow(
            () -> new BindingException(what + ": '" + type + "' " + ByValue.refusal(type)));
  }

  private static Optional<Passed> known(Optional<CType> c, Structures structures) {
    return c.flatMap(type ->
        switch (type.resolved()) {
          case StructureType structure -> Optional.of(new Passed(structure, false, false));
          case PointerType(CType target, boolean constant) -> behind(target, constant, structures);
          case ReferenceType reference ->
              behind(reference.target(), true, structures).map(passed -> passed.as(reference));
          default -> Optional.empty();
        });
  }

  /** A structure of which C says at most that it lies behind a pointer: {@code void *}. */
  private static Passed unknown(
      StructureType type, Optional<CType> c, boolean pointer, boolean constant) {
    Passed guessed = new Passed(type, pointer, constant);
    return switch (c.map(CType::resolved).orElse(null)) {
      case PointerType known -> new Passed(type, true, known.constant());
      case ReferenceType known -> guessed.as(known);
      case null, default -> guessed;
    };
  }

  private static Optional<Passed> behind(CType target, boolean constant, Structures structures) {
    return structures.complete(target).map(structure -> new Passed(structure, true, constant));
  }

  /**
   * A parameter that is a structure.
   *
   * @param c its type in C, if that is known
   * @param what names it in messages
   * @throws BindingException if it does not fit
   */
  public static Passage parameter(
      Parameter parameter, Optional<CType> c, Structures structures, String what) {
    Class<?> java = parameter.getType();
    if (java.isEnum()) {
      return new Passage.Direct(Enumeration.of(java, c, what).toC(java));
    }
    boolean in = parameter.isAnnotationPresent(In.class);
    if (java.isArray()) {
      Class<?> component = java.componentType();
      Passed passed =
          known(c, structures)
              .orElseGet(() -> unknown(structures.namedOrNatural(component), c, true, in));
      RecordCodec codec = structures.record(component, passed.type(), what);
      return new Passage.Framed(
          RecordArrays.enter(codec, java),
          in || passed.constant() ? Optional.empty() : Optional.of(RecordArrays.leave(codec, java)),
          false);
    }
    if (java.isRecord()) {
      Passed passed =
          known(c, structures)
              .orElseGet(() -> unknown(structures.namedOrNatural(java), c, in, true));
      RecordCodec codec = structures.record(java, passed.type(), what);
      Passage.Framed framed =
          new Passage.Framed(
              enter(codec, java, passed, what), Optional.empty(), false, passed.layout(what));
      return passed.pointer()
          ? framed
          : RecordWords.of(java, passed.type())
              .<Passage>map(words ->
                  new Passage.Words(words.layouts(), false, () -> words.pack(what), framed))
              .orElse(framed);
    }
    Passed passed =
        known(c, structures).orElseGet(() -> new Passed(structures.named(java), true, false));
    structures.view(java, passed.type(), what);
    long least = passed.type().size().orElseThrow();
    MethodHandle address =
        MethodHandles.insertArguments(
                passed.nullable() ? StructMemory.BEGIN : StructMemory.WHOLE, 0, least, what)
            .asType(methodType(MemorySegment.class, java));
    return passed.pointer()
        ? new Passage.Direct(Crossing.pointer(address))
        : new Passage.Framed(
            MethodHandles.dropArguments(address, 0, Object.class),
            Optional.empty(),
            false,
            passed.layout(what));
  }

  /** {@code (Object frame, R) MemorySegment}: a copy of the record; of null, NULL or a refusal. */
  private static MethodHandle enter(RecordCodec codec, Class<?> java, Passed passed, String what) {
    MethodHandle lend = MethodHandles.insertArguments(codec.lend(), 2, 0L);
    MethodHandle store =
        MethodHandles.permuteArguments(
            lend, methodType(void.class, MemorySegment.class, Object.class, java), 1, 0, 2);
    MethodHandle memory =
        MethodHandles.dropArguments(
            MethodHandles.identity(MemorySegment.class), 1, Object.class, java);
    MethodHandle room =
        MethodHandles.insertArguments(StructMemory.ROOM, 0, codec.size(), codec.alignment());
    MethodHandle filled =
        MethodHandles.foldArguments(MethodHandles.foldArguments(memory, store), room);
    MethodHandle isNull =
        MethodHandles.dropArguments(
            StructMemory.IS_NOTHING.asType(methodType(boolean.class, java)), 0, Object.class);
    MethodHandle none =
        passed.nullable()
            ? MethodHandles.constant(MemorySegment.class, MemorySegment.NULL)
            : MethodHandles.insertArguments(StructMemory.WHOLE, 0, 0L, what, null);
    MethodHandle nothing = MethodHandles.dropArguments(none, 0, Object.class, java);
    return MethodHandles.guardWithTest(isNull, nothing, filled);
  }

  /**
   * How a result comes back.
   *
   * @param layout what the function returns
   * @param filter what makes Java's value of it
   * @param pair how it can be taken out of two registers instead
   */
  public record Result(MemoryLayout layout, MethodHandle filter, Optional<WordResult> pair) {
    Result(MemoryLayout layout, MethodHandle filter) {
      this(layout, filter, Optional.empty());
    }

    /** Whether the structure itself is returned, and needs room. */
    public boolean byValue() {
      return layout instanceof GroupLayout && pair.isEmpty();
    }

    /** The same for a call that can't be made so. */
    public Result withoutPair() {
      return new Result(layout, filter);
    }
  }

  /**
   * A result that is a structure.
   *
   * @param c its type in C, if that is known
   * @param what names it in messages
   * @throws BindingException if it does not fit
   */
  public static Result result(
      Class<?> java, Optional<CType> c, Structures structures, String what) {
    if (java.isEnum()) {
      Enumeration enumeration = Enumeration.of(java, c, what);
      return new Result(enumeration.layout(), enumeration.fromC(java));
    }
    if (java.isArray()) {
      throw Crossing.noCounterpart(java, what);
    }
    if (java.isRecord()) {
      Passed passed =
          known(c, structures)
              .orElseGet(() -> unknown(structures.namedOrNatural(java), c, false, false));
      RecordCodec codec = structures.record(java, passed.type(), what);
      MethodHandle read = MethodHandles.insertArguments(codec.read(), 1, 0L);
      if (passed.pointer()) {
        return new Result(passed.layout(what), behind(read, codec.size(), java));
      }
      Optional<WordResult> words = RecordWords.of(java, passed.type()).map(WordResult::new);
      return words.filter(WordResult::single).isPresent()
          ? new Result(words.get().layout(), words.get().ofSingle())
          : new Result(passed.layout(what), read, words.filter(WordResult::pair));
    }
    Passed passed =
        known(c, structures).orElseGet(() -> new Passed(structures.named(java), true, false));
    MethodHandle view =
        passed.pointer()
            ? structures.pointer(java, passed.type(), what)
            : MethodHandles.filterArguments(
                structures.view(java, passed.type(), what),
                0,
                MethodHandles.insertArguments(
                    StructMemory.KEPT, 0, MemoryAlignment.of(passed.type())));
    return new Result(passed.layout(what), view);
  }

  /** What lies behind a pointer, copied; of NULL, null. */
  private static MethodHandle behind(MethodHandle read, long size, Class<?> java) {
    MethodHandle made =
        MethodHandles.filterArguments(
            read, 0, MethodHandles.insertArguments(StructMemory.BEHIND, 0, size));
    MethodHandle none =
        MethodHandles.dropArguments(MethodHandles.constant(java, null), 0, MemorySegment.class);
    return MethodHandles.guardWithTest(StructMemory.NULL, none, made);
  }
}
