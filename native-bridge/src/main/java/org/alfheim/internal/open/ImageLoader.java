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
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.nested.NestedLoading;
import org.alfheim.internal.nested.PlacedImage;
import org.alfheim.internal.nested.PlacedImages;
import org.alfheim.internal.nested.SettledLibraries;
import org.alfheim.internal.plan.Plan;
import org.alfheim.internal.plan.Planner;
import org.alfheim.internal.process.ldso.BaseNamespace;
import org.alfheim.internal.process.ldso.KnownObjects;
import org.alfheim.internal.process.libc.NativeAccess;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.map.CarrierRefusedException;
import org.alfheim.internal.process.map.ImageMapper;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.internal.process.map.NativeTableScan;
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
 * place and known as one that can be needed, nobody else may bind to it: one lock holds that
 * stretch together. All that comes before it is done outside: files are read, admissions asked,
 * images checked and planned by many threads at once. Constructors run outside, too, so a slow one
 * holds up only those who need its plugin.
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
    try {
      return openUnderSomeKey(source);
    } finally {
      source.discard();
    }
  }

  private LoadedPlugin openUnderSomeKey(Source source) {
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
    Claiming opener = new Claiming(source);
    LoadedPlugin plugin = table.open(source.origin().key(), opener);
    if (opener.opened) {
      return Optional.of(plugin);
    }
    if (!source.isOf(plugin.elf())) {
      return Optional.empty();
    }
    admit(source, plugin.elf());
    plugin.typedBy(source.options().typeSources());
    return Optional.of(plugin);
  }

  /** Opens an image that nobody has opened by this loader; no lambda, as they are slow to link. */
  private final class Claiming implements OpenTable.Opener<String, LoadedPlugin> {
    private final Source source;
    private boolean opened;

    Claiming(Source source) {
      this.source = source;
    }

    @Override
    public LoadedPlugin open(OpenTable.Opening<String, LoadedPlugin> opening) {
      LoadedPlugin plugin = claim(opening, source);
      opened = opening.hasBegun();
      return plugin;
    }
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
    SharedObject image =
        SharedObject.parse(
            origin.displayName(), SealedImage.bytes(published), NativeTableScan.INSTANCE);
    admit(source, image);
    MappedImage mapped = MappedImage.adopt(image, published);
    loading.lock();
    try {
      Neighbours neighbours = neighbours(source, image);
      PlacedImage now = announce(source, image, mapped, neighbours.seen());
      nested.adopt(image, mapped.bias(), origin.folder(), now);
    } finally {
      loading.unlock();
    }
    return LoadedPlugin.mapped(source, image, mapped, start);
  }

  private LoadedPlugin open(
      OpenTable.Opening<String, LoadedPlugin> opening, Source source, ProcessImages.Ours claim) {
    long start = System.nanoTime();
    Origin origin = source.origin();
    SealedImage sealed = source.seal();
    SharedObject image;
    ImageMapper.Outcome outcome;
    try {
      image = SharedObject.parse(origin.displayName(), sealed.bytes(), NativeTableScan.INSTANCE);
      GoRefusal.check(origin, image);
      admit(source, image);
      Optional<SharedImage> own =
          origin.file().isPresent()
              ? SharedImage.find(origin.file().get(), image)
              : Optional.empty();
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
      return LoadedPlugin.shared(source, image, own, start);
    }
    ImageMapper.Mapped placedNow = (ImageMapper.Mapped) outcome;
    MappedImage mapped = placedNow.image();
    opening.begin();
    placedNow.initializer().run();
    claim.publish(mapped.publish(sealed));
    return LoadedPlugin.mapped(source, image, mapped, start);
  }

  /**
   * Puts an image in place when all plugins that it needs are initialised, unless by this thread.
   *
   * <p>What it needs is looked up, judged and planned while others open theirs. Where another
   * plugin has come meanwhile that it needs, all that is done again.
   */
  private ImageMapper.Outcome place(Source source, SharedObject image, SealedImage sealed) {
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
      List<PlacedImage> given = placed.of(source.dependencies());
      return new Neighbours(placed.needed(image.needed(), given), given);
    } finally {
      loading.unlock();
    }
  }

  /** Waits for plugins that are needed; gives whether there was none to wait for. */
  private boolean settle(Source source, Neighbours neighbours, Set<String> settled) {
    boolean all = true;
    for (PlacedImage dependency : neighbours.needed().values()) {
      if (settled.add(dependency.key())) {
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
    Set<Waiver> waivers = source.options().waivers();
    boolean restricted = admissions.restricts();
    if (!restricted && origin.isSearchable()) {
      Dependent object = Dependent.opened(image, origin.folder());
      if (image.filter() || NeededFilters.mayComeWith(object, providers.keySet())) {
        checkFilters(root(source, image, providers), SystemLibraries.ofProcess());
      }
      Plan plan = new Planner(providers, waivers).plan(image, origin.identity());
      return mapWhileTheyStay(source, plan, sealed, Optional.empty(), neighbours);
    }
    KnownObjects.look();
    int objects = KnownObjects.state();
    try (SettledLibraries libraries = settled(source, image, providers)) {
      Planner planner = new Planner(providers, waivers, libraries.files());
      Plan plan = planner.plan(image, origin.identity());
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
              : map(source, plan, sealed, nested.names(plan), neighbours));
    } finally {
      loading.unlock();
    }
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
      Neighbours neighbours) {
    Origin origin = source.origin();
    try {
      ImageMapper.Outcome outcome = ImageMapper.map(plan, sealed, rebinding);
      if (outcome instanceof ImageMapper.Mapped mapped) {
        PlacedImage now = announce(source, plan.image(), mapped.image(), neighbours.seen());
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
    Optional<Provenance> provenance = source.options().provenance();
    Optional<String> from =
        provenance.isPresent() ? Optional.of(provenance.get().location()) : Optional.empty();
    PlacedImage now = new PlacedImage(source.origin().key(), mapped.provider(name), sees, from);
    placed.add(now);
    return now;
  }
}
