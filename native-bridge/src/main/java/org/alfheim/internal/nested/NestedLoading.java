package org.alfheim.internal.nested;

import java.nio.file.Path;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.admission.Admissions;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.process.filter.ArgumentFilter;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.internal.process.map.Rebinding;

/**
 * What plugins load and look up themselves.
 *
 * <p>Under a policy, a filter comes before each function by which that is done, for plugins, for
 * the libraries that come with them, and for what those load in turn: the {@link Admissions} are
 * asked before the function runs. What is not admitted is replaced by a name that does not exist,
 * so that the caller gets an error from the C library, with the reason in {@code dlerror}.
 *
 * <p>An image from memory has no file by which ld.so could find it. So for such images a filter
 * finds others by their sonames, whether there is a policy or not.
 *
 * <p>The process has the filters once. Each copy of this loader is asked about the images that it
 * has opened or found open, and about the libraries that came with them, and has to allow what they
 * load; what nobody has, each copy under a policy has to allow.
 */
public final class NestedLoading {
  private final Admissions admissions;
  private final PlacedImages placed;
  private final Callers callers = new Callers();
  private final PluginLibraries libraries = new PluginLibraries();
  private Rebindings rebindings;
  private NestedCalls calls;
  private boolean rehearsed;

  public NestedLoading(Admissions admissions, PlacedImages placed) {
    this.admissions = admissions;
    this.placed = placed;
  }

  /**
   * For an image under a policy, and all that is loaded with it.
   *
   * @param settled what is loaded with it; if it is not, {@link #forget} has to be told
   */
  public Rebinding guard(SettledLibraries settled) {
    Rebinding group = rebindings().group();
    rehearse();
    ArgumentFilter.refuseAtExit(true);
    settled.held().forEach(libraries::share);
    libraries.add(settled.paths());
    return group;
  }

  /** Libraries were not loaded. */
  public void forget(SettledLibraries settled) {
    libraries.remove(settled.paths());
  }

  /**
   * For an image from memory where there is no policy.
   *
   * @return nothing if it has no need of it
   */
  public Optional<Rebinding> names(Plan plan) {
    return !plan.identity().announced() && (plan.imports("dlopen") || plan.imports("dlmopen"))
        ? Optional.of(rebindings().image())
        : Optional.empty();
  }

  /** An image that another copy of this loader has put in place may have been rebound. */
  public void adopt(
      SharedObject image, MappedImage mapped, Optional<Path> folder, PlacedImage now) {
    if (ArgumentFilter.isUsed()) {
      libraries.shareAll();
      callers.add(image, mapped, folder, now);
      rebindings();
    }
  }

  /** An image that was rebound is in place. */
  public void add(SharedObject image, MappedImage mapped, Optional<Path> folder, PlacedImage now) {
    callers.add(image, mapped, folder, now);
  }

  /** Made when they are needed first; they serve all images. */
  private synchronized Rebindings rebindings() {
    if (rebindings == null) {
      rebindings = Rebindings.ofProcess();
      calls = new NestedCalls(admissions, placed, callers, libraries, rebindings);
      if (admissions.restricts()) {
        rehearse();
      }
      ArgumentFilter.decideBy(calls, libraries.names());
    }
    return rebindings;
  }

  private synchronized void rehearse() {
    if (!rehearsed) {
      rehearsed = true;
      new NestedRehearsal(calls, rebindings).run();
    }
  }
}
