package org.alfheim.bnd;

import aQute.bnd.osgi.Analyzer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.DryRun;
import org.alfheim.wrap.PluginNeed;

/** Decides for each library that an image needs who provides it. */
final class Needs {
  /** What every system with glibc and gcc's runtime has. */
  private static final Set<String> RUNTIME =
      Set.of(
          "ld-linux-x86-64.so.2",
          "libc.so.6",
          "libm.so.6",
          "libpthread.so.0",
          "libdl.so.2",
          "librt.so.1",
          "libutil.so.1",
          "libresolv.so.2",
          "libgcc_s.so.1",
          "libstdc++.so.6");

  private final Analyzer analyzer;
  private final Set<String> own;

  /**
   * Decides for one bundle.
   *
   * @param own the sonames of the bundle's images
   */
  Needs(Analyzer analyzer, Set<String> own) {
    this.analyzer = analyzer;
    this.own = own;
  }

  /**
   * What an image needs of other plugin bundles.
   *
   * @throws RefusedBundleException if nobody in sight provides a library; all such are named
   */
  List<PluginNeed> of(SharedObject image) throws Exception {
    List<PluginNeed> needs = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (String soname : image.needed()) {
      if (own.contains(soname) || RUNTIME.contains(soname)) {
        continue;
      }
      NeededInstruction instruction = NeededInstruction.of(analyzer, soname);
      List<PluginProvider> providers = PluginProvider.of(analyzer, soname);
      switch (instruction.from().orElseGet(() -> whoHas(soname, image, providers))) {
        case SYSTEM -> {}
        case PLUGIN -> needs.add(need(image, soname, instruction, providers));
        case NOBODY -> missing.add(soname);
      }
    }
    if (!missing.isEmpty()) {
      String list = String.join(", ", missing);
      throw new RefusedBundleException(
          image.name()
              + ": needs "
              + list
              + " (DT_NEEDED), and neither a plugin bundle on the build path or in a repository "
              + "nor this system provides "
              + (missing.size() == 1 ? "it" : "them")
              + "; put the bundle that does on the build path (with Maven: a dependency of the "
              + "scope compile or provided), or say where it comes from: "
              + NeededInstruction.NAME
              + ": "
              + missing.getFirst()
              + ";from=system (or from=plugin)");
    }
    return List.copyOf(needs);
  }

  private NeededInstruction.From whoHas(
      String soname, SharedObject image, List<PluginProvider> providers) {
    if (!providers.isEmpty()) {
      return NeededInstruction.From.PLUGIN;
    }
    // Without a folder for $ORIGIN: in a bundle an image has no neighbours.
    return DryRun.library(soname, image).isPresent()
        ? NeededInstruction.From.SYSTEM
        : NeededInstruction.From.NOBODY;
  }

  private static PluginNeed need(
      SharedObject image,
      String soname,
      NeededInstruction instruction,
      List<PluginProvider> providers) {
    PluginNeed need = PluginNeed.of(image, soname);
    Optional<PluginProvider> fitting =
        providers.stream()
            .filter(provider -> provider.symbolVersions().containsAll(need.symbolVersions()))
            .findFirst();
    if (fitting.isEmpty() && !providers.isEmpty()) {
      PluginProvider provider = providers.getLast();
      throw new RefusedBundleException(
          image.name()
              + ": needs the symbol versions "
              + String.join(", ", need.symbolVersions())
              + " of "
              + soname
              + ", and "
              + provider.bundle()
              + " provides "
              + (provider.symbolVersions().isEmpty()
                  ? "none"
                  : String.join(", ", provider.symbolVersions()))
              + "; link it to the library of that bundle, or build with a newer one");
    }
    return new PluginNeed(
        soname,
        need.symbolVersions(),
        instruction.versionFilter().or(() -> fitting.flatMap(PluginProvider::versionFilter)),
        instruction.optional());
  }
}
