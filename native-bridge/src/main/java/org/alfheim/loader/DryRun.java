package org.alfheim.loader;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.bind.Contract;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.internal.go.call.GoContract;
import org.alfheim.internal.go.call.GoExports;
import org.alfheim.internal.preview.PlannedImage;
import org.alfheim.internal.preview.UnopenedSymbols;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.internal.symboltypes.ImageTypes;
import org.alfheim.plugin.TypeSource;
import org.alfheim.plugin.Waiver;

/** What opening a file would do, told without doing any of it. */
public final class DryRun {
  private final PlannedImage planned;

  private DryRun(PlannedImage planned) {
    this.planned = planned;
  }

  /**
   * Plans to open a file.
   *
   * @param file its path
   * @param image what is in the file
   * @param plugins images of plugins that come first where the file needs a library, by the names
   *     that {@code DT_NEEDED} has for them
   * @param waivers what is not demanded of the image
   * @return what would be done
   * @throws org.alfheim.elf.ElfException if it is an image that can't be opened
   */
  public static DryRun of(
      Path file, SharedObject image, Map<String, SharedObject> plugins, Set<Waiver> waivers) {
    return new DryRun(PlannedImage.of(file, image, plugins, waivers));
  }

  /**
   * Plans to open a Go plugin ({@code go build -buildmode=plugin}).
   *
   * @param file its path
   * @param image what is in the file; of a Go before 1.20 all of it, where the version counts
   * @param host a host for Go plugins
   * @param waivers what is not demanded of the image
   * @return what would be done, when the host is in place
   * @throws org.alfheim.elf.ElfException if the plugin does not fit the host, or can't be opened
   */
  public static DryRun hosted(
      Path file, SharedObject image, SharedObject host, Set<Waiver> waivers) {
    return new DryRun(PlannedImage.hosted(file, image, host, waivers));
  }

  /**
   * What would keep {@link org.alfheim.plugin.Plugin#bind} from laying an interface over an image,
   * a library of C or a plugin of Go.
   *
   * @param contract the interface
   * @param name what the image is called
   * @param image the image, made of all bytes of its file
   * @return what does not fit, a line for each method; none if it can be bound
   */
  public static List<String> misfits(Class<?> contract, String name, SharedObject image) {
    return misfits(contract, name, image, CarriedTypes.of(name, image));
  }

  /**
   * The same, by types that are known already.
   *
   * @param contract the interface
   * @param name what the image is called
   * @param image the image
   * @param types what is known of the types of its symbols; a plugin of Go says its own
   * @return what does not fit, a line for each method; none if it can be bound
   */
  public static List<String> misfits(
      Class<?> contract, String name, SharedObject image, CarriedTypes types) {
    if (GoMark.isOn(image)) {
      return GoContract.misfits(contract, new GoExports(name, GoPlugin.read(image)));
    }
    List<TypeSource> sources = types.source(name).stream().toList();
    return Contract.misfits(
        contract,
        new UnopenedSymbols(name, image, new ImageTypes(image, Optional.empty(), sources)));
  }

  /**
   * The names for which {@link org.alfheim.plugin.Plugin#bind} would find no symbol in an image.
   *
   * @param names symbols' names; those of C++ and Rust also as people write them
   * @param image the image
   * @return those that find nothing, in their order, each with what there is to say of it
   */
  public static List<String> missing(Collection<String> names, SharedObject image) {
    if (GoMark.isOn(image)) {
      GoExports exports = new GoExports(image.name(), GoPlugin.read(image));
      return names.stream()
          .filter(name -> exports.find(name).isEmpty())
          .map(name -> name + exports.hint(name))
          .toList();
    }
    UnopenedSymbols symbols =
        new UnopenedSymbols(
            image.name(), image, new ImageTypes(image, Optional.empty(), List.of()));
    return names.stream()
        .filter(name -> symbols.find(name).isEmpty())
        .map(name -> name + symbols.hint(name).map(hint -> " (" + hint + ")").orElse(""))
        .toList();
  }

  /**
   * The file that ld.so would load here for an entry of {@code DT_NEEDED} of an image that lies in
   * no folder.
   *
   * @param needed the entry
   * @param image the image that needs it
   * @return the file; empty if the system has none
   */
  public static Optional<Path> library(String needed, SharedObject image) {
    return SystemLibraries.ofProcess().find(needed, image, Optional.empty());
  }

  /** The plan, line by line, and at its end what is missing. */
  public List<String> lines() {
    return planned.lines();
  }

  /** What the file needs and nobody has, each with a word on what it is; empty if it would open. */
  public List<String> missing() {
    return planned.missing();
  }
}
