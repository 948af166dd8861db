package org.alfheim.linker;

import java.util.List;
import org.alfheim.elf.SharedObject;

/**
 * How objects become a shared object.
 *
 * @param soname the name that the image has for others (DT_SONAME); empty for none
 * @param members which members of archives take part
 * @param needed sonames of libraries that the image needs, whether it uses them or not (DT_NEEDED)
 * @param libraries libraries in which imports are looked for; those that have one are needed, in
 *     its version there
 * @param symbolic whether the image's own definitions stand before those of other images, for its
 *     own references
 * @param debug whether it keeps what debuggers read
 */
public record LinkOptions(
    String soname,
    Members members,
    List<String> needed,
    List<SharedObject> libraries,
    boolean symbolic,
    boolean debug) {

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

  /** All members, no name, no libraries, with what debuggers read. */
  public static LinkOptions standard() {
    return new LinkOptions("", Members.ALL, List.of(), List.of(), false, true);
  }

  /** The same with a soname. */
  public LinkOptions withSoname(String name) {
    return new LinkOptions(name, members, needed, libraries, symbolic, debug);
  }

  /** The same with other libraries to look for imports in. */
  public LinkOptions withLibraries(List<SharedObject> known) {
    return new LinkOptions(soname, members, needed, known, symbolic, debug);
  }

  /** The same with another choice of members. */
  public LinkOptions withMembers(Members choice) {
    return new LinkOptions(soname, choice, needed, libraries, symbolic, debug);
  }
}
