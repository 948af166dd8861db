package org.alfheim.internal.process.map;

import java.util.Optional;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.carrier.Carrier;
import org.alfheim.internal.carrier.Closing;
import org.alfheim.internal.process.ldso.DynamicLinker;
import org.alfheim.internal.process.ldso.KnownObjects;
import org.alfheim.internal.process.ldso.LinkMap;
import org.alfheim.internal.process.ldso.OriginField;
import org.alfheim.internal.process.ldso.Remains;
import org.alfheim.internal.process.libc.Address;
import org.alfheim.internal.process.libc.CLibrary;
import org.alfheim.internal.process.libc.ExecutableFile;
import org.alfheim.internal.process.libc.OpenFile;
import org.alfheim.internal.process.libc.ZeroedMemory;
import org.alfheim.internal.relocation.Layout;

/** A carrier that ld.so has loaded. */
public final class CarrierObject {
  private static final long PAGE = Layout.PAGE;

  private final long handle;
  private final String name;
  private final LinkMap map;
  private final Address bias;
  private final long held;

  /**
   * Its file, which stays open as long as ld.so has it; empty where nobody has to open it again.
   */
  private final Optional<OpenFile> file;

  /** Where the name that ld.so gave lies, once it has been replaced. */
  private Address ownName;

  private CarrierObject(
      long handle, String name, LinkMap map, Address bias, long held, Optional<OpenFile> file) {
    this.handle = handle;
    this.name = name;
    this.map = map;
    this.bias = bias;
    this.held = held;
    this.file = file;
  }

  /** The carrier of an image that another copy of these classes has in place. */
  static CarrierObject of(PublishedImage image) {
    return new CarrierObject(
        image.handle(),
        image.carrier(),
        LinkMap.of(image.handle()),
        image.bias(),
        0,
        Optional.empty());
  }

  /**
   * Writes a carrier into a memory file and has ld.so load it.
   *
   * @param carrier the carrier
   * @param tasks what it does when it is loaded
   * @param image the image's name, for messages
   * @throws CarrierRefusedException if ld.so does not load it, with what ld.so says
   */
  static CarrierObject load(Carrier carrier, Carrier.Tasks tasks, String image) {
    try (ExecutableFile object = ExecutableFile.create("alfheim-carrier")) {
      return load(carrier, tasks, image, object.descriptor(), Optional.empty());
    }
  }

  /**
   * The same for a carrier that {@linkplain Carrier#closes closes}: its file stays open until ld.so
   * unloads it, and so nobody else has its path.
   *
   * @param bytes what the image is read from, which is given up then
   */
  static CarrierObject loadClosing(
      Carrier carrier, Carrier.Tasks tasks, String image, SealedImage bytes) {
    ExecutableFile object = ExecutableFile.create("alfheim-carrier");
    boolean loaded = false;
    try {
      Closing closing =
          new Closing(bytes.bytes().address(), bytes.bytes().byteSize(), object.descriptor());
      Carrier.Tasks all = new Carrier.Tasks(tasks.work(), tasks.observer(), Optional.of(closing));
      int descriptor = object.descriptor();
      CarrierObject result =
          load(carrier, all, image, descriptor, Optional.of(OpenFile.of(descriptor)));
      loaded = true;
      return result;
    } finally {
      if (!loaded) {
        object.close();
      }
    }
  }

  private static CarrierObject load(
      Carrier carrier, Carrier.Tasks tasks, String image, int descriptor, Optional<OpenFile> kept) {
    try (ZeroedMemory file = new ZeroedMemory(carrier.size())) {
      carrier.writeTo(file.segment(), tasks);
      CLibrary.write(descriptor, file.segment());
    }
    String name = uniqueName(descriptor);
    KnownObjects.Count before = KnownObjects.count();
    DynamicLinker.Answer answer = DynamicLinker.open(name);
    if (answer instanceof DynamicLinker.Refused(String reason)) {
      Remains.unmap(descriptor, carrier.span());
      throw new CarrierRefusedException(image, reason.replace(name, image));
    }
    /* Whatever has come by now, an unwinder for one, is known before a constructor runs. */
    KnownObjects.addCarrier(before);
    long handle = ((DynamicLinker.Opened) answer).handle();
    LinkMap map = LinkMap.of(handle);
    long held = (carrier.size() + PAGE - 1) & -PAGE;
    return new CarrierObject(handle, name, map, map.bias(), held, kept);
  }

  /**
   * ld.so takes two objects with one name for the same, also when the first one's descriptor is
   * long closed and its number in use again. So each carrier gets a path of its own to its
   * descriptor: the number of the carrier in binary, as {@code ./} and {@code /}.
   */
  public static String uniqueName(int descriptor) {
    StringBuilder name = new StringBuilder("/proc/self/fd/");
    for (int number = ProcessImages.nextCarrierNumber(); number != 0; number >>>= 1) {
      name.append((number & 1) == 1 ? "./" : "/");
    }
    return name.append(descriptor).toString();
  }

  Address bias() {
    return bias;
  }

  /** The bytes of memory that its file takes, in whole pages; 0 if another has loaded it. */
  long held() {
    return held;
  }

  String name() {
    return name;
  }

  /**
   * The address of a symbol that the image defines, as ld.so finds it; of a thread-local one, that
   * of the calling thread's copy.
   */
  Address find(String symbol, Optional<String> version) {
    return version.isPresent()
        ? DynamicLinker.find(handle, symbol, version.get())
        : DynamicLinker.find(handle, symbol);
  }

  long handle() {
    return handle;
  }

  /**
   * Has {@code $ORIGIN} stand for a folder when the object's code calls {@code dlopen}.
   *
   * @param folder an absolute path
   */
  void originate(String folder) {
    OriginField.set(map, name.substring(0, name.lastIndexOf('/')), folder);
  }

  /**
   * Has {@code dladdr}, {@code dl_iterate_phdr}, debuggers and crash logs call the object by the
   * image's name. It keeps its own as well: ld.so finds it by both. The old string stays where it
   * is, somebody may be reading it.
   *
   * @param name a string from {@link CLibrary#duplicate}, which becomes ld.so's
   */
  void rename(Address name) {
    ownName = map.name();
    map.name(name);
  }

  /**
   * Has debuggers find a dynamic section of the image's own, by which they tell where it lies.
   *
   * @param dynamic its address in the image
   */
  void show(Vaddr dynamic) {
    map.dynamic(bias.of(dynamic));
  }

  /**
   * Gives the object up before its termination functions are armed. Where ld.so keeps it (others
   * may be bound to its unique symbols), nobody shall find it by the image's name.
   */
  void unload() {
    if (ownName != null) {
      map.name(ownName);
    }
    DynamicLinker.close(handle);
    file.ifPresent(OpenFile::close);
  }

  /** Its file, if that stays open. */
  Optional<OpenFile> file() {
    return file;
  }
}
