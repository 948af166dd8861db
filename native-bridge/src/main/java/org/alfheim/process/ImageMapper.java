package org.alfheim.process;

import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.link.Dependency;
import org.alfheim.link.Identity;
import org.alfheim.link.Layout;
import org.alfheim.link.Mapping;
import org.alfheim.link.Plan;

/**
 * Carries out a {@link Plan} up to the point where constructors could run.
 *
 * <p>Data is mapped and relocated first; code is mapped when every value that was to be checked has
 * been. Nothing is ever writable and executable. What fails is undone, down to the libraries that
 * were loaded for the image.
 */
public final class ImageMapper {
  private final Plan plan;
  private final SealedImage source;

  private ImageMapper(Plan plan, SealedImage source) {
    this.plan = plan;
    this.source = source;
  }

  /** What came of it. */
  public sealed interface Outcome {}

  /**
   * An image in place.
   *
   * @param image the image
   * @param initializer its constructors, which have not run
   */
  public record Mapped(MappedImage image, Initializer initializer) implements Outcome {}

  /**
   * A file that ld.so has loaded itself: the process's own library, or one that needs the image and
   * is needed by it. There can't be two of it.
   *
   * @param image the process's copy, initialised
   */
  public record Held(SharedImage image) implements Outcome {}

  /**
   * Maps and relocates an image.
   *
   * @param plan what to do
   * @param source the bytes that the plan was made from
   * @return the image, not yet initialised, or the copy that came with its dependencies
   * @throws CarrierRefusedException if ld.so can't satisfy what the image needs
   * @throws ElfException if a value turns out not to fit
   * @throws ProcessException if a system call fails
   */
  public static Outcome map(Plan plan, SealedImage source) {
    return new ImageMapper(plan, source).map();
  }

  private Outcome map() {
    CarrierObject gate = loadGate();
    try {
      Optional<SharedImage> held = gate == null ? Optional.empty() : held();
      if (held.isPresent()) {
        return new Held(held.get());
      }
      CarrierObject carrier = CarrierObject.load(plan.carrier(), plan.image().name());
      try {
        place(carrier.bias());
        identify(carrier);
        SnapshotRequest.relocated(plan.image(), carrier.bias());
        return new Mapped(
            new MappedImage(plan.image(), carrier, plan.fixups().count()),
            Initializer.of(plan, carrier.bias()));
      } catch (RuntimeException | Error e) {
        carrier.unload();
        throw e;
      }
    } finally {
      /* The carrier holds what the gate has loaded. */
      if (gate != null) {
        gate.unload();
      }
    }
  }

  private Optional<SharedImage> held() {
    Identity identity = plan.identity();
    return identity.announced()
        ? SharedImage.find(Path.of(identity.name()), plan.image().soname())
        : Optional.empty();
  }

  private void identify(CarrierObject carrier) {
    carrier.rename(plan.identity().name());
    if (plan.identity().directory().isPresent() && plan.imports("dlopen")) {
      carrier.originate(plan.identity().directory().get());
    }
  }

  /* Only libraries that are new to the process have constructors to run. */
  private CarrierObject loadGate() {
    for (Dependency dependency : plan.dependencies()) {
      if (dependency instanceof Dependency.OnSystem(String needed) && !loaded(needed)) {
        return CarrierObject.load(plan.carrier().gate(), plan.image().name());
      }
    }
    return null;
  }

  private static boolean loaded(String soname) {
    long handle = CLibrary.dlopen(soname, CLibrary.RTLD_NOLOAD | CLibrary.RTLD_LAZY);
    if (handle != 0) {
      CLibrary.dlclose(handle);
    }
    return handle != 0;
  }

  private void place(Address bias) {
    for (Mapping mapping : plan.layout().mappings()) {
      if (plan.patches(mapping)) {
        map(bias, mapping, CLibrary.PROT_READ | CLibrary.PROT_WRITE);
      } else if (!mapping.executable()) {
        map(bias, mapping, protection(mapping));
      }
    }
    Relocator relocator = new Relocator(plan, bias);
    relocator.writeValues();
    for (Mapping mapping : plan.layout().mappings()) {
      if (plan.patches(mapping)) {
        finish(bias, mapping);
      } else if (mapping.executable()) {
        map(bias, mapping, protection(mapping));
      }
    }
    relocator.writeResolved();
    plan.layout()
        .sealed()
        .ifPresent(
            range -> CLibrary.protect(bias.of(range.start()), range.size(), CLibrary.PROT_READ));
  }

  private void map(Address bias, Mapping mapping, int protection) {
    Address start = bias.of(mapping.start());
    int flags = CLibrary.MAP_PRIVATE | CLibrary.MAP_FIXED;
    switch (mapping) {
      case Mapping.FilePages pages ->
          CLibrary.map(
              start, pages.size(), protection, flags, source.descriptor(), pages.fileOffset());
      case Mapping.ZeroPages pages ->
          CLibrary.map(start, pages.size(), protection, flags | CLibrary.MAP_ANONYMOUS, -1, 0);
      case Mapping.Clearing clearing -> clear(start, clearing.size(), protection);
    }
  }

  /** Takes the right to write from pages that were writable for their relocation only. */
  private static void finish(Address bias, Mapping mapping) {
    switch (mapping) {
      case Mapping.FilePages _, Mapping.ZeroPages _ ->
          CLibrary.protect(bias.of(mapping.start()), mapping.size(), protection(mapping));
      case Mapping.Clearing _ -> {}
    }
  }

  private static void clear(Address start, long size, int protection) {
    Address page = new Address(start.value() & -Layout.PAGE);
    boolean writable = (protection & CLibrary.PROT_WRITE) != 0;
    if (!writable) {
      CLibrary.protect(page, Layout.PAGE, CLibrary.PROT_READ | CLibrary.PROT_WRITE);
    }
    Memory.clear(start, size);
    if (!writable) {
      CLibrary.protect(page, Layout.PAGE, protection);
    }
  }

  private static int protection(Mapping mapping) {
    return CLibrary.PROT_READ
        | (mapping.writable() ? CLibrary.PROT_WRITE : 0)
        | (mapping.executable() ? CLibrary.PROT_EXEC : 0);
  }
}
