package org.alfheim.bindings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.header.Constant;
import org.alfheim.internal.header.HeaderRequest;
import org.alfheim.internal.header.HeaderTypes;
import org.alfheim.internal.preview.UnopenedSymbols;
import org.alfheim.internal.symboltypes.ImageBytes;
import org.alfheim.internal.symboltypes.ImageTypes;
import org.alfheim.names.NamePattern;
import org.alfheim.types.CType;
import org.alfheim.types.SourcePosition;
import org.alfheim.types.TypesException;

/**
 * Where the API of a library is known from.
 *
 * @param image the shared object
 * @param file where it lies, or the object or archive that it was linked of
 * @param headers its headers; without one, its debug information is asked
 * @param flags more for the compiler
 * @param patterns which names are wanted; none for all
 */
public record LibraryApi(
    SharedObject image,
    Path file,
    List<String> headers,
    List<String> flags,
    List<String> patterns) {

  /**
   * What is known.
   *
   * @param origin who said it, for people: {@code zlib.h}
   * @param symbols functions and variables
   * @param constants macros and enumerators
   * @param places where types, members and constants are declared, by {@link HeaderTypes#places}
   * @param problems what is not known, each with the reason
   */
  public record Read(
      String origin,
      List<TypedSymbol> symbols,
      List<Constant> constants,
      Map<String, SourcePosition> places,
      List<String> problems) {}

  /** {@code Zlib} of zlib.h, {@code Points} of libpoints.so.1. */
  public String defaultName() {
    String path = headers.isEmpty() ? file.toString() : headers.getFirst();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return JavaNames.type(
        headers.isEmpty()
            ? name.replaceFirst("^lib(?=.)", "").replaceFirst("\\.(so\\b.*|[oa]$)", "")
            : name.replaceFirst("\\.[a-z+]*$", ""));
  }

  /** Whether the image is what the file was linked into. */
  private boolean linked() {
    String name = file.toString();
    return name.endsWith(".o") || name.endsWith(".a");
  }

  /**
   * Asks.
   *
   * @throws BindingsException if the types can't be had, or nothing of such a name has one
   * @throws org.alfheim.elf.ElfException if the image is a plugin of Go's
   */
  public Read read() {
    GoMark.refuse(image);
    Predicate<String> wanted =
        name ->
            patterns.isEmpty()
                || patterns.stream().anyMatch(each -> NamePattern.whole(each).test(name));
    Read read;
    try {
      read = headers.isEmpty() ? ofImage(wanted) : ofHeaders(wanted);
    } catch (TypesException e) {
      throw new BindingsException(image.name() + ": " + e.getMessage(), e);
    }
    if (read.symbols().isEmpty()) {
      throw new BindingsException(
          image.name()
              + ": no type of a symbol"
              + (patterns.isEmpty() ? "" : " of such a name")
              + " is known; "
              + (headers.isEmpty()
                  ? "name a header of the library, or a file with debug information"
                  : "other patterns or other headers may help"));
    }
    return read;
  }

  private Read ofHeaders(Predicate<String> wanted) {
    List<String> exports =
        image.exported().mapToObj(index -> image.symbols().get(index).name()).distinct().toList();
    HeaderTypes said =
        HeaderTypes.read(
            new HeaderRequest(headers, exports, HeaderRequest.DEFAULT_COMPILER, flags));
    List<String> problems = new ArrayList<>();
    new TreeMap<>(said.unproved())
        .forEach((name, reason) -> {
          if (wanted.test(name)) {
            problems.add(name + ": " + reason);
          }
        });
    return new Read(
        simple(headers.getFirst())
            + (headers.size() == 1 ? "" : " and " + (headers.size() - 1) + " more"),
        said.symbols().stream().filter(each -> wanted.test(each.name())).toList(),
        said.constants().stream().filter(each -> wanted.test(each.name())).toList(),
        said.places(),
        problems);
  }

  private Read ofImage(Predicate<String> wanted) {
    ImageTypes types =
        linked()
            ? new ImageTypes(
                image, Optional.empty(), List.of(new ImageBytes(file.toString(), image.bytes())))
            : new ImageTypes(image, Optional.of(file), List.of());
    List<TypedSymbol> symbols = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    image
        .exported()
        .filter(index -> !image.versions().hidden(index))
        .filter(index -> wanted.test(image.symbols().get(index).name()))
        .forEach(index -> {
          String name = image.symbols().get(index).name();
          types
              .find(UnopenedSymbols.place(image, index))
              .ifPresent(known -> {
                if (name.startsWith("_Z") || name.startsWith("_R")) {
                  problems.add(name + ": it is of C++ or Rust");
                } else if (known.type() instanceof CType type) {
                  symbols.add(new TypedSymbol(name, type, known.position()));
                }
              });
        });
    problems.addAll(types.problems());
    return new Read(simple(file.toString()), symbols, List.of(), Map.of(), problems);
  }

  private static String simple(String path) {
    return path.startsWith("/") ? path.substring(path.lastIndexOf('/') + 1) : path;
  }
}
