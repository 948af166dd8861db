package org.alfheim.corpus.snapshot;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.corpus.Tool;
import org.alfheim.elf.AddressArray;
import org.alfheim.elf.SharedObject;
import org.alfheim.internal.amd64.ElfLayouts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitFirstObjectTest {
  private static final String NEEDED = "/opt/some where/libplugin.so";
  private static final long FUNCTION = 0x7f12_3456_789aL;

  @TempDir private Path folder;

  private static byte[] bytes() {
    InitFirstObject object = new InitFirstObject(NEEDED, FUNCTION);
    MemorySegment file = MemorySegment.ofArray(new byte[(int) object.size()]);
    object.writeTo(file);
    return file.toArray(JAVA_BYTE);
  }

  @Test
  void isASharedObjectThatNeedsOneLibraryAndIsInitialisedFirst() throws Exception {
    String text = readelf("--file-header", "--program-headers", "--dynamic", "--wide");

    assertThat(text)
        .contains("DYN (Shared object file)")
        .contains("Shared library: [" + NEEDED + "]")
        .contains("INITFIRST")
        .doesNotContain("WRE")
        .doesNotContain("Warning")
        .doesNotContain("Error");
  }

  @Test
  void holdsTheFunctionWhereNoRelocationWrites() {
    SharedObject object = SharedObject.parse("observer", MemorySegment.ofArray(bytes()));

    AddressArray array = object.initArray();
    assertThat(array.count()).isEqualTo(1);
    assertThat(object.contentAt(array.start(), 8).get(ElfLayouts.XWORD, 0)).isEqualTo(FUNCTION);
    assertThat(object.rela().count() + object.jumpRelocations().count()).isZero();
    assertThat(object.exported()).isEmpty();
  }

  private String readelf(String... options) throws IOException {
    Path file = Files.write(folder.resolve("observer.so"), bytes());
    List<String> command = new ArrayList<>(List.of("env", "LC_ALL=C", "readelf"));
    command.addAll(List.of(options));
    command.add(file.toString());
    return Tool.run(command);
  }
}
