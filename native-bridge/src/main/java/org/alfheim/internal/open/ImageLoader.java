package org.alfheim.internal.open;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.admission.Admissions;
import org.alfheim.internal.admission.GroupScope;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.nested.NestedLoading;
import org.alfheim.internal.nested.PlacedImage;
import org.alfheim.internal.nested.PlacedImages;
import org.alfheim.internal.nested.SettledLibraries;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.Planner;
import org.alfheim.internal.process.ldso.BaseNamespace;
import org.alfheim.internal.process.libc.NativeAccess;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.map.CarrierRefusedException;
import org.alfheim.internal.process.map.ImageMapper;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.internal.process.map.ProcessImages;
import org.alfheim.internal.process.map.PublishedImage;
import org.alfheim.internal.process.map.Rebinding;
import org.alfheim.internal.process.map.SealedImage;
import org.alfheim.internal.process.map.SharedImage;
import org.alfheim.internal.search.Dependent;
import org.alfheim.internal.search.FilterOrder;
import org.alfheim.internal.search.LibraryClosure;
import org.alfheim.internal.search.NeededFilters;
import org.alfheim.internal.search.SystemLibraries;
import org.alfheim.plugin.ForeignImage;
import org.alfheim.plugin.InitializationException;
import org.alfheim.plugin.Plugin;
import org.alfheim.plugin.Provenance;
import org.alfheim.plugin.UnresolvedException;
import org.alfheim.plugin.Waiver;

/**
 * The one loader of this copy of the classes: takes an image through the stages, from bytes to a
 * live plugin.
 *
 * <p>Between the moment in which ld.so knows an image's carrier and that in which the image is in
 * place, nobody else may bind to it: one lock holds that stretch together. Constructors run outside
 * it, so a slow one holds up only those who need its plugin.
 */
final class ImageLoader {
  private static final ImageLoader SHARED = new ImageLoader();

  private final OpenTable<String, LoadedPlugin> table = new OpenTable<>(new PluginFailures());
  private final ReentrantLock loading = new ReentrantLock();
  private final Admissions admissions = new Admissions();
  private final PlacedImages placed = new PlacedImages();
  private final NestedLoading nested = new NestedLoading(admissions, placed);

  private ImageLoader() {}

  static ImageLoader shared() {
    return SHARED;
  }

  List<Plugin> opened() {
    return List.copyOf(table.opened());
  }

  List<ForeignImage> openedElsewhere() {
    if (!NativeAccess.isGranted()) {
      return List.of(); // What others have opened is found by calls.
    }
    Map<String, PublishedImage> others = ProcessImages.published();
    table.opened().forEach(plugin -> others.remove(plugin.location()));
    return others.entrySet().stream()
        .map(image -> foreign(image.getKey(), image.getValue()))
        .toList();
  }

  private static ForeignImage foreign(String location, PublishedImage published) {
    SharedObject image = SharedObject.parse(location, SealedImage.bytes(published));
    return new ForeignImage(
        Origin.nameOf(location), location, LoadedPlugin.span(image), published.held());
  }

  Admissions admissions() {
    return admissions;
  }

  LoadedPlugin open(Source source) {
    try {
      NativeAccess.check();
    } catch (ProcessException denied) {
      throw Refusals.translate(source.origin(), denied);
    }
    Source next = source;
    for (int number = 2; ; number++) {
      Optional<LoadedPlugin> plugin = openUnderKey(next);
      if (plugin.isPresent()) {
        return plugin.get();
      }
      next = source.under(number);
    }
  }

  /** Opens an image, or finds it; nothing if what goes by its key is another one. */
  private Optional<LoadedPlugin> openUnderKey(Source source) {
    boolean[] opened = new boolean[1];
    LoadedPlugin plugin =
        table.open(
            source.origin().key(),
            opening -> {
              LoadedPlugin result = claim(opening, source);
              opened[0] = opening.hasBegun();
              return result;
            });
    if (opened[0]) {
      return Optional.of(plugin);
    }
    if (!source.isOf(plugin.elf())) {
      return Optional.empty();
    }
    admit(source, plugin.elf());
    return Optional.of(plugin);
  }

  private void admit(Source source, SharedObject image) {
    admissions.check(image, source.bytes(), source.origin().file(), source.options().provenance());
  }

  private LoadedPlugin claim(OpenTable.Opening<String, LoadedPlugin> opening, Source source) {
    ProcessImages.Claim claim = ProcessImages.claim(opening.key());
    /* No switch, here and below: the first over types spins classes for a millisecond or two. */
    if (claim instanceof ProcessImages.Present(PublishedImage image)) {
      return adopt(source, image);
    }
    if (claim instanceof ProcessImages.Circular) {
      throw table.recursive(opening.key());
    }
    if (claim instanceof ProcessImages.Failed(String message)) {
      throw new InitializationException(
          source.origin().displayName(), message + " (previous failure)", null);
    }
    return openOurs(opening, source, (ProcessImages.Ours) claim);
  }

  private LoadedPlugin openOurs(
      OpenTable.Opening<String, LoadedPlugin> opening, Source source, ProcessImages.Ours claim) {
    boolean settled = false;
    try {
      LoadedPlugin plugin = open(opening, source, claim);
      settled = true;
      return plugin;
    } catch (RuntimeException | Error e) {
      if (opening.hasBegun()) {
        claim.fail(String.valueOf(e.getMessage()));
        settled = true;
      }
      throw e;
    } finally {
      if (!settled) {
        claim.release();
      }
    }
  }

  private LoadedPlugin adopt(Source source, PublishedImage published) {
    long start = System.nanoTime();
    Origin origin = source.origin();
    SharedObject image = SharedObject.parse(origin.displayName(), SealedImage.bytes(published));
    admit(source, image);
    MappedImage mapped = MappedImage.adopt(image, published);
    loading.lock();
    try {
      List<PlacedImage> given = placed.of(source.dependencies());
      List<PlacedImage> sees = new ArrayList<>(placed.needed(image.needed(), given).values());
      sees.addAll(given);
      PlacedImage now = announce(source, image, mapped, sees);
      nested.adopt(image, mapped.bias(), origin.folder(), now);
    } finally {
      loading.unlock();
    }
    return LoadedPlugin.mapped(origin, image, mapped, start);
  }

  private LoadedPlugin open(
      OpenTable.Opening<String, LoadedPlugin> opening, Source source, ProcessImages.Ours claim) {
    long start = System.nanoTime();
    Origin origin = source.origin();
    SealedImage sealed = source.seal();
    SharedObject image;
    ImageMapper.Outcome outcome;
    try {
      image = SharedObject.parse(origin.displayName(), sealed.bytes());
      admit(source, image);
      Optional<SharedImage> own =
          origin.file().flatMap(file -> SharedImage.find(file, image.soname()));
      outcome = own.isPresent() ? new ImageMapper.Held(own.get()) : place(source, image, sealed);
    } catch (RuntimeException e) {
      sealed.discard();
      throw Refusals.translate(origin, e);
    } catch (Error e) {
      sealed.discard();
      throw e;
    }
    sealed.closeDescriptor();
    if (outcome instanceof ImageMapper.Held(SharedImage own)) {
      /* ld.so keeps this one: every copy of the loader finds it there. */
      claim.release();
      return LoadedPlugin.shared(origin, image, own, start);
    }
    ImageMapper.Mapped placedNow = (ImageMapper.Mapped) outcome;
    MappedImage mapped = placedNow.image();
    opening.begin();
    placedNow.initializer().run();
    claim.publish(mapped.publish(sealed));
    return LoadedPlugin.mapped(origin, image, mapped, start);
  }

  /**
   * Puts an image in place when all plugins that it needs are initialised, unless by this thread.
   */
  private ImageMapper.Outcome place(Source source, SharedObject image, SealedImage sealed) {
    SharedImage.checkNoSecond(image);
    Set<String> settled = new HashSet<>();
    while (true) {
      List<PlacedImage> needed = new ArrayList<>();
      loading.lock();
      try {
        List<PlacedImage> given = placed.of(source.dependencies());
        Map<String, PlacedImage> found = placed.needed(image.needed(), given);
        for (PlacedImage dependency : found.values()) {
          if (!settled.contains(dependency.key())) {
            needed.add(dependency);
          }
        }
        if (needed.isEmpty()) {
          List<PlacedImage> sees = new ArrayList<>(found.values());
          sees.addAll(given);
          return place(source, image, sealed, found, sees);
        }
      } finally {
        loading.unlock();
      }
      for (PlacedImage dependency : needed) {
        if (!table.settled(dependency.key())) {
          throw Refusals.dependencyFailed(source.origin(), dependency.provider().soname());
        }
        settled.add(dependency.key());
      }
    }
  }

  private ImageMapper.Outcome place(
      Source source,
      SharedObject image,
      SealedImage sealed,
      Map<String, PlacedImage> found,
      List<PlacedImage> sees) {
    Origin origin = source.origin();
    Map<String, Provider> providers = new HashMap<>();
    found.forEach((soname, entry) -> providers.put(soname, entry.provider()));
    Set<Waiver> waivers = source.options().waivers();
    boolean restricted = admissions.restricts();
    if (!restricted && origin.isSearchable()) {
      Dependent object = Dependent.opened(image, origin.folder());
      if (image.filter() || NeededFilters.mayComeWith(object, providers.keySet())) {
        checkFilters(root(source, image, providers), SystemLibraries.ofProcess());
      }
      Plan plan = new Planner(providers, waivers).plan(image, origin.identity());
      return map(source, plan, sealed, nested.names(plan), sees);
    }
    try (SettledLibraries libraries = settled(source, image, providers)) {
      Planner planner = new Planner(providers, waivers, libraries.files());
      Plan plan = planner.plan(image, origin.identity());
      return restricted
          ? guarded(source, plan, sealed, libraries, sees)
          : map(source, plan, sealed, nested.names(plan), sees);
    }
  }

  private ImageMapper.Outcome guarded(
      Source source,
      Plan plan,
      SealedImage sealed,
      SettledLibraries libraries,
      List<PlacedImage> sees) {
    boolean mapped = false;
    try {
      Optional<Rebinding> rebinding = Optional.of(nested.guard(libraries));
      ImageMapper.Outcome outcome = map(source, plan, sealed, rebinding, sees);
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
        origin.identity().announced() ? Set.copyOf(image.soname().stream().toList()) : Set.of();
    return new LibraryClosure.Root(Dependent.opened(image, origin.folder()), sonames, own);
  }

  private static void checkFilters(LibraryClosure.Root root, SystemLibraries system) {
    FilterOrder.check(
        root.object().image(), LibraryClosure.whole(root, system, new BaseNamespace()));
  }

  private static UnresolvedException gone(
      Source source, SharedObject image, Map<String, Provider> providers) {
    Origin origin = source.origin();
    Plan plan = new Planner(providers, source.options().waivers()).plan(image, origin.identity());
    return Refusals.unresolved(
        plan, origin, origin.displayName() + ": libraries have gone; try again", null);
  }

  private ImageMapper.Outcome map(
      Source source,
      Plan plan,
      SealedImage sealed,
      Optional<Rebinding> rebinding,
      List<PlacedImage> sees) {
    Origin origin = source.origin();
    try {
      ImageMapper.Outcome outcome = ImageMapper.map(plan, sealed, rebinding);
      if (outcome instanceof ImageMapper.Mapped mapped) {
        PlacedImage now = announce(source, plan.image(), mapped.image(), sees);
        if (rebinding.isPresent()) {
          nested.add(plan.image(), mapped.image().bias(), origin.folder(), now);
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
    Optional<String> from = source.options().provenance().map(Provenance::location);
    PlacedImage now = new PlacedImage(source.origin().key(), mapped.provider(name), sees, from);
    placed.add(now);
    return now;
  }
}
