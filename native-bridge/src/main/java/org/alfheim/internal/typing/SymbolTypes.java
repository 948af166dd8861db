package org.alfheim.internal.typing;

import java.util.Optional;
import org.alfheim.types.CType;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.TypesException;

/**
 * What is known of the types of an image's symbols, and where it comes from: debug information, or
 * what a bundle carries. A name that is not asked for costs nothing. Safe for use by any number of
 * threads.
 */
public interface SymbolTypes {

  /**
   * Where the types come from, for people: {@code "BTF of libz.so.1"}, {@code "DWARF of
   * /usr/lib/debug/.build-id/5d/….debug"}.
   */
  String origin();

  /**
   * The type of a symbol.
   *
   * @param symbol what an image says of it
   * @return a {@link org.alfheim.types.FunctionType}, or the {@link org.alfheim.types.ObjectType}
   *     of a variable; empty if nothing is known of it. A function of C that was declared without a
   *     prototype, {@code int f()}, is variadic and has no parameters.
   * @throws TypesException if what says the types is damaged where it has to be read
   */
  Optional<CType> find(SymbolPlace symbol);

  /**
   * The type that a name stands for.
   *
   * @param name {@code "struct tm"}, {@code "union u"}, {@code "enum color"}, or what a typedef
   *     declares: {@code "uLong"}
   * @return the type, of several with that name the first that has members; or empty
   * @throws TypesException if what says the types is damaged where it has to be read
   */
  Optional<CType> named(String name);

  /**
   * Where a symbol is declared or defined.
   *
   * @param symbol what an image says of it
   * @return the file and line; empty if that is not known
   * @throws TypesException if what says the types is damaged where it has to be read
   */
  Optional<SourcePosition> position(SymbolPlace symbol);

  /**
   * A symbol as the image has it.
   *
   * @param name its name in the symbol table, not demangled; of a version that is not the default
   *     one, with that: {@code get@V1}
   * @param value {@code st_value}: its address in the image, or of a thread-local one its offset in
   *     the block; -1 where only the name is known
   */
  record SymbolPlace(String name, long value) {
    /** A symbol of which only the name is known. */
    public static SymbolPlace named(String name) {
      return new SymbolPlace(name, -1);
    }
  }
}
