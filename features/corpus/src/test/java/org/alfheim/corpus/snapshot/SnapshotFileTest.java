package org.alfheim.corpus.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.alfheim.elf.Vaddr;
import org.alfheim.internal.process.libc.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotFileTest {
  private static final Snapshot SNAPSHOT = snapshot();

  @TempDir private Path folder;

  private static Snapshot snapshot() {
    byte[] page = new byte[Snapshot.PAGE];
    for (int i = 0; i < page.length; i++) {
      page[i] = (byte) i;
    }
    TreeMap<Vaddr, byte[]> pages = new TreeMap<>();
    pages.put(new Vaddr(0x3000), page);
    return new Snapshot(
        "/lib/libx.so",
        new Address(0x7f00_0000_0000L),
        pages,
        List.of(new Snapshot.Digest(new Vaddr(0x1000), 0xffff_ffffL)),
        List.of(new Snapshot.Protection(new Vaddr(0), 0x4000, "r-x")),
        List.of(
            new LoadedObject("", new Address(0), List.of(), 0, 0, OptionalLong.empty()),
            new LoadedObject(
                "/lib/liby.so",
                new Address(-0x1000),
                List.of(new LoadedObject.Range(new Address(0x10), new Address(0x20))),
                3,
                0x40,
                OptionalLong.of(-0x100))),
        List.of(new Snapshot.TlsVariable(new Vaddr(0x3008), 3, 8)),
        List.of(
            new Snapshot.Bindings(
                "/lib/liby.so", new TreeMap<>(Map.of(new Vaddr(0x20), 0x1000_0010L)))));
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    Path file = folder.resolve("x.snapshot");

    SnapshotFile.write(SNAPSHOT, file);
    Snapshot read = SnapshotFile.read(file);

    assertThat(read).usingRecursiveComparison().ignoringFields("pages").isEqualTo(SNAPSHOT);
    assertThat(read.pages()).containsOnlyKeys(new Vaddr(0x3000));
    assertThat(read.pages().firstEntry().getValue())
        .isEqualTo(SNAPSHOT.pages().firstEntry().getValue());
  }

  @Test
  void refusesAFileThatIsNotComplete() throws IOException {
    Path file = folder.resolve("x.snapshot");
    SnapshotFile.write(SNAPSHOT, file);
    byte[] bytes = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    assertThatThrownBy(() -> SnapshotFile.read(file)).isInstanceOf(EOFException.class);

    Files.writeString(file, "anything else at all");
    assertThatThrownBy(() -> SnapshotFile.read(file))
        .isInstanceOf(StreamCorruptedException.class)
        .hasMessageContaining(file.toString());
  }
}
