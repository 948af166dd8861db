package org.alfheim.internal.open;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.admission.Admissions;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.process.libc.NativeAccess;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.map.ImageMapper;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.internal.process.map.NativeTableScan;
import org.alfheim.internal.process.map.ProcessImages;
import org.alfheim.internal.process.map.PublishedImage;
import org.alfheim.internal.process.map.SealedImage;
import org.alfheim.internal.process.map.SharedImage;
import org.alfheim.plugin.ForeignImage;
import org.alfheim.plugin.GoHostImage;
import org.alfheim.plugin.InitializationException;
import org.alfheim.plugin.Plugin;

/**
 * The one loader of this copy of the classes: takes an image through the stages, from bytes to a
 * live plugin.
 */
final class ImageLoader {
  private static final ImageLoader SHARED = new ImageLoader();

  private final OpenTable<String, OpenedPlugin> table = new OpenTable<>(new PluginFailures());
  private final Admissions admissions = new Admissions();
  private final ImagePlacing placing = new ImagePlacing(table, admissions);
  private final GoLoading go = new GoLoading(placing, admissions);

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

  List<GoHostImage> goHosts() {
    return go.hosts(table.opened());
  }

  NativesLoading natives() {
    return OfNatives.LOADING;
  }

  /** Made when it is asked for: most processes have no use for it. */
  private static final class OfNatives {
    private static final NativesLoading LOADING =
        new NativesLoading(SHARED.placing, SHARED::admitted);
  }

  Admissions admissions() {
    return admissions;
  }

  OpenedPlugin open(Source source) {
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

  private OpenedPlugin openUnderSomeKey(Source source) {
    Source next = source;
    for (int number = 2; ; number++) {
      Optional<OpenedPlugin> plugin = openUnderKey(next);
      if (plugin.isPresent()) {
        return plugin.get();
      }
      next = source.under(number);
    }
  }

  /** Opens an image, or finds it; nothing if what goes by its key is another one. */
  private Optional<OpenedPlugin> openUnderKey(Source source) {
    Claiming opener = new Claiming(source);
    OpenedPlugin plugin = table.open(source.origin().key(), opener);
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
  private final class Claiming implements OpenTable.Opener<String, OpenedPlugin> {
    private final Source source;
    private boolean opened;

    Claiming(Source source) {
      this.source = source;
    }

    @Override
    public OpenedPlugin open(OpenTable.Opening<String, OpenedPlugin> opening) {
      OpenedPlugin plugin = claim(opening, source);
      opened = opening.hasBegun();
      return plugin;
    }
  }

  private void admit(Source source, SharedObject image) {
    admissions.check(image, source.bytes(), source.origin().file(), source.options().provenance());
  }

  private OpenedPlugin claim(OpenTable.Opening<String, OpenedPlugin> opening, Source source) {
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

  private OpenedPlugin openOurs(
      OpenTable.Opening<String, OpenedPlugin> opening, Source source, ProcessImages.Ours claim) {
    boolean settled = false;
    try {
      OpenedPlugin plugin = open(opening, source, claim);
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
    placing.adopt(source, image, mapped);
    return LoadedPlugin.mapped(source, image, mapped, start);
  }

  private OpenedPlugin open(
      OpenTable.Opening<String, OpenedPlugin> opening, Source source, ProcessImages.Ours claim) {
    long start = System.nanoTime();
    SealedImage sealed = source.seal();
    SharedObject image = admitted(source, sealed);
    if (GoMark.isOn(image)) {
      /* Each copy of the loader has runtimes of its own: there is nothing to be shared. */
      claim.release();
      return go.open(opening, source, image, sealed, start);
    }
    ImageMapper.Outcome outcome = outcome(source, image, sealed);
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

  /** An image that is sound and admitted; its bytes are given up where it is not. */
  private SharedObject admitted(Source source, SealedImage sealed) {
    Origin origin = source.origin();
    try {
      SharedObject image =
          SharedObject.parse(origin.displayName(), sealed.bytes(), NativeTableScan.INSTANCE);
      admit(source, image);
      return image;
    } catch (RuntimeException e) {
      sealed.discard();
      throw Refusals.translate(origin, e);
    } catch (Error e) {
      sealed.discard();
      throw e;
    }
  }

  /** An image in place; its bytes are given up where it is refused. */
  private ImageMapper.Outcome outcome(Source source, SharedObject image, SealedImage sealed) {
    Origin origin = source.origin();
    try {
      GoLoading.checkNoRuntime(source, image);
      Optional<SharedImage> own =
          origin.image().isPresent()
              ? SharedImage.find(origin.image().get(), image)
              : Optional.empty();
      return own.isPresent()
          ? new ImageMapper.Held(own.get())
          : placing.place(source, image, sealed);
    } catch (RuntimeException e) {
      sealed.discard();
      throw Refusals.translate(origin, e);
    } catch (Error e) {
      sealed.discard();
      throw e;
    }
  }
}
