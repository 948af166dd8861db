package org.alfheim.internal.open;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.admission.Admissions;
import org.alfheim.internal.admission.GroupScope;
import org.alfheim.internal.carrier.LibraryFiles;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.nested.NestedLoading;
import org.alfheim.internal.nested.PlacedImage;
import org.alfheim.internal.nested.PlacedImages;
import org.alfheim.internal.nested.SettledLibraries;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.Planner;
import org.alfheim.internal.process.ldso.BaseNamespace;
import org.alfheim.internal.process.ldso.KnownObjects;
import org.alfheim.internal.process.map.CarrierRefusedException;
import org.alfheim.internal.process.map.ImageMapper;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.internal.process.map.Rebinding;
import org.alfheim.internal.process.map.SealedImage;
import org.alfheim.internal.process.map.SharedImage;
import org.alfheim.internal.search.Dependent;
import org.alfheim.internal.search.FilterOrder;
import org.alfheim.internal.search.LibraryClosure;
import org.alfheim.internal.search.NeededFilters;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.plugin.Provenance;
import org.alfheim.plugin.UnresolvedException;

/**
 * Puts images in place.
 *
 * <p>Between the moment in which ld.so knows an image's carrier and that in which the image is in
 * place and known as one that can be needed, nobody else may bind to it: one lock holds that
 * stretch together. All that comes before it is done outside: files are read, admissions asked,
 * images checked and planned by many threads at once. Constructors run outside, too, so a slow one
 * holds up only those who need its plugin.
 */
final class ImagePlacing {
  private final OpenTable<String, OpenedPlugin> table;
  private final Admissions admissions;
  private final ReentrantLock loading = new ReentrantLock();
  private final PlacedImages placed = new PlacedImages();
  private final NestedLoading nested;

  ImagePlacing(OpenTable<String, OpenedPlugin> table, Admissions admissions) {
    this.table = table;
    this.admissions = admissions;
    this.nested = new NestedLoading(admissions, placed);
  }

  /** Takes an image that another copy of these classes has put in place. */
  void adopt(Source source, SharedObject image, MappedImage mapped) {
    loading.lock();
    try {
      Neighbours neighbours = neighbours(source, image);
      PlacedImage now = announce(source, image, mapped, neighbours.seen());
      nested.adopt(image, mapped, source.origin().folder(), now);
    } finally {
      loading.unlock();
    }
  }

  /**
   * Puts an image in place when all plugins that it needs are initialised, unless by this thread.
   *
   * <p>What it needs is looked up, judged and planned while others open theirs. Where another
   * plugin has come meanwhile that it needs, all that is done again.
   */
  ImageMapper.Outcome place(Source source, SharedObject image, SealedImage sealed) {
    SharedImage.checkNoSecond(image);
    Set<String> settled = new HashSet<>();
    while (true) {
      Neighbours neighbours = neighbours(source, image);
      if (settle(source, neighbours, settled)) {
        Optional<ImageMapper.Outcome> outcome = place(source, image, sealed, neighbours);
        if (outcome.isPresent()) {
          return outcome.get();
        }
      }
    }
  }

  private Neighbours neighbours(Source source, SharedObject image) {
    loading.lock();
    try {
      List<PlacedImage> given = new ArrayList<>(source.setting().siblings());
      given.addAll(placed.of(source.dependencies()));
      return new Neighbours(placed.needed(image.needed(), given), given);
    } finally {
      loading.unlock();
    }
  }

  /** Waits for plugins that are needed; gives whether there was none to wait for. */
  private boolean settle(Source source, Neighbours neighbours, Set<String> settled) {
    boolean all = true;
    for (PlacedImage dependency : neighbours.needed().values()) {
      if (settled.add(dependency.key()) && !source.setting().isSibling(dependency)) {
        all = false;
        if (!table.settled(dependency.key())) {
          throw Refusals.dependencyFailed(source.origin(), dependency.provider().soname());
        }
      }
    }
    return all;
  }

  /** Puts an image in place; nothing if its neighbours are others by now. */
  private Optional<ImageMapper.Outcome> place(
      Source source, SharedObject image, SealedImage sealed, Neighbours neighbours) {
    Origin origin = source.origin();
    Map<String, Provider> providers = neighbours.providers();
    boolean restricted = admissions.restricts();
    if (!restricted && origin.isSearchable()) {
      Dependent object = Dependent.opened(image, origin.folder());
      if (image.filter() || NeededFilters.mayComeWith(object, providers.keySet())) {
        checkFilters(root(source, image, providers), SystemLibraries.ofProcess());
      }
      Plan plan = planner(source, providers, LibraryFiles.NONE).plan(image, source.identity());
      return mapWhileTheyStay(source, plan, sealed, Optional.empty(), neighbours);
    }
    KnownObjects.look();
    int objects = KnownObjects.state();
    try (SettledLibraries libraries = settled(source, image, providers)) {
      Planner planner = planner(source, providers, libraries.files());
      Plan plan = planner.plan(image, source.identity());
      Judgement judgement = new Judgement(libraries, restricted, objects);
      return mapWhileTheyStay(source, plan, sealed, Optional.of(judgement), neighbours);
    }
  }

  /**
   * The libraries that ld.so loads for an image, looked at before it is asked.
   *
   * @param libraries the libraries
   * @param restricted whether a policy has been asked about them
   * @param objects the {@link KnownObjects#state} before that
   */
  private record Judgement(SettledLibraries libraries, boolean restricted, int objects) {
    /** Whether ld.so has all that it had, and nothing else: it might take that instead. */
    boolean holds() {
      KnownObjects.look();
      return KnownObjects.state() == objects;
    }
  }

  /** Maps an image if all is as it was when it was planned; otherwise nothing is done. */
  private Optional<ImageMapper.Outcome> mapWhileTheyStay(
      Source source,
      Plan plan,
      SealedImage sealed,
      Optional<Judgement> judgement,
      Neighbours neighbours) {
    loading.lock();
    try {
      boolean asBefore =
          neighbours(source, plan.image()).are(neighbours)
              && (judgement.isEmpty() || judgement.get().holds());
      if (!asBefore) {
        return Optional.empty();
      }
      return Optional.of(
          judgement.isPresent() && judgement.get().restricted()
              ? guarded(source, plan, sealed, judgement.get().libraries(), neighbours)
              : map(source, plan, sealed, rebinding(source, plan), neighbours));
    } finally {
      loading.unlock();
    }
  }

  /** An image that has functions of its own has no need of those that find others by name. */
  private Optional<Rebinding> rebinding(Source source, Plan plan) {
    Optional<Rebinding> own = source.setting().rebinding();
    return own.isPresent() ? own : nested.names(plan);
  }

  private ImageMapper.Outcome guarded(
      Source source,
      Plan plan,
      SealedImage sealed,
      SettledLibraries libraries,
      Neighbours neighbours) {
    boolean mapped = false;
    try {
      Optional<Rebinding> rebinding = Optional.of(nested.guard(libraries));
      ImageMapper.Outcome outcome = map(source, plan, sealed, rebinding, neighbours);
      mapped = true;
      return outcome;
    } finally {
      if (!mapped) {
        nested.forget(libraries);
      }
    }
  }

  /** The libraries that ld.so loads for an image, under a policy all of them judged. */
  private SettledLibraries settled(
      Source source, SharedObject image, Map<String, Provider> providers) {
    LibraryClosure.Root root = root(source, image, providers);
    if (admissions.restricts()) {
      Admissions.checkSearch(image.name(), SystemLibraries.unknown());
    }
    SystemLibraries system = SystemLibraries.ofProcess();
    LibraryClosure closure = LibraryClosure.loaded(root, system, new BaseNamespace());
    if (admissions.restricts()) {
      GroupScope scope = GroupScope.GLOBAL.after(image);
      for (Provider provider : source.setting().scope()) {
        scope = scope.after(provider.image());
      }
      for (Provider provider : providers.values()) {
        scope = scope.after(provider.image());
      }
      admissions.checkLibraries(image.name(), closure, scope);
    }
    if (closure.isIncomplete()) {
      throw gone(source, image, providers);
    }
    if (closure.hasFilters()) {
      checkFilters(root, system);
    }
    return SettledLibraries.of(root, closure, system, false)
        .orElseThrow(() -> gone(source, image, providers));
  }

  private static LibraryClosure.Root root(
      Source source, SharedObject image, Map<String, Provider> providers) {
    Origin origin = source.origin();
    List<String> sonames = new ArrayList<>(image.loadsLibraries());
    sonames.removeAll(providers.keySet());
    Set<String> own =
        source.identity().announced() ? Set.copyOf(image.soname().stream().toList()) : Set.of();
    return new LibraryClosure.Root(Dependent.opened(image, origin.folder()), sonames, own);
  }

  private static Planner planner(
      Source source, Map<String, Provider> providers, LibraryFiles files) {
    Planner planner =
        new Planner(providers, source.options().waivers(), files).behind(source.setting().scope());
    return source.setting().closes() ? planner.closing() : planner;
  }

  private static void checkFilters(LibraryClosure.Root root, SystemLibraries system) {
    FilterOrder.check(
        root.object().image(), LibraryClosure.whole(root, system, new BaseNamespace()));
  }

  private static UnresolvedException gone(
      Source source, SharedObject image, Map<String, Provider> providers) {
    Origin origin = source.origin();
    Plan plan = planner(source, providers, LibraryFiles.NONE).plan(image, source.identity());
    return Refusals.unresolved(
        plan, origin, origin.displayName() + ": libraries have gone; try again", null);
  }

  private ImageMapper.Outcome map(
      Source source,
      Plan plan,
      SealedImage sealed,
      Optional<Rebinding> rebinding,
      Neighbours neighbours) {
    Origin origin = source.origin();
    try {
      Optional<Rebinding> own = source.setting().rebinding();
      ImageMapper.Outcome outcome =
          ImageMapper.map(plan, sealed, own.isPresent() ? own : rebinding);
      if (outcome instanceof ImageMapper.Mapped mapped) {
        PlacedImage now = announce(source, plan.image(), mapped.image(), neighbours.seen());
        if (rebinding.isPresent() && own.isEmpty()) {
          nested.add(plan.image(), mapped.image(), origin.folder(), now);
        }
      }
      return outcome;
    } catch (CarrierRefusedException e) {
      throw Refusals.explain(plan, origin, e);
    }
  }

  private PlacedImage announce(
      Source source, SharedObject image, MappedImage mapped, List<PlacedImage> sees) {
    String name = image.soname().orElse(source.origin().name());
    Optional<Provenance> provenance = source.options().provenance();
    Optional<String> from =
        provenance.isPresent() ? Optional.of(provenance.get().location()) : Optional.empty();
    PlacedImage now = new PlacedImage(source.origin().key(), mapped.provider(name), sees, from);
    if (!source.setting().apart()) {
      placed.add(now);
    }
    return now;
  }
}
