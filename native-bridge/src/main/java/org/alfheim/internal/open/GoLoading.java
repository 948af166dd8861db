package org.alfheim.internal.open;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.FileParts;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.admission.Admissions;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.go.GoContents;
import org.alfheim.internal.go.GoMisfit;
import org.alfheim.internal.go.GoModule;
import org.alfheim.internal.go.GoPlugin;
import org.alfheim.internal.go.runtime.GoCandidate;
import org.alfheim.internal.go.runtime.GoCode;
import org.alfheim.internal.go.runtime.GoRuntime;
import org.alfheim.internal.go.runtime.HostCode;
import org.alfheim.internal.go.values.ExportedValues;
import org.alfheim.internal.process.map.ImageMapper;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.internal.process.map.NativeTableScan;
import org.alfheim.internal.process.map.SealedImage;
import org.alfheim.plugin.GoHost;
import org.alfheim.plugin.GoHostImage;
import org.alfheim.plugin.UnresolvedException;

/**
 * Opens Go plugins: each in a runtime of its own, or in one that it shares by name.
 *
 * <p>All that can be known of a plugin and its host is asked before either of them is mapped. A
 * runtime that a refused plugin would have been the first in is never started.
 */
final class GoLoading {

  private final ImagePlacing placing;
  private final Admissions admissions;
  private final Map<String, GoRuntime> shared = new ConcurrentHashMap<>();
  private final AtomicInteger runtimes = new AtomicInteger();
  private final List<StartedHost> hosts = new CopyOnWriteArrayList<>();

  GoLoading(ImagePlacing placing, Admissions admissions) {
    this.placing = placing;
    this.admissions = admissions;
  }

  /**
   * Checks that nobody asks for a runtime where there is no use for it.
   *
   * @throws ElfException if somebody does
   */
  static void checkNoRuntime(Source source, SharedObject image) {
    if (source.options().goRuntime().isPresent()) {
      throw new ElfException(
          image.name(),
          "goRuntime",
          -1,
          "it is to share a runtime of Go's, and is no Go plugin",
          "open it without the name of a runtime");
    }
  }

  /**
   * The hosts that are in place, in the order in which they came.
   *
   * @param opened all plugins that are open
   */
  List<GoHostImage> hosts(List<OpenedPlugin> opened) {
    return hosts.stream().map(host -> host.among(opened)).toList();
  }

  /**
   * Opens a Go plugin.
   *
   * @param sealed its bytes, which are given up where it is refused
   */
  LoadedGoPlugin open(
      OpenTable.Opening<String, OpenedPlugin> opening,
      Source source,
      SharedObject image,
      SealedImage sealed,
      long start) {
    try {
      GoModule module = new GoModule(source.origin().displayName(), described(source, image));
      GoContents.misfit(module.described()).ifPresent(misfit -> refuse(module, misfit));
      Candidate candidate = new Candidate(opening, source, image, sealed, module);
      GoRuntime.Opened opened = open(runtime(source), candidate);
      sealed.closeDescriptor();
      return new LoadedGoPlugin(source, image, candidate.mapped, opened, start);
    } catch (RuntimeException e) {
      giveUp(opening, sealed);
      throw opening.hasBegun() ? e : Refusals.translate(source.origin(), e);
    } catch (Error e) {
      giveUp(opening, sealed);
      throw e;
    }
  }

  /** What has begun to run stays, and what it is read from. */
  private static void giveUp(OpenTable.Opening<String, OpenedPlugin> opening, SealedImage sealed) {
    if (opening.hasBegun()) {
      sealed.closeDescriptor();
    } else {
      sealed.discard();
    }
  }

  /** Of what is mapped of the file, or of all of it where that says no version. */
  private static GoPlugin described(Source source, SharedObject image) {
    GoPlugin described = GoPlugin.read(image);
    if (described.version().isPresent() || FileParts.complete(image.bytes())) {
      return described;
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment whole = source.bytes().whole(arena);
      return FileParts.same(image.bytes(), whole)
          ? GoPlugin.read(SharedObject.parse(image.name(), whole))
          : described;
    } catch (IOException gone) {
      return described;
    }
  }

  private GoRuntime runtime(Source source) {
    Optional<String> name = source.options().goRuntime();
    return name.isPresent()
        ? shared.computeIfAbsent(name.get(), key -> new GoRuntime(key, ExportedValues::of))
        : new GoRuntime("go" + runtimes.incrementAndGet(), ExportedValues::of);
  }

  private GoRuntime.Opened open(GoRuntime runtime, Candidate candidate) {
    GoModule module = candidate.module();
    runtime.lock().lock();
    try {
      if (!runtime.hasStarted()) {
        GoHost host = GoHostSearch.of(candidate.source.options().goHosts(), module);
        start(runtime, GoHostSearch.source(host, runtimes.incrementAndGet()), module);
      }
      runtime.misfit(module).ifPresent(misfit -> refuse(module, misfit));
      return runtime.open(candidate);
    } finally {
      runtime.lock().unlock();
    }
  }

  private void start(GoRuntime runtime, Source source, GoModule first) {
    SealedImage sealed = source.seal();
    boolean placed = false;
    try {
      SharedObject image =
          SharedObject.parse(
              source.origin().displayName(), sealed.bytes(), NativeTableScan.INSTANCE);
      HostCode.check(image);
      admissions.check(
          image, source.bytes(), source.origin().file(), source.options().provenance());
      GoModule host = new GoModule(image.name(), GoPlugin.readHost(image));
      new GoContents(host, List.of()).misfit(first).ifPresent(misfit -> refuse(first, misfit));
      runtime.start(
          host,
          rebinding -> {
            Source rebound = source.in(Setting.with(rebinding));
            ImageMapper.Mapped mapped = mapped(rebound, image, sealed);
            hosts.add(new StartedHost(source.origin(), runtime, host, image, mapped.image()));
            return () -> {
              mapped.initializer().run();
              return code(source, image, mapped.image());
            };
          });
      placed = true;
    } catch (ElfException e) {
      throw Refusals.translate(source.origin(), e);
    } finally {
      source.discard();
      if (placed) {
        sealed.closeDescriptor();
      } else {
        sealed.discard();
      }
    }
  }

  private ImageMapper.Mapped mapped(Source source, SharedObject image, SealedImage sealed) {
    if (placing.place(source, image, sealed) instanceof ImageMapper.Mapped mapped) {
      return mapped;
    }
    throw new IllegalStateException(image.name() + " is a library that needs itself");
  }

  private static GoCode code(Source source, SharedObject image, MappedImage mapped) {
    return new GoCode(image, mapped.bias(), mapped.provider(source.origin().name()));
  }

  private static void refuse(GoModule plugin, GoMisfit misfit) {
    String problem = plugin.file() + ": " + GoHostSearch.title(plugin) + ": " + misfit.problem();
    throw new UnresolvedException(
        plugin.file(), List.of(), List.of(), problem + "; " + misfit.cure(), null);
  }

  /** A plugin on its way into a runtime. */
  private final class Candidate implements GoCandidate {
    private final OpenTable.Opening<String, OpenedPlugin> opening;
    private final Source source;
    private final SharedObject image;
    private final SealedImage sealed;
    private final GoModule module;
    private MappedImage mapped;

    Candidate(
        OpenTable.Opening<String, OpenedPlugin> opening,
        Source source,
        SharedObject image,
        SealedImage sealed,
        GoModule module) {
      this.opening = opening;
      this.source = source;
      this.image = image;
      this.sealed = sealed;
      this.module = module;
    }

    @Override
    public GoModule module() {
      return module;
    }

    @Override
    public GoCode place(List<Provider> scope) {
      ImageMapper.Mapped now =
          GoLoading.this.mapped(source.in(Setting.behind(scope)), image, sealed);
      mapped = now.image();
      opening.begin();
      now.initializer().run();
      return code(source, image, mapped);
    }
  }
}
