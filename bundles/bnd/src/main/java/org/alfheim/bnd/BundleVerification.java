package org.alfheim.bnd;

import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Resource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.CarriedTypes;
import org.alfheim.loader.DryRun;
import org.alfheim.loader.GoBuild;
import org.alfheim.plugin.Waiver;
import org.alfheim.wrap.WrapOptions;

/** Checks one whole bundle: what is promised of its images, they have. */
final class BundleVerification {
  private final Analyzer analyzer;
  private final ContractClasses classes;

  BundleVerification(Analyzer analyzer) {
    this.analyzer = analyzer;
    this.classes = new ContractClasses(analyzer);
  }

  void check() throws IOException {
    for (NativePluginClause declaration :
        NativePluginClause.parse(
            analyzer.parseHeader(analyzer.getProperty(NativePlugins.HEADER)))) {
      Resource content = analyzer.getJar().getResource(declaration.path());
      if (content != null) {
        check(declaration, new ImageEntry(declaration.path(), Optional.empty(), content));
      }
    }
  }

  private void check(NativePluginClause declaration, ImageEntry file) throws IOException {
    SharedObject image;
    WrapOptions options;
    try {
      image = file.image();
      options = declaration.options(Optional.empty());
    } catch (ElfException | RefusedBundleException refused) {
      return; // The analysis has said so.
    }
    boolean go = GoBuild.ofPlugin(image).isPresent();
    List<String> missing =
        go
            ? DryRun.missing(options.declared(), image)
            : options.declared().stream().filter(name -> image.find(name).isEmpty()).toList();
    if (!missing.isEmpty()) {
      error(
          file.entry()
              + ": declare= names symbols that it does not export: "
              + String.join(", ", missing)
              + "; export them, or leave them out");
    }
    for (String service : options.services()) {
      try {
        if (go) {
          checkGo(file.entry(), image, service);
        } else {
          check(file.entry(), image, service, types(declaration, options));
        }
      } catch (RefusedBundleException refused) {
        error(file.entry() + ": " + refused.getMessage());
      }
    }
  }

  /** All that does not fit is one error, as it is when the bundle starts. */
  private void checkGo(String entry, SharedObject image, String service) throws IOException {
    ContractSymbols.of(analyzer, service).names(); // What it extends has to be there, too.
    String file = entry.substring(entry.lastIndexOf('/') + 1);
    List<String> misfits = classes.misfits(service, file, image, CarriedTypes.none());
    if (!misfits.isEmpty()) {
      error(entry + ": services=" + service + ": " + String.join("; ", misfits));
    }
  }

  /** What the bundle carries; nothing if its types are not to be checked. */
  private CarriedTypes types(NativePluginClause declaration, WrapOptions options)
      throws IOException {
    Resource types = declaration.types().map(analyzer.getJar()::getResource).orElse(null);
    if (types == null || options.waived().contains(Waiver.TYPES.label())) {
      return CarriedTypes.none();
    }
    try (InputStream content = types.openInputStream()) {
      return CarriedTypes.of(content.readAllBytes());
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  private void check(String entry, SharedObject image, String service, CarriedTypes types)
      throws IOException {
    Set<String> names = ContractSymbols.of(analyzer, service).names();
    List<String> missing = DryRun.missing(names, image);
    if (!missing.isEmpty()) {
      error(
          entry
              + ": exports "
              + (missing.size() == names.size() ? "none" : names.size() - missing.size())
              + " of the "
              + names.size()
              + " symbols of "
              + service
              + "; missing: "
              + String.join(", ", missing)
              + "; export them, or give the methods other symbols by @Name");
    }
    String file = entry.substring(entry.lastIndexOf('/') + 1);
    for (String misfit : classes.misfits(service, file, image, types)) {
      error(entry + ": services=" + service + ": " + misfit);
    }
  }

  private void error(String message) {
    analyzer.error("%s", message).header(NativePlugins.HEADER);
  }
}
