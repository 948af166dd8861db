package org.alfheim.linker.symbol;

import org.alfheim.linker.object.ByteRange;

/**
 * A name and the version that {@code .symver} has given it.
 *
 * @param key the name without the version
 * @param version the version, or null
 * @param standard whether a reference without a version means this one ({@code @@})
 */
public record VersionedName(ByteRange key, String version, boolean standard) {

  /**
   * Takes {@code f}, {@code f@V} or {@code f@@V} apart.
   *
   * @param name the name of a global symbol in an object
   */
  static VersionedName of(ByteRange name) {
    int at = name.indexOf('@', 1);
    if (at < 0) {
      return new VersionedName(name, null, true);
    }
    boolean standard = name.length() > at + 1 && name.indexOf('@', at + 1) == at + 1;
    String version = name.from(at + (standard ? 2 : 1)).toString();
    return new VersionedName(name.first(at), version.isEmpty() ? null : version, standard);
  }

  /** The name without the version. */
  public String name() {
    return key.toString();
  }

  /** The name by which references that mean this and no other version find it. */
  ByteRange exact() {
    return version == null ? key : ByteRange.of(name() + "@" + version);
  }

  /** The same, which only those mean that name the version. */
  VersionedName single() {
    return new VersionedName(key, version, false);
  }
}
