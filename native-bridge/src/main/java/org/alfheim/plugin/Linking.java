package org.alfheim.plugin;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How relocatable objects ({@code .o}) and archives of them ({@code .a}) become an image when they
 * are opened. Of a shared object, which is linked already, it says nothing.
 *
 * @param needs libraries and plugins that the image needs, whether it uses them or not: names as
 *     {@code DT_NEEDED} has them. A name is that of a plugin that is open, or else that of one of
 *     the system's libraries. Those of C and C++ (libc, libm, libstdc++, libgcc_s) need not be
 *     named
 * @param referred whether of archives only those members take part that define what others refer
 *     to, as for a program; else all do
 * @param symbolic whether the image's own definitions stand before those of other images, for its
 *     own references
 * @param soname the name by which other images need it ({@code DT_SONAME}); empty for none
 */
public record Linking(
    List<String> needs, boolean referred, boolean symbolic, Optional<String> soname) {
  /** All members of archives, no library besides those of C and C++, no name. */
  public static final Linking USUAL = new Linking(List.of(), false, false, Optional.empty());

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if a name is empty
   */
  public Linking {
    needs = List.copyOf(needs);
    Objects.requireNonNull(soname, "soname");
    if (needs.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("needs: the name of a library is empty");
    }
    if (soname.filter(String::isBlank).isPresent()) {
      throw new IllegalArgumentException("soname: the name is empty");
    }
  }

  /** Whether it is the same as {@link #USUAL}. */
  public boolean isUsual() {
    /* To compare records is to have the JDK remember their class for a while. */
    return needs.isEmpty() && !referred && !symbolic && soname.isEmpty();
  }

  /** The same with other libraries. */
  public Linking needing(List<String> libraries) {
    return new Linking(libraries, referred, symbolic, soname);
  }
}
