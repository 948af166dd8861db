package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.alfheim.elf.ElfException;
import org.alfheim.elf.SharedObject;
import org.alfheim.linker.object.Input;
import org.alfheim.linker.object.LinkException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the generator of hostile objects has found, each by its smallest object. */
class HostileObjectsTest {
  private static final int SHT_RELA = 4;

  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void tools() {
    tools = new Toolchain(folder);
  }

  @Test
  void aGlobalSymbolWithoutANameIsRefused() throws Exception {
    ByteBuffer bytes = bytes(tools.assemble("a", ".globl f\nf: ret"));
    int symbols = table(bytes, 2);
    bytes.putInt(symbols + 24 * (size(bytes, 2) / 24 - 1), 0);
    assertThatThrownBy(() -> link(bytes))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("a symbol for other objects that has no name (st_name at offset 0x");
  }

  @Test
  void thousandsOfTablesOfRelocationsInTheSameBytesAreRefused() throws Exception {
    ByteBuffer bytes =
        bytes(tools.assemble("a", ".data\n.quad f, f, f, f\n.section .d2,\"aw\"\n.quad g"));
    int first = header(bytes, SHT_RELA, 0);
    int second = header(bytes, SHT_RELA, 1);
    assertThat(second).isGreaterThan(first);
    /* Both have nearly all of the file. */
    for (int header : new int[] {first, second}) {
      bytes.putLong(header + 24, 0);
      bytes.putLong(header + 32, 24L * (bytes.limit() / 24));
    }
    assertThatThrownBy(() -> link(bytes)).isInstanceOf(ElfException.class);
  }

  @Test
  void moreThreadLocalMemoryThanALoaderTakesIsRefused() throws Exception {
    Input object =
        tools.assemble(
            "a", ".section .tbss,\"awT\",@nobits\n.zero 0x40000001\n.text\n.globl f\nf: ret");
    assertThatThrownBy(() -> tools.link("a.so", object))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("needs more than 1 GiB for each thread");
  }

  @Test
  void threadLocalMemoryThatIsAlignedAsNoLoaderAlignsItIsRefused() throws Exception {
    Input object = tools.assemble("a", ".section .tbss,\"awT\",@nobits\n.balign 0x400000\n.zero 8");
    assertThatThrownBy(() -> tools.link("a.so", object))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("aligns thread-local memory to more than 2 MiB");
  }

  @Test
  void relocationsOfCodeThatHasNoBytesAreRefused() throws Exception {
    ByteBuffer bytes =
        bytes(tools.assemble("a", ".globl f\nf: nop\n.reloc ., R_X86_64_PC32, f-4\n.zero 4"));
    /* .text is the first section with bytes; SHT_NOBITS. */
    bytes.putInt(header(bytes, 1, 0) + 4, 8);
    assertThatThrownBy(() -> link(bytes))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("a relocation where there are no bytes");
  }

  @Test
  void threadLocalCodeIsRefused() throws Exception {
    Input object =
        tools.assemble(
            "a", ".section .tdata,\"awT\"\n.zero 8\n.section .tcode,\"axT\",@progbits\nf: ret");
    assertThatThrownBy(() -> tools.link("a.so", object))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("a.o: .tcode: the section is thread-local, and code or not loaded");
  }

  @Test
  void zeroesOfThreadsBeforeTheDynamicSectionAreNoSignOfADebugFile() throws Exception {
    Input object =
        tools.assemble(
            "a", ".section .tbss,\"awT\",@nobits\n.balign 8\n.zero 8\n.text\n.globl f\nf: ret");
    Path image = tools.link("a.so", object);
    String sections = tools.readelf(image, "-S");
    String address = sections.replaceAll("(?s).*\\.tbss NOBITS (\\w+) .*", "$1");
    assertThat(sections).contains(".dynamic DYNAMIC " + address);
    assertThat(new Opened(image).has("f")).isTrue();
  }

  @Test
  void messagesHaveOneLineWhateverNamesHave() {
    byte[] archive =
        ("!<arch>\n" + "a.o/" + " ".repeat(44) + "1\n2" + " ".repeat(7) + "`\n")
            .getBytes(StandardCharsets.US_ASCII);
    assertThatThrownBy(() -> link(ByteBuffer.wrap(archive)))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("no number where one has to be: 1?2");
    assertThat(new LinkException("a\nb", "c\td", "").getMessage()).isEqualTo("a?b: c?d");
  }

  /** Each would be looked for from the start of the function on. */
  @Test
  @Timeout(60)
  void manyAccessesInOneLongFunctionAreFoundInOnePass() throws Exception {
    String accesses =
        IntStream.range(0, 30_000)
            .mapToObj(i -> "mov outside+" + i % 4 + "(%rip),%eax")
            .collect(Collectors.joining("\n"));
    LinkedImage image =
        Linker.link(
            List.of(tools.assemble("a", ".globl f\nf:\n" + accesses + "\nret")),
            Toolchain.options());
    assertThat(image.report().thunks()).isEqualTo(30_000);
  }

  private static LinkedImage link(ByteBuffer bytes) {
    LinkedImage image =
        Linker.link(
            List.of(Input.of("a.o", MemorySegment.ofBuffer(bytes.duplicate().clear()))),
            LinkOptions.standard());
    SharedObject.parse("a.so", image.bytes());
    return image;
  }

  private static ByteBuffer bytes(Input object) {
    return ByteBuffer.wrap(object.bytes().toArray(ValueLayout.JAVA_BYTE))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Where the header of a section is: the one of a type after some others. */
  private static int header(ByteBuffer file, int type, int others) {
    int at = (int) file.getLong(40);
    int left = others;
    while (file.getInt(at + 4) != type || left-- > 0) {
      at += 64;
    }
    return at;
  }

  private static int table(ByteBuffer file, int type) {
    return (int) file.getLong(header(file, type, 0) + 24);
  }

  private static int size(ByteBuffer file, int type) {
    return (int) file.getLong(header(file, type, 0) + 32);
  }
}
