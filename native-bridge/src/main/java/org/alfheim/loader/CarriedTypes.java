package org.alfheim.loader;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.btf.BtfWriter;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.header.HeaderRequest;
import org.alfheim.internal.header.HeaderTypes;
import org.alfheim.internal.header.HeaderTypesException;
import org.alfheim.internal.preview.UnopenedSymbols;
import org.alfheim.internal.symboltypes.ImageBytes;
import org.alfheim.internal.symboltypes.ImageTypes;
import org.alfheim.plugin.TypeSource;
import org.alfheim.types.CType;
import org.alfheim.types.KnownType;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.TypesException;

/**
 * The types of an image's exported symbols in a form that a bundle carries beside it, for an image
 * that is stripped, or whose debug information is large.
 *
 * @param btf the types as BTF (Linux, Documentation/bpf/btf.rst); empty if no type is known
 * @param problems why types could not be read or written, a line for each
 */
public record CarriedTypes(Optional<byte[]> btf, List<String> problems) {
  /** Copies the list. */
  public CarriedTypes {
    problems = List.copyOf(problems);
  }

  /**
   * Collects what is known of an image's symbols. Of the places where they are declared, the names
   * of the files are kept, and not their folders: those are of the machine that built the image.
   *
   * @param name what to call the image in messages
   * @param image the image, made of all bytes of its file
   * @param sources who may know the types of its symbols, besides the image itself
   * @return the types
   */
  public static CarriedTypes of(String name, SharedObject image, TypeSource... sources) {
    List<TypeSource> all = new ArrayList<>();
    all.add(new ImageBytes(name, image.bytes()));
    all.addAll(List.of(sources));
    ImageTypes types = new ImageTypes(image, Optional.empty(), all);
    List<TypedSymbol> symbols = new ArrayList<>();
    image
        .exported()
        .filter(index -> !image.versions().hidden(index))
        .forEach(index -> {
          var symbol = image.symbols().get(index);
          types
              .find(UnopenedSymbols.place(image, index))
              .flatMap(known -> typed(symbol.name(), known))
              .ifPresent(symbols::add);
        });
    List<String> problems = new ArrayList<>(types.problems());
    if (symbols.isEmpty()) {
      return new CarriedTypes(Optional.empty(), problems);
    }
    try {
      return new CarriedTypes(Optional.of(BtfWriter.write(symbols, List.of())), problems);
    } catch (TypesException unwritable) {
      problems.add(name + ": " + unwritable.getMessage());
      return new CarriedTypes(Optional.empty(), problems);
    }
  }

  /**
   * The same, with what a C compiler makes of the library's headers, for symbols of which the image
   * says nothing. The compiler is the system's {@code cc}; it proves each type that it is asked
   * for.
   *
   * @param name what to call the image in messages
   * @param image the image, made of all bytes of its file
   * @param headers what a program includes, such as {@code zlib.h}, or paths of files
   * @param flags more for the compiler, such as {@code -Iinclude}
   * @return the types; among the problems are the symbols whose types could not be proved
   * @throws TypesException if the compiler can't be run, a header is missing or has an error, or
   *     they declare nothing that the image exports
   */
  public static CarriedTypes withHeaders(
      String name, SharedObject image, List<String> headers, List<String> flags) {
    List<String> exports =
        image.exported().mapToObj(index -> image.symbols().get(index).name()).distinct().toList();
    try {
      HeaderTypes said =
          HeaderTypes.read(
              new HeaderRequest(headers, exports, HeaderRequest.DEFAULT_COMPILER, flags));
      MemorySegment btf = MemorySegment.ofArray(said.btf()).asReadOnly();
      CarriedTypes types = of(name, image, new ImageBytes(String.join(", ", headers), btf));
      List<String> problems = new ArrayList<>(types.problems());
      new TreeMap<>(said.unproved())
          .forEach((symbol, reason) -> problems.add(name + ": " + symbol + ": " + reason));
      return new CarriedTypes(types.btf(), problems);
    } catch (HeaderTypesException refused) {
      throw new TypesException(name + ": " + refused.getMessage(), refused);
    }
  }

  /** No types, where nothing is to be checked. */
  public static CarriedTypes none() {
    return new CarriedTypes(Optional.empty(), List.of());
  }

  /** Types that a bundle carries already. */
  public static CarriedTypes of(byte[] btf) {
    return new CarriedTypes(Optional.of(btf), List.of());
  }

  /** The types as who knows them. */
  Optional<TypeSource> source(String name) {
    return btf.map(bytes -> new ImageBytes(name, MemorySegment.ofArray(bytes).asReadOnly()));
  }

  private static Optional<TypedSymbol> typed(String name, KnownType known) {
    if (!(known.type() instanceof CType type)) {
      return Optional.empty();
    }
    Optional<SourcePosition> position =
        known
            .position()
            .map(found ->
                new SourcePosition(
                    found.file().substring(found.file().lastIndexOf('/') + 1), found.line()));
    return Optional.of(new TypedSymbol(name, type, position));
  }
}
