package org.alfheim.internal.carrier;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.alfheim.elf.RelocationType;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.relocation.Layout;
import org.alfheim.internal.relocation.Slot;
import org.alfheim.internal.relocation.Slots;
import org.alfheim.internal.relocation.TlsImage;

/**
 * What goes into a carrier.
 *
 * @param image the image that it stands for
 * @param layout where the image's segments go
 * @param scope the images that come before it
 * @param dependencies who satisfies each {@code DT_NEEDED}
 * @param files the files of libraries that are settled
 * @param slots the words that ld.so fills
 * @param tls the image's thread-local storage
 * @param terminations how many termination functions there are
 * @param closes whether the last of them gives up what was made for the image
 * @param identity how the image is known
 * @param undefined the functions that may be missing
 * @param role what it is for
 */
public record CarrierContent(
    SharedObject image,
    Layout layout,
    List<Provider> scope,
    List<Dependency> dependencies,
    LibraryFiles files,
    Slots slots,
    Optional<TlsImage> tls,
    int terminations,
    boolean closes,
    Identity identity,
    UndefinedFunctions undefined,
    Role role) {

  /** What a carrier is for. */
  public enum Role {
    /** It stands for the image: reserves its range, defines its symbols. */
    IMAGE,
    /** It loads what the image needs, where the image's own file comes with that. */
    GATE,
    /** It asks for something and is never loaded. */
    PROBE
  }

  public CarrierContent {
    scope = List.copyOf(scope);
    dependencies = List.copyOf(dependencies);
  }

  boolean reserves() {
    return role == Role.IMAGE;
  }

  boolean hasStubs() {
    return !undefined.isEmpty();
  }

  CarrierContent forGate() {
    List<Slot> imports = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.imported(image)) {
        imports.add(slot);
      }
    }
    return withoutImage(Slots.of(imports, image), undefined, Role.GATE);
  }

  /** With a slot for the module of each variable that another library has at a fixed offset. */
  CarrierContent forProbe() {
    Set<Slot> modules = new LinkedHashSet<>();
    if (slots.hasThreadOffsets()) {
      for (Slot slot : slots) {
        if (Slot.isThreadOffset(slot.type()) && slot.imported(image)) {
          modules.add(new Slot(RelocationType.R_X86_64_DTPMOD64, slot.symbol(), 0));
        }
      }
    }
    return withoutImage(Slots.of(List.copyOf(modules), image), UndefinedFunctions.NONE, Role.PROBE);
  }

  private CarrierContent withoutImage(Slots imports, UndefinedFunctions missing, Role other) {
    return new CarrierContent(
        image,
        layout,
        scope,
        dependencies,
        files,
        imports,
        Optional.empty(),
        0,
        false,
        identity,
        missing,
        other);
  }
}
