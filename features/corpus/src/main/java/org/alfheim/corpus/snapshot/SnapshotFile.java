package org.alfheim.corpus.snapshot;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.process.libc.Address;

/** Snapshots in files, for a process to hand to its parent. */
public final class SnapshotFile {
  /**
   * The system property that names a folder: each image that is relocated leaves its snapshot
   * there, before a constructor runs, in a file that ends in {@code .snapshot}.
   */
  public static final String FOLDER_PROPERTY = "org.alfheim.snapshots";

  private static final long MAGIC = 0x616c6673_6e617031L;
  private static final int BUFFER = 1 << 16;

  private SnapshotFile() {}

  /**
   * Writes a snapshot.
   *
   * @param snapshot what to write
   * @param file where; an existing file is replaced
   * @throws IOException if it can't be written
   */
  public static void write(Snapshot snapshot, Path file) throws IOException {
    try (OutputStream stream = Files.newOutputStream(file);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, BUFFER))) {
      out.writeLong(MAGIC);
      out.writeUTF(snapshot.image());
      out.writeLong(snapshot.bias().value());
      writeAll(out, snapshot.objects(), SnapshotFile::writeObject);
      writeAll(
          out,
          snapshot.digests(),
          (to, digest) -> writeLongs(to, digest.segment().value(), digest.crc32c()));
      writeAll(
          out,
          snapshot.protections(),
          (to, protection) -> {
            writeLongs(to, protection.start().value(), protection.size());
            to.writeUTF(protection.permission());
          });
      writeAll(
          out,
          snapshot.tlsVariables(),
          (to, variable) ->
              writeLongs(to, variable.place().value(), variable.module(), variable.offset()));
      writeAll(out, snapshot.bindings(), SnapshotFile::writeBindings);
      writeAll(
          out,
          List.copyOf(snapshot.pages().entrySet()),
          (to, page) -> {
            to.writeLong(page.getKey().value());
            to.write(page.getValue());
          });
      out.writeLong(MAGIC);
    }
  }

  private static void writeObject(DataOutputStream out, LoadedObject object) throws IOException {
    out.writeUTF(object.name());
    writeLongs(out, object.bias().value(), object.tlsModule(), object.tlsSize());
    out.writeBoolean(object.tlsOffset().isPresent());
    out.writeLong(object.tlsOffset().orElse(0));
    writeAll(
        out,
        object.ranges(),
        (to, range) -> writeLongs(to, range.start().value(), range.end().value()));
  }

  /**
   * Reads a snapshot.
   *
   * @param file what {@link #write} has written
   * @return the snapshot
   * @throws IOException if it can't be read, or is not complete
   */
  public static Snapshot read(Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file);
        DataInputStream in = new DataInputStream(new BufferedInputStream(stream, BUFFER))) {
      checkMagic(in, file);
      String image = in.readUTF();
      Address bias = new Address(in.readLong());
      List<LoadedObject> objects = readAll(in, SnapshotFile::readObject);
      List<Snapshot.Digest> digests =
          readAll(in, from -> new Snapshot.Digest(new Vaddr(from.readLong()), from.readLong()));
      List<Snapshot.Protection> protections =
          readAll(
              in,
              from ->
                  new Snapshot.Protection(
                      new Vaddr(from.readLong()), from.readLong(), from.readUTF()));
      List<Snapshot.TlsVariable> variables =
          readAll(
              in,
              from ->
                  new Snapshot.TlsVariable(
                      new Vaddr(from.readLong()), from.readLong(), from.readLong()));
      List<Snapshot.Bindings> bindings = readAll(in, SnapshotFile::readBindings);
      NavigableMap<Vaddr, byte[]> pages = new TreeMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        pages.put(new Vaddr(in.readLong()), in.readNBytes(Snapshot.PAGE));
      }
      checkMagic(in, file);
      return new Snapshot(image, bias, pages, digests, protections, objects, variables, bindings);
    }
  }

  private static LoadedObject readObject(DataInputStream in) throws IOException {
    String name = in.readUTF();
    Address bias = new Address(in.readLong());
    long module = in.readLong();
    long size = in.readLong();
    boolean isStatic = in.readBoolean();
    long offset = in.readLong();
    List<LoadedObject.Range> ranges =
        readAll(
            in,
            from ->
                new LoadedObject.Range(new Address(from.readLong()), new Address(from.readLong())));
    return new LoadedObject(
        name,
        bias,
        ranges,
        module,
        size,
        isStatic ? OptionalLong.of(offset) : OptionalLong.empty());
  }

  private static void writeBindings(DataOutputStream out, Snapshot.Bindings bindings)
      throws IOException {
    out.writeUTF(bindings.object());
    writeAll(
        out,
        List.copyOf(bindings.values().entrySet()),
        (to, entry) -> writeLongs(to, entry.getKey().value(), entry.getValue()));
  }

  private static Snapshot.Bindings readBindings(DataInputStream in) throws IOException {
    String object = in.readUTF();
    NavigableMap<Vaddr, Long> values = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.put(new Vaddr(in.readLong()), in.readLong());
    }
    return new Snapshot.Bindings(object, values);
  }

  private static void checkMagic(DataInputStream in, Path file) throws IOException {
    if (in.readLong() != MAGIC) {
      throw new StreamCorruptedException(file + " is no snapshot");
    }
  }

  private static void writeLongs(DataOutputStream out, long... values) throws IOException {
    for (long value : values) {
      out.writeLong(value);
    }
  }

  private interface Writer<T> {
    void write(DataOutputStream to, T value) throws IOException;
  }

  private static <T> void writeAll(DataOutputStream out, List<T> values, Writer<T> writer)
      throws IOException {
    out.writeInt(values.size());
    for (T value : values) {
      writer.write(out, value);
    }
  }

  private interface Reader<T> {
    T read(DataInputStream from) throws IOException;
  }

  private static <T> List<T> readAll(DataInputStream in, Reader<T> reader) throws IOException {
    List<T> values = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      values.add(reader.read(in));
    }
    return values;
  }
}
