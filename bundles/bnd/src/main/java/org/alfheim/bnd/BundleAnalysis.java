package org.alfheim.bnd;

import aQute.bnd.header.Attrs;
import aQute.bnd.osgi.Analyzer;
import aQute.bnd.osgi.Constants;
import aQute.bnd.osgi.Descriptors.PackageRef;
import aQute.bnd.osgi.EmbeddedResource;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.CarriedTypes;
import org.alfheim.types.TypesException;
import org.alfheim.wrap.PluginHeaders;
import org.alfheim.wrap.PluginImage;

/** Writes the headers of one bundle. */
final class BundleAnalysis {
  /** bnd takes an activator from another bundle for a mistake; here it is the point. */
  private static final String ACTIVATOR_IS_IMPORTED =
      "\"Bundle-Activator " + PluginHeaders.ACTIVATOR + " is being imported*\";is:=ignore";

  private static final String DONE = Constants.FIXUPMESSAGES + ".org.alfheim.bnd";

  private final Analyzer analyzer;

  /** An image that was read, and what its clause says of it. */
  private record Read(SharedObject image, PluginImage described) {}

  BundleAnalysis(Analyzer analyzer) {
    this.analyzer = analyzer;
  }

  /** Whether the headers of a bundle were written. */
  static boolean isDone(Analyzer analyzer) {
    return analyzer.getProperty(DONE) != null;
  }

  void write() throws Exception {
    List<Read> read = read();
    if (read.isEmpty()) {
      return; // Said why already.
    }
    PluginHeaders headers = new PluginHeaders(withNeeds(read));
    activator();
    analyzer.setProperty(NativePlugins.HEADER, headers.nativePlugin());
    imports(headers);
    append(Constants.PROVIDE_CAPABILITY, headers.provideCapability());
    append(Constants.REQUIRE_CAPABILITY, headers.requireCapability());
    analyzer.setProperty(DONE, ACTIVATOR_IS_IMPORTED);
  }

  private List<Read> read() throws IOException {
    List<Read> read = new ArrayList<>();
    Set<String> entries = new HashSet<>();
    try {
      ImageFiles files = new ImageFiles(analyzer);
      for (NativePluginClause declaration :
          NativePluginClause.parse(
              analyzer.parseHeader(analyzer.getProperty(NativePlugins.HEADER)))) {
        for (ImageEntry file : files.of(declaration)) {
          if (!entries.add(file.entry())) {
            throw new RefusedBundleException(file.entry() + " is named twice");
          }
          read(declaration, file).ifPresent(read::add);
        }
      }
    } catch (RefusedBundleException refused) {
      error(refused.getMessage());
    }
    return read;
  }

  private Optional<Read> read(NativePluginClause declaration, ImageEntry file) throws IOException {
    try {
      SharedObject image = file.image();
      Optional<String> sourceVersion =
          PluginImage.versionOf(file.entry()).isPresent()
              ? Optional.empty()
              : file.source()
                  .flatMap(source -> PluginImage.versionOf(source.getFileName().toString()));
      PluginImage described =
          PluginImage.of(file.entry(), image, declaration.options(sourceVersion));
      return Optional.of(new Read(image, typed(described, image, declaration)));
    } catch (ElfException | TypesException | RefusedBundleException refused) {
      error(refused.getMessage());
    }
    return Optional.empty();
  }

  /** Puts the types of an image's symbols into the bundle, if the image or a header knows them. */
  private PluginImage typed(PluginImage described, SharedObject image, NativePluginClause clause) {
    if (described.go().isPresent()) {
      return described; // Its types are those of Go.
    }
    CarriedTypes types =
        clause.headers().isEmpty()
            ? CarriedTypes.of(described.file(), image)
            : CarriedTypes.withHeaders(described.file(), image, headers(clause), flags(clause));
    if (types.btf().isEmpty()) {
      return described;
    }
    PluginImage typed = described.typed();
    analyzer
        .getJar()
        .putResource(typed.types().orElseThrow(), new EmbeddedResource(types.btf().get(), 0));
    return typed;
  }

  /** A header that is a file of the build, or what the compiler finds by itself. */
  private List<String> headers(NativePluginClause clause) {
    return clause.headers().stream()
        .map(header -> {
          File file = analyzer.getFile(header);
          return file.isFile() ? file.getAbsolutePath() : header;
        })
        .toList();
  }

  private List<String> flags(NativePluginClause clause) {
    return clause.includes().stream()
        .map(folder -> {
          File file = analyzer.getFile(folder);
          if (!file.isDirectory()) {
            error("include=" + folder + ": no such folder: " + file);
          }
          return "-I" + file.getAbsolutePath();
        })
        .toList();
  }

  private List<PluginImage> withNeeds(List<Read> read) throws Exception {
    Set<String> own =
        read.stream().map(one -> one.described().neededName()).collect(Collectors.toSet());
    Needs needs = new Needs(analyzer, own);
    List<PluginImage> images = new ArrayList<>();
    for (Read one : read) {
      try {
        images.add(one.described().needing(needs.of(one.image())));
      } catch (RefusedBundleException refused) {
        error(refused.getMessage());
        images.add(one.described());
      }
    }
    return images;
  }

  private void activator() {
    String activator = analyzer.getProperty(Constants.BUNDLE_ACTIVATOR);
    if (activator != null && !activator.equals(PluginHeaders.ACTIVATOR)) {
      error(
          "Bundle-Activator: "
              + activator
              + ": the activator of a plugin bundle is "
              + PluginHeaders.ACTIVATOR
              + ", which opens the images; make a component of yours, or put it in another bundle");
    }
    analyzer.setProperty(Constants.BUNDLE_ACTIVATOR, PluginHeaders.ACTIVATOR);
  }

  private void imports(PluginHeaders headers) throws IOException {
    String imports = analyzer.getProperty(Constants.IMPORT_PACKAGE, "*");
    analyzer.setProperty(Constants.IMPORT_PACKAGE, headers.importOfActivator() + "," + imports);
    for (String service : headers.services()) {
      PackageRef contract = analyzer.getPackageRef(service.substring(0, service.lastIndexOf('.')));
      if (!analyzer.getContained().containsKey(contract)) {
        refer(contract, service);
      }
    }
  }

  /** The rest is bnd's work: the range of versions, from the bundle that exports the package. */
  private void refer(PackageRef contract, String service) throws IOException {
    Attrs attributes = new Attrs();
    try {
      if (ContractSymbols.of(analyzer, service).ofProviders()) {
        attributes.put(Constants.PROVIDE_DIRECTIVE, "true");
      }
    } catch (RefusedBundleException notThere) {
      return; // The verification says so.
    }
    analyzer.getReferred().put(contract, attributes);
  }

  private void append(String header, String clauses) {
    String present = analyzer.getProperty(header);
    analyzer.setProperty(
        header,
        Stream.of(present, clauses)
            .filter(text -> text != null && !text.isBlank())
            .collect(Collectors.joining(",")));
  }

  private void error(String message) {
    analyzer.error("%s", message).header(NativePlugins.HEADER);
  }
}
