package org.alfheim.linker.symbol;

/**
 * A name and the version that {@code .symver} has given it.
 *
 * @param name the name without the version
 * @param version the version, or null
 * @param standard whether a reference without a version means this one ({@code @@})
 */
public record VersionedName(String name, String version, boolean standard) {

  /**
   * Takes {@code f}, {@code f@V} or {@code f@@V} apart.
   *
   * @param name the name of a global symbol in an object
   */
  public static VersionedName of(String name) {
    int at = name.indexOf('@', 1);
    if (at < 0) {
      return new VersionedName(name, null, true);
    }
    boolean standard = name.startsWith("@@", at);
    String version = name.substring(at + (standard ? 2 : 1));
    return new VersionedName(name.substring(0, at), version.isEmpty() ? null : version, standard);
  }

  /** The name by which references that mean this and no other version find it. */
  String key() {
    return version == null ? name : name + "@" + version;
  }
}
