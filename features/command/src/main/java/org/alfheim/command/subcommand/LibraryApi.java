package org.alfheim.command.subcommand;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.alfheim.command.bindings.Bindings;
import org.alfheim.command.terminal.CommandException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.header.Constant;
import org.alfheim.internal.header.HeaderRequest;
import org.alfheim.internal.header.HeaderTypes;
import org.alfheim.internal.preview.UnopenedSymbols;
import org.alfheim.internal.symboltypes.ImageTypes;
import org.alfheim.names.NamePattern;
import org.alfheim.types.TypesException;

/**
 * Where the API of a library is known from.
 *
 * @param file the shared object
 * @param headers its headers; without one, its debug information is asked
 * @param flags more for the compiler
 * @param patterns which names are wanted; none for all
 */
record LibraryApi(
    FileArgument file, List<String> headers, List<String> flags, List<String> patterns) {

  /** What is known. */
  record Read(
      String origin, List<TypedSymbol> symbols, List<Constant> constants, List<String> problems) {}

  /** {@code Zlib} of zlib.h, {@code Points} of libpoints.so.1. */
  String defaultName() {
    String path = headers.isEmpty() ? file.path().toString() : headers.getFirst();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return Bindings.typeName(
        headers.isEmpty()
            ? name.replaceFirst("^lib(?=.)", "").replaceFirst("\\.so\\b.*", "")
            : name.replaceFirst("\\.[a-z+]*$", ""));
  }

  Read read() {
    SharedObject image = SharedObject.parse(file.argument(), file.read());
    GoMark.refuse(image);
    Predicate<String> wanted =
        name ->
            patterns.isEmpty()
                || patterns.stream().anyMatch(each -> NamePattern.whole(each).test(name));
    Read read;
    try {
      read = headers.isEmpty() ? ofImage(image, wanted) : ofHeaders(image, wanted);
    } catch (TypesException e) {
      throw new CommandException(file.argument() + ": " + e.getMessage(), e);
    }
    if (read.symbols().isEmpty()) {
      throw new CommandException(
          file.argument()
              + ": no type of a symbol"
              + (patterns.isEmpty() ? "" : " of such a name")
              + " is known; "
              + (headers.isEmpty()
                  ? "name a header of the library, or a file with debug information"
                  : "other patterns or other headers may help"));
    }
    return read;
  }

  private Read ofHeaders(SharedObject image, Predicate<String> wanted) {
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
        problems);
  }

  private Read ofImage(SharedObject image, Predicate<String> wanted) {
    ImageTypes types = new ImageTypes(image, Optional.of(file.path()), List.of());
    List<TypedSymbol> symbols = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    image
        .exported()
        .filter(index -> !image.versions().hidden(index))
        .mapToObj(index -> image.symbols().get(index))
        .filter(symbol -> wanted.test(symbol.name()))
        .forEach(symbol ->
            types
                .find(UnopenedSymbols.place(symbol))
                .ifPresent(known -> {
                  if (symbol.name().startsWith("_Z") || symbol.name().startsWith("_R")) {
                    problems.add(symbol.name() + ": it is of C++ or Rust");
                  } else {
                    symbols.add(new TypedSymbol(symbol.name(), known.type(), known.position()));
                  }
                }));
    problems.addAll(types.problems());
    return new Read(simple(file.path().toString()), symbols, List.of(), problems);
  }

  private static String simple(String path) {
    return path.startsWith("/") ? path.substring(path.lastIndexOf('/') + 1) : path;
  }
}
