package org.alfheim.linker;

import java.util.List;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.script.VersionScript;

/**
 * How objects become a shared object.
 *
 * @param soname the name that the image has for others (DT_SONAME); empty for none
 * @param members which members of archives take part
 * @param needed sonames of libraries that the image needs, whether it uses them or not (DT_NEEDED)
 * @param libraries libraries in which imports are looked for; those that have one are needed, in
 *     its version there
 * @param others libraries in which the rest of them is looked for, asked for one after the other as
 *     long as something is missing
 * @param symbolic whether the image's own definitions stand before those of other images, for its
 *     own references
 * @param debug whether it keeps what debuggers read
 * @param versions which names it exports, and in which versions; empty for all that are not hidden
 */
public record LinkOptions(
    String soname,
    Members members,
    List<String> needed,
    List<SharedObject> libraries,
    Iterable<SharedObject> others,
    boolean symbolic,
    boolean debug,
    Optional<VersionScript> versions) {

  /** Which members of archives take part. */
  public enum Members {
    /** All: an archive is linked for what it exports. */
    ALL,
    /** Those that define what others refer to, as for a program. */
    REFERRED
  }

  /** Takes the lists as they are at this moment. */
  public LinkOptions {
    needed = List.copyOf(needed);
    libraries = List.copyOf(libraries);
  }

  /** Options without a version script. */
  public LinkOptions(
      String soname,
      Members members,
      List<String> needed,
      List<SharedObject> libraries,
      boolean symbolic,
      boolean debug) {
    this(soname, members, needed, libraries, List.of(), symbolic, debug, Optional.empty());
  }

  /** All members, no name, no libraries, with what debuggers read. */
  public static LinkOptions standard() {
    return new LinkOptions("", Members.ALL, List.of(), List.of(), false, true);
  }

  /** The same with a soname. */
  public LinkOptions withSoname(String name) {
    return new LinkOptions(name, members, needed, libraries, others, symbolic, debug, versions);
  }

  /** The same with other libraries that the image needs. */
  public LinkOptions withNeeded(List<String> names) {
    return new LinkOptions(soname, members, names, libraries, others, symbolic, debug, versions);
  }

  /** The same with other libraries to look for imports in. */
  public LinkOptions withLibraries(List<SharedObject> known) {
    return new LinkOptions(soname, members, needed, known, others, symbolic, debug, versions);
  }

  /** The same with other libraries to look for the rest of the imports in. */
  public LinkOptions withOthers(Iterable<SharedObject> rest) {
    return new LinkOptions(soname, members, needed, libraries, rest, symbolic, debug, versions);
  }

  /** The same with another choice of members. */
  public LinkOptions withMembers(Members choice) {
    return new LinkOptions(soname, choice, needed, libraries, others, symbolic, debug, versions);
  }

  /** The same with a version script. */
  public LinkOptions withVersions(VersionScript script) {
    return new LinkOptions(
        soname, members, needed, libraries, others, symbolic, debug, Optional.of(script));
  }
}
