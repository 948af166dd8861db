package org.alfheim.wrap;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.loader.GoBuild;

/**
 * A bundle that hosts Go plugins: it holds a host, and provides what their bundles require. It has
 * no Java, and nothing of it runs until a plugin does.
 */
public final class GoHostBundle {
  /** The host's path in the bundle. */
  public static final String ENTRY = "host.so";

  private static final String NAME = "org.alfheim.go.host";
  private static final String RACE = "-race";
  private static final List<String> TELLING = List.of("-trimpath", RACE);

  private final byte[] image;
  private final GoBuild build;
  private final String version;

  private GoHostBundle(byte[] image, GoBuild build, String version) {
    this.image = image;
    this.build = build;
    this.version = version;
  }

  /**
   * Makes a bundle of a host.
   *
   * @param image the host, whole; it is kept, not copied, and must not change
   * @param version the version of Go that built it, such as {@code go1.23.5}
   * @return the bundle
   * @throws ElfException if it is no host
   */
  public static GoHostBundle of(byte[] image, String version) {
    SharedObject host = SharedObject.parse(ENTRY, MemorySegment.ofArray(image).asReadOnly());
    return new GoHostBundle(image, GoBuild.ofHost(host), version);
  }

  /** The bundle's symbolic name; hosts that were built in different ways have different ones. */
  public String symbolicName() {
    return NAME + String.join("", flags());
  }

  /**
   * The bundle's version: that of Go, and of the host's packages a part that differs where they do.
   */
  public String version() {
    CRC32 packages = new CRC32();
    build
        .packages()
        .forEach((path, hash) -> {
          packages.update(GoNeed.hashed(path, hash).getBytes(StandardCharsets.UTF_8));
        });
    byte[] qualifier = ByteBuffer.allocate(4).putInt((int) packages.getValue()).array();
    return plainVersion() + "." + HexFormat.of().formatHex(qualifier);
  }

  /** Such as {@code 1.23.5}, also of {@code go1.24rc1}. */
  private String plainVersion() {
    String[] parts = version.replaceFirst("^\\D*", "").split("\\D+", 4);
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      boolean number = i < parts.length && parts[i].matches("\\d{1,9}");
      plain.append(i == 0 ? "" : ".").append(number ? parts[i] : "0");
    }
    return plain.toString();
  }

  /** Those flags of {@code go build} that make it another host. */
  public List<String> flags() {
    return TELLING.stream()
        .filter(flag ->
            flag.equals(RACE)
                ? build.race()
                : build.flags().map(all -> all.contains(flag)).orElse(false))
        .toList();
  }

  /** How many packages it has. */
  public int packages() {
    return build.packages().size();
  }

  /** The bundle's manifest; a new one each time. */
  public Manifest manifest() {
    Manifest manifest = new Manifest();
    Attributes main = manifest.getMainAttributes();
    main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    main.putValue("Bundle-ManifestVersion", "2");
    main.putValue("Bundle-SymbolicName", symbolicName());
    main.putValue("Bundle-Version", version());
    main.putValue("Bundle-Name", "A host for plugins of " + version);
    main.putValue("Provide-Capability", capability().toString());
    main.putValue(
        "Require-Capability",
        new HeaderClause("osgi.native").directive("filter", PluginHeaders.PLATFORM).toString());
    return manifest;
  }

  private HeaderClause capability() {
    return new HeaderClause(PluginHeaders.GO_NAMESPACE)
        .with("go", version)
        .with("version:Version", plainVersion())
        .withList("flags", flags())
        .with("host", ENTRY)
        .withList("packages", List.copyOf(build.packages().keySet()))
        .withList(
            "hashes",
            build.packages().entrySet().stream()
                .map(each -> GoNeed.hashed(each.getKey(), each.getValue()))
                .toList());
  }

  /**
   * Writes the jar and flushes, but does not close the stream.
   *
   * @param output where to write to
   * @throws IOException if the stream can't be written to
   */
  public void writeTo(OutputStream output) throws IOException {
    StoredJar.write(output, manifest(), Map.of(ENTRY, image));
  }
}
