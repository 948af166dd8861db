package org.alfheim.process;

import org.alfheim.elf.ElfException;
import org.alfheim.link.Dependency;
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

  /**
   * An image in place.
   *
   * @param image the image
   * @param initializer its constructors, which have not run
   */
  public record Mapped(MappedImage image, Initializer initializer) {}

  /**
   * Maps and relocates an image.
   *
   * @param plan what to do
   * @param source the bytes that the plan was made from
   * @return the image, not yet initialised
   * @throws CarrierRefusedException if ld.so can't satisfy what the image needs
   * @throws ElfException if a value turns out not to fit
   * @throws ProcessException if a system call fails
   */
  public static Mapped map(Plan plan, SealedImage source) {
    return new ImageMapper(plan, source).map();
  }

  private Mapped map() {
    CarrierObject gate = loadGate();
    try {
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
      if (!mapping.executable()) {
        map(bias, mapping);
      }
    }
    Relocator relocator = new Relocator(plan, bias);
    relocator.writeValues();
    for (Mapping mapping : plan.layout().mappings()) {
      if (mapping.executable()) {
        map(bias, mapping);
      }
    }
    relocator.writeResolved();
    plan.layout()
        .sealed()
        .ifPresent(
            range -> CLibrary.protect(bias.of(range.start()), range.size(), CLibrary.PROT_READ));
  }

  private void map(Address bias, Mapping mapping) {
    Address start = bias.of(mapping.start());
    switch (mapping) {
      case Mapping.FilePages pages ->
          CLibrary.map(
              start,
              pages.size(),
              protection(pages.writable(), pages.executable()),
              CLibrary.MAP_PRIVATE | CLibrary.MAP_FIXED,
              source.descriptor(),
              pages.fileOffset());
      case Mapping.ZeroPages pages ->
          CLibrary.map(
              start,
              pages.size(),
              protection(pages.writable(), pages.executable()),
              CLibrary.MAP_PRIVATE | CLibrary.MAP_FIXED | CLibrary.MAP_ANONYMOUS,
              -1,
              0);
      case Mapping.Clearing clearing -> clear(start, clearing);
    }
  }

  private static void clear(Address start, Mapping.Clearing clearing) {
    Address page = new Address(start.value() & -Layout.PAGE);
    if (!clearing.writable()) {
      CLibrary.protect(page, Layout.PAGE, CLibrary.PROT_READ | CLibrary.PROT_WRITE);
    }
    Memory.clear(start, clearing.size());
    if (!clearing.writable()) {
      CLibrary.protect(page, Layout.PAGE, protection(false, clearing.executable()));
    }
  }

  private static int protection(boolean writable, boolean executable) {
    return CLibrary.PROT_READ
        | (writable ? CLibrary.PROT_WRITE : 0)
        | (executable ? CLibrary.PROT_EXEC : 0);
  }
}
