package org.alfheim.internal.process.map;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.ElfException;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.Dependency;
import org.alfheim.internal.carrier.Identity;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.process.call.Initializer;
import org.alfheim.internal.process.call.Observer;
import org.alfheim.internal.process.ldso.DynamicLinker;
import org.alfheim.internal.process.ldso.NeededLibraries;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.libc.StartupBlock;

/**
 * Carries out a {@link Plan} up to the point where the image's constructors could run.
 *
 * <p>The image is put in place while ld.so loads its carrier, so that libraries which are loaded
 * for it find it there when they are initialised. What fails is undone, down to those libraries.
 */
public final class ImageMapper {
  private static volatile ImageObserver observer;

  private final Plan plan;
  private final SealedImage source;
  private final Optional<Rebinding> rebinding;

  private ImageMapper(Plan plan, SealedImage source, Optional<Rebinding> rebinding) {
    this.plan = plan;
    this.source = source;
    this.rebinding = rebinding;
  }

  /**
   * Has somebody look at every image that is mapped from now on.
   *
   * @param everyImage who looks; whoever did before does not any more
   */
  public static void observe(ImageObserver everyImage) {
    observer = everyImage;
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
   * @param rebinding functions that are called instead of those that ld.so finds
   * @return the image, not yet initialised, or the copy that came with its dependencies
   * @throws CarrierRefusedException if ld.so can't satisfy what the image needs
   * @throws ElfException if a value turns out not to fit
   * @throws ProcessException if a system call fails
   */
  public static Outcome map(Plan plan, SealedImage source, Optional<Rebinding> rebinding) {
    return new ImageMapper(plan, source, rebinding).map();
  }

  private Outcome map() {
    ThreadLocalImports.check(plan);
    boolean bringsLibraries = bringsLibraries();
    Optional<Mapped> mapped = place(bringsLibraries);
    return mapped.isPresent() ? mapped.get() : behindGate();
  }

  /** Has ld.so load the image's own file, as a library that needs it does. */
  private Outcome behindGate() {
    CarrierObject gate = gate(plan.carrier().gate());
    try {
      Optional<SharedImage> held = held();
      return held.isPresent() ? new Held(held.get()) : place(false).orElseThrow();
    } finally {
      /* The copy holds what the gate has loaded. */
      gate.unload();
    }
  }

  /**
   * Loads the carrier, and with it the image.
   *
   * @param bringsLibraries whether libraries are loaded with it
   * @return empty if one of those needs the image by a name that is not its soname: ld.so has
   *     loaded the image's own file then, and there can't be two of it
   */
  private Optional<Mapped> place(boolean bringsLibraries) {
    StartupBlock block = StartupBlock.ofProcess();
    Address name = CLibrary.duplicate(plan.identity().name());
    boolean named = false;
    try (Placement placement = Placement.of(plan, source, rebinding)) {
      CarrierObject carrier = load(placement);
      if (bringsLibraries && isThere()) {
        carrier.unload();
        return Optional.empty();
      }
      carrier.rename(name);
      named = true;
      if (plan.identity().directory().isPresent() && plan.imports("dlopen")) {
        carrier.originate(plan.identity().directory().get());
      }
      if (plan.dynamic().isPresent()) {
        carrier.show(plan.dynamic().get());
      }
      if (!plan.carrier().closes()) {
        NeededLibraries.add(plan);
      }
      return Optional.of(
          new Mapped(
              new MappedImage(
                  plan.image(), carrier, plan.fixups().count(), source.held() + carrier.held()),
              Initializer.of(plan, carrier.bias(), block)));
    } finally {
      if (!named) {
        CLibrary.free(name);
      }
    }
  }

  private boolean isThere() {
    Optional<SharedImage> held = held();
    held.ifPresent(SharedImage::release);
    return held.isPresent();
  }

  private CarrierObject load(Placement placement) {
    try {
      ImageObserver seer = observer;
      return seer == null
          ? load(plan.carrier(), new Carrier.Tasks(placement.work(), 0))
          : loadObserved(placement, seer);
    } catch (CarrierRefusedException e) {
      placement.check();
      throw e;
    }
  }

  private CarrierObject loadObserved(Placement placement, ImageObserver seer) {
    Observer call = new Observer(() -> seer.relocated(plan.image(), placement.bias()));
    try (Arena arena = Arena.ofConfined()) {
      long function = call.function(arena).address();
      CarrierObject carrier = load(plan.carrier(), new Carrier.Tasks(placement.work(), function));
      call.rethrow();
      return carrier;
    }
  }

  private CarrierObject load(Carrier carrier, Carrier.Tasks tasks) {
    String image = plan.image().name();
    return carrier.closes()
        ? CarrierObject.loadClosing(carrier, tasks, image, source)
        : CarrierObject.load(carrier, tasks, image);
  }

  private CarrierObject gate(Carrier gate) {
    if (rebinding.isEmpty()) {
      return load(gate, Carrier.Tasks.NONE);
    }
    try (RebindingWork work = new RebindingWork(rebinding.get(), gate.dynamic())) {
      try {
        return load(gate, new Carrier.Tasks(work.address(), 0));
      } catch (CarrierRefusedException e) {
        work.check();
        throw e;
      }
    }
  }

  private Optional<SharedImage> held() {
    Identity identity = plan.identity();
    return identity.announced() && identity.name().startsWith("/")
        ? SharedImage.find(Path.of(identity.name()), plan.image())
        : Optional.empty();
  }

  /* Those that the process has already are bound. */
  private boolean bringsLibraries() {
    if (plan.image().filter()) {
      return true;
    }
    for (Dependency dependency : plan.dependencies()) {
      if (dependency instanceof Dependency.OnSystem(String needed) && !loaded(needed)) {
        return true;
      }
    }
    return false;
  }

  private static boolean loaded(String soname) {
    if (NeededLibraries.contains(soname)) {
      return true;
    }
    long handle = DynamicLinker.held(soname);
    if (handle != 0) {
      DynamicLinker.close(handle);
    }
    return handle != 0;
  }
}
