package org.alfheim.internal.open;

import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.carrier.Provider;
import org.alfheim.internal.go.GoMark;
import org.alfheim.internal.nested.PlacedImage;
import org.alfheim.internal.process.call.SystemLoad;
import org.alfheim.internal.process.libc.NativeAccess;
import org.alfheim.internal.process.libc.ProcessException;
import org.alfheim.internal.process.map.ClosingImage;
import org.alfheim.internal.process.map.ClosingImages;
import org.alfheim.internal.process.map.ImageMapper;
import org.alfheim.internal.process.map.MappedImage;
import org.alfheim.internal.process.map.SealedImage;
import org.alfheim.plugin.NativesImage;

/**
 * Loads images with native methods: each for one class loader, and as long as that.
 *
 * <p>The image is put in place as any other. Then the JVM is given the path of its carrier's file,
 * by a class of that class loader. ld.so finds the carrier by it, so the JVM gets the image that is
 * there, calls its {@code JNI_OnLoad}, and finds its native methods. From then on it alone has the
 * image; when it has collected the class loader, it gives the image up, and ld.so closes it.
 */
final class NativesLoading {
  private final ImagePlacing placing;
  private final BiFunction<Source, SealedImage, SharedObject> admission;
  private final List<NativesOfLoader> loaders = new ArrayList<>();
  private final Map<String, WeakReference<ClassLoader>> owners = new ConcurrentHashMap<>();

  /**
   * Loads by the means of the loader.
   *
   * @param admission gives an image that is sound and admitted; gives its bytes up otherwise
   */
  NativesLoading(ImagePlacing placing, BiFunction<Source, SealedImage, SharedObject> admission) {
    this.placing = placing;
    this.admission = admission;
  }

  /**
   * Loads an image for the class loader of a class, unless that has loaded it.
   *
   * @param names by which others of that class loader need it, besides its own
   */
  void load(MethodHandles.Lookup caller, Source source, List<String> names) {
    try {
      NativeAccess.check();
      ClassLoader loader = caller.lookupClass().getClassLoader();
      NativesOfLoader natives = of(loader);
      natives.load(
          source.origin().key(),
          opening -> named(open(opening, caller, source, natives.images()), names));
    } catch (ProcessException denied) {
      throw Refusals.translate(source.origin(), denied);
    } finally {
      source.discard();
    }
  }

  private NativesOfLoader of(ClassLoader loader) {
    synchronized (loaders) {
      loaders.removeIf(NativesOfLoader::isGone);
      for (NativesOfLoader natives : loaders) {
        if (natives.isOf(loader)) {
          return natives;
        }
      }
      NativesOfLoader natives = new NativesOfLoader(loader);
      loaders.add(natives);
      return natives;
    }
  }

  private static List<PlacedImage> named(PlacedImage image, List<String> names) {
    List<PlacedImage> all = new ArrayList<>(List.of(image));
    for (String name : names) {
      Provider provider = new Provider(name, image.provider().carrier(), image.provider().image());
      all.add(new PlacedImage(image.key(), provider, image.needed(), image.source()));
    }
    return List.copyOf(all);
  }

  private PlacedImage open(
      OpenTable.Opening<String, List<PlacedImage>> opening,
      MethodHandles.Lookup caller,
      Source given,
      List<PlacedImage> siblings) {
    Source source = given.under(ClosingImages.nextNumber()).in(Setting.among(siblings));
    SealedImage sealed = asMapping(source);
    SharedObject image = admission.apply(source, sealed);
    ImageMapper.Mapped mapped = place(source, image, sealed);
    ClosingImage closing = mapped.image().closing();
    try {
      mapped.initializer().run();
    } catch (RuntimeException | Error e) {
      opening.begin();
      closing.keep();
      throw e;
    }
    list(caller, source, image, mapped.image(), closing);
    bind(caller, source, closing);
    String soname = image.soname().orElse(source.origin().name());
    return new PlacedImage(
        source.origin().key(), mapped.image().provider(soname), siblings, Optional.empty());
  }

  private static SealedImage asMapping(Source source) {
    SealedImage sealed = source.seal();
    try {
      return sealed.asMapping();
    } catch (ProcessException e) {
      sealed.discard();
      throw Refusals.translate(source.origin(), e);
    }
  }

  private ImageMapper.Mapped place(Source source, SharedObject image, SealedImage sealed) {
    try {
      if (GoMark.isOn(image)) {
        throw new ElfException(
            image.name(), "file", -1, "it is a Go plugin, which has no native methods", "open it");
      }
      GoLoading.checkNoRuntime(source, image);
      ImageMapper.Outcome outcome = placing.place(source, image, sealed);
      sealed.closeDescriptor();
      return (ImageMapper.Mapped) outcome;
    } catch (RuntimeException e) {
      sealed.discard();
      throw Refusals.translate(source.origin(), e);
    } catch (Error e) {
      sealed.discard();
      throw e;
    }
  }

  private void list(
      MethodHandles.Lookup caller,
      Source source,
      SharedObject image,
      MappedImage mapped,
      ClosingImage closing) {
    String key = source.origin().key();
    owners.put(key, new WeakReference<>(caller.lookupClass().getClassLoader()));
    ClosingImages.add(
        key,
        new ClosingImages.Listed(
            source.origin().name(),
            closing.file(),
            mapped.bias(),
            LoadedPlugin.span(image),
            mapped.held()));
  }

  /** Hands the image over to the JVM; where that does not take it, it is closed. */
  private static void bind(MethodHandles.Lookup caller, Source source, ClosingImage closing) {
    try {
      SystemLoad.invoke(caller, closing.file().path());
    } catch (UnsatisfiedLinkError e) {
      String path = "/proc/[0-9a-z]+/fd/" + closing.file().descriptor();
      String name = source.origin().displayName();
      String said = String.valueOf(e.getMessage()).replaceAll(path, "it");
      UnsatisfiedLinkError error = new UnsatisfiedLinkError(name + ": " + said);
      error.initCause(e);
      throw error;
    } finally {
      closing.release();
    }
  }

  /** The images that are there, in the order of their locations. */
  List<NativesImage> images() {
    if (!NativeAccess.isGranted()) {
      return List.of();
    }
    Map<String, ClosingImages.Listed> there = ClosingImages.there();
    owners.keySet().removeIf(key -> !there.containsKey(key));
    List<NativesImage> images = new ArrayList<>();
    there.forEach((key, image) ->
        images.add(
            new NativesImage(
                image.name(), key, image.bias().value(), image.span(), image.held(), state(key))));
    return List.copyOf(images);
  }

  /** The class loader that an image was loaded for; empty if it has gone, or nothing is known. */
  Optional<ClassLoader> owner(String key) {
    return Optional.ofNullable(owners.get(key)).map(WeakReference::get);
  }

  private NativesImage.State state(String key) {
    WeakReference<ClassLoader> owner = owners.get(key);
    if (owner == null) {
      return NativesImage.State.ELSEWHERE;
    }
    return owner.get() == null ? NativesImage.State.RELEASED : NativesImage.State.BOUND;
  }
}
