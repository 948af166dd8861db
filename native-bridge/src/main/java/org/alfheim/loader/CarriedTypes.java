package org.alfheim.loader;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.btf.BtfWriter;
import org.alfheim.internal.btf.TypedSymbol;
import org.alfheim.internal.preview.UnopenedSymbols;
import org.alfheim.internal.symboltypes.ImageBytes;
import org.alfheim.internal.symboltypes.ImageTypes;
import org.alfheim.plugin.TypeSource;
import org.alfheim.types.KnownType;
import org.alfheim.types.SymbolTypes.SourcePosition;
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
    ImageTypes types = new ImageTypes(all);
    List<TypedSymbol> symbols = new ArrayList<>();
    image
        .exported()
        .filter(index -> !image.versions().hidden(index))
        .forEach(index -> {
          var symbol = image.symbols().get(index);
          types
              .find(UnopenedSymbols.place(symbol))
              .ifPresent(known -> symbols.add(typed(symbol.name(), known)));
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

  private static TypedSymbol typed(String name, KnownType known) {
    return new TypedSymbol(
        name,
        known.type(),
        known
            .position()
            .map(position ->
                new SourcePosition(
                    position.file().substring(position.file().lastIndexOf('/') + 1),
                    position.line())));
  }
}
