package org.alfheim.internal.open;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipException;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.preview.Missing;
import org.alfheim.internal.process.ldso.BaseNamespace;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.map.CarrierRefusedException;
import org.alfheim.internal.search.DynamicTokens;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.names.DemangledName;
import org.alfheim.names.RawText;
import org.alfheim.plugin.InvalidImageException;
import org.alfheim.plugin.PluginException;
import org.alfheim.plugin.ResourceException;
import org.alfheim.plugin.UnresolvedException;
import org.alfheim.plugin.Waiver;

/**
 * Finds out why ld.so did not load a carrier: it names the first thing that it misses, and the
 * reader needs all of them.
 */
final class Refusals {
  private Refusals() {}

  static PluginException explain(Plan plan, Origin origin, CarrierRefusedException refusal) {
    String file = origin.displayName();
    if (refusal.staticTlsSpent()) {
      return new ResourceException(
          file,
          file
              + ": the process has no room left for static thread-local storage (PT_TLS, "
              + "initial-exec model); start it with "
              + "GLIBC_TUNABLES=glibc.rtld.optional_static_tls=4096 or more in the environment",
          refusal);
    }
    if (refusal.exhausted()) {
      return new ResourceException(file, prefixed(file, refusal.reason()), refusal);
    }
    return unresolved(plan, origin, prefixed(file, refusal.reason()), refusal);
  }

  /**
   * What an image needs and nobody has.
   *
   * @param otherwise what is said where nothing is missing
   */
  static UnresolvedException unresolved(
      Plan plan, Origin origin, String otherwise, CarrierRefusedException refusal) {
    String file = origin.displayName();
    SystemLibraries system = SystemLibraries.ofProcess();
    Missing missing = Missing.of(plan, origin.folder(), system, new BaseNamespace());
    List<String> libraries = missing.libraries().stream().map(Missing.Library::soname).toList();
    Set<String> deferrable = plan.deferrable();
    Set<String> waived = plan.carrier().endsUndefinedCalls() ? deferrable : Set.of();
    List<String> symbols =
        libraries.isEmpty()
            ? missing.symbols().stream().filter(symbol -> !waived.contains(symbol)).toList()
            : List.of();
    List<String> reasons = new ArrayList<>();
    for (Missing.Library library : missing.libraries()) {
      String by = library.neededBy().equals(file) ? "" : ", needed by " + library.neededBy() + ",";
      String problem =
          library.problem().map(in -> " can't be loaded: " + in).orElse(" is not found");
      reasons.add("the library " + library.soname() + by + problem);
    }
    List<MissingVersion> versions =
        MissingVersion.of(plan.image(), symbols, soname -> library(plan, soname, origin, system));
    List<String> others = new ArrayList<>(symbols);
    for (MissingVersion version : versions) {
      reasons.add(version.problem());
      others.removeAll(version.neededFor());
    }
    if (!others.isEmpty()) {
      reasons.add(
          (others.size() == 1 ? "undefined symbol " : "undefined symbols ")
              + others.stream().map(DemangledName::beside).collect(Collectors.joining(", ")));
    }
    if (reasons.isEmpty()) {
      Optional<MissingVersion> version =
          Optional.ofNullable(refusal)
              .map(CarrierRefusedException::reason)
              .flatMap(said ->
                  MissingVersion.of(said, path -> SystemLibraries.read(RawText.path(path))));
      if (version.isPresent()) {
        String problem = version.get().problem() + "; " + version.get().cure();
        return new UnresolvedException(file, List.of(), List.of(), file + ": " + problem, refusal);
      }
      return new UnresolvedException(file, List.of(), List.of(), otherwise, refusal);
    }
    if (!libraries.isEmpty() && origin.folder().isEmpty() && usesOrigin(plan.image())) {
      reasons.add(
          "it asks for $ORIGIN, the folder of its file, and was not opened from a file's folder");
    }
    String cure =
        !libraries.isEmpty()
            ? cureOf(libraries)
            : !origin.objects().isEmpty() && missing.others().isEmpty() && !others.isEmpty()
                ? "; no object has "
                    + (others.size() == 1 ? "it" : "them")
                    + ": name the objects, archives or libraries (needs) that do, or open the"
                    + " plugin that exports "
                    + (others.size() == 1 ? "it" : "them")
                    + " before"
                : cureOf(missing, versions, others);
    if (libraries.isEmpty() && deferrable.containsAll(symbols)) {
      cure += ", or " + Waiver.UNDEFINED_FUNCTIONS.cure();
    }
    return new UnresolvedException(
        file, libraries, symbols, file + ": " + String.join("; ", reasons) + cure, refusal);
  }

  private static Optional<SharedObject> library(
      Plan plan, String soname, Origin origin, SystemLibraries system) {
    for (Dependency dependency : plan.dependencies()) {
      if (dependency instanceof Dependency.OnPlugin plugin && plugin.needed().equals(soname)) {
        return Optional.of(plugin.provider().image());
      }
    }
    return new BaseNamespace()
        .file(soname)
        .filter(Path::isAbsolute)
        .or(() -> system.find(soname, plan.image(), origin.folder()))
        .flatMap(SystemLibraries::read);
  }

  private static boolean usesOrigin(SharedObject image) {
    List<String> texts = new ArrayList<>(image.loadsLibraries());
    image.runpath().or(image::rpath).ifPresent(path -> texts.addAll(List.of(path.split(":", -1))));
    return texts.stream().anyMatch(DynamicTokens::ofFolder);
  }

  private static String cureOf(
      Missing missing, List<MissingVersion> versions, List<String> symbols) {
    if (!missing.others().isEmpty()) {
      Missing.Other other = missing.others().getFirst();
      return "; the process has "
          + other.name()
          + " from "
          + other.present()
          + " already, so "
          + other.found()
          + " is not loaded: give one of them another DT_SONAME, or open the second as a plugin in"
          + " a bundle";
    }
    if (symbols.isEmpty()) {
      return "; " + versions.getFirst().cure();
    }
    return "; link the image with the library that defines "
        + (symbols.size() == 1 ? "it" : "them")
        + ", or install the version that it was linked with";
  }

  private static String cureOf(List<String> libraries) {
    Optional<String> other = OtherCLibrary.cure(libraries);
    if (other.isPresent()) {
      return other.get();
    }
    for (String library : libraries) {
      if (library.contains("/")) {
        return "; it is needed by its path, since it had no DT_SONAME when the image was linked:"
            + " link it with -Wl,-soname,"
            + library.substring(library.lastIndexOf('/') + 1)
            + " and the image anew, or install it";
      }
    }
    return "; install it, open the plugin that provides it first, or add its folder to"
        + " LD_LIBRARY_PATH";
  }

  /** What ld.so says begins with the object that it speaks of. */
  private static String prefixed(String file, String reason) {
    return reason.startsWith(file + ": ") ? reason : file + ": " + reason;
  }

  static PluginException dependencyFailed(Origin origin, String soname) {
    String file = origin.displayName();
    return new UnresolvedException(
        file,
        List.of(soname),
        List.of(),
        file + ": the plugin " + soname + " that it needs has failed to initialise",
        null);
  }

  /**
   * What a stage of the loader says, as the public API says it; a defect of the loader stays as it
   * is.
   */
  static RuntimeException translate(Origin origin, RuntimeException refusal) {
    return translate(origin.displayName(), refusal);
  }

  /** The same for an image that is called a file. */
  static RuntimeException translate(String file, RuntimeException refusal) {
    return switch (refusal) {
      case ElfException e ->
          new InvalidImageException(file, e.field(), e.offset(), e.getMessage(), e);
      case ProcessException e -> new ResourceException(file, file + ": " + e.getMessage(), e);
      default -> refusal;
    };
  }

  /** What an input error says, without the file's name. */
  static String reason(IOException e) {
    return switch (e) {
      case AccessDeniedException _ -> "permission denied";
      case FileSystemException f when f.getReason() != null -> f.getReason();
      case ClosedByInterruptException _ -> "the thread was interrupted while it was read";
      case ZipException _ ->
          "the archive that it lies in is damaged (" + e.getMessage() + "); get a complete copy";
      case IOException _ when e.getMessage() == null -> e.getClass().getSimpleName();
      default -> e.getMessage();
    };
  }
}
