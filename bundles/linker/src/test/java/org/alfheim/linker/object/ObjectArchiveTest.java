package org.alfheim.linker.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.alfheim.elf.ElfException;
import org.alfheim.linker.LinkOptions;
import org.alfheim.linker.LinkedImage;
import org.alfheim.linker.Linker;
import org.alfheim.linker.Toolchain;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectArchiveTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() throws Exception {
    tools = new Toolchain(folder);
    tools.assemble("one", ".globl one\none: call two@PLT\n ret\n");
    tools.assemble("two_with_a_long_name", ".globl two\ntwo: ret\n");
    tools.assemble("three", ".globl three\nthree: ret\n");
  }

  private static List<String> names(Input archive) {
    return ObjectArchive.members(archive).stream().map(Input::name).toList();
  }

  private static List<String> linked(LinkOptions.Members members, Input... inputs) {
    LinkedImage image = Linker.link(List.of(inputs), LinkOptions.standard().withMembers(members));
    return image.report().objects();
  }

  @Test
  void membersOfGnuArchivesHaveTheirNames() throws Exception {
    tools.run("ar", "rcs", "x.a", "one.o", "two_with_a_long_name.o", "three.o");
    assertThat(names(tools.input("x.a")))
        .containsExactly("x.a(one.o)", "x.a(two_with_a_long_name.o)", "x.a(three.o)");
    assertThat(linked(LinkOptions.Members.ALL, tools.input("x.a"))).hasSize(3);
  }

  @Test
  void membersAreTakenAsReferencesAskForThem() throws Exception {
    tools.run("ar", "rcs", "x.a", "three.o", "two_with_a_long_name.o");
    assertThat(linked(LinkOptions.Members.REFERRED, tools.input("one.o"), tools.input("x.a")))
        .containsExactly("one.o", "x.a(two_with_a_long_name.o)");
  }

  @Test
  void aThinArchiveHasItsMembersBesideIt() throws Exception {
    tools.run("ar", "rcsT", "thin.a", "one.o", "two_with_a_long_name.o");
    assertThat(linked(LinkOptions.Members.ALL, tools.input("thin.a")))
        .containsExactly("thin.a(one.o)", "thin.a(two_with_a_long_name.o)");
    Input thin = tools.input("thin.a");
    Files.delete(tools.file("one.o"));
    assertThatThrownBy(() -> ObjectArchive.members(thin))
        .isInstanceOf(ElfException.class)
        .hasMessageContaining("a thin archive names one.o, and there is no such file");
  }

  @Test
  void membersOfOneNameAreTwo() throws Exception {
    Files.copy(
        tools.file("two_with_a_long_name.o"),
        Files.createDirectory(folder.resolve("d")).resolve("one.o"));
    tools.run("ar", "qcs", "x.a", "one.o", "three.o", "d/one.o");
    assertThat(names(tools.input("x.a")))
        .containsExactly("x.a(one.o)", "x.a(three.o)", "x.a(one.o)");
    assertThat(linked(LinkOptions.Members.ALL, tools.input("x.a"))).hasSize(3);
  }

  /** As BSD's ar writes it: the name before the content; members at odd places are no trouble. */
  @Test
  void membersOfBsdArchivesHaveTheirNames() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
    for (String name : List.of("one.o", "two_with_a_long_name.o")) {
      byte[] object = Files.readAllBytes(tools.file(name));
      String padded = name + "\0".repeat(27 - name.length());
      bytes.writeBytes(
          String.format("%-16s%-12d%-6d%-6d%-8d%-10d`\n", "#1/27", 0, 0, 0, 644, 27 + object.length)
              .getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(padded.getBytes(StandardCharsets.US_ASCII));
      bytes.writeBytes(object);
      if (bytes.size() % 2 != 0) {
        bytes.write('\n');
      }
    }
    Input archive = Input.of("b.a", MemorySegment.ofArray(bytes.toByteArray()));
    assertThat(names(archive)).containsExactly("b.a(one.o)", "b.a(two_with_a_long_name.o)");
    assertThat(linked(LinkOptions.Members.ALL, archive)).hasSize(2);
  }

  /** As GNU ar writes it where offsets do not fit into 32 bits, or AIX's and LLVM's. */
  @Test
  void anIndexOfWideOffsetsIsNoMember() throws Exception {
    byte[] index = new byte[8 + 8 + 4];
    index[7] = 1;
    System.arraycopy("one\0".getBytes(StandardCharsets.US_ASCII), 0, index, 16, 4);
    byte[] archive =
        archive(
            member("/SYM64/", index.length, index),
            member("one.o/", object("one"), Files.readAllBytes(tools.file("one.o"))));
    assertThat(names(Input.of("w.a", MemorySegment.ofArray(archive))))
        .containsExactly("w.a(one.o)");
  }

  private long object(String name) throws Exception {
    return Files.size(tools.file(name + ".o"));
  }

  private static byte[] archive(byte[]... members) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes("!<arch>\n".getBytes(StandardCharsets.US_ASCII));
    for (byte[] member : members) {
      bytes.writeBytes(member);
      if (bytes.size() % 2 != 0) {
        bytes.write('\n');
      }
    }
    return bytes.toByteArray();
  }

  /** A member of a size that is said, which need not be that of its content. */
  private static byte[] member(String name, long size, byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(
        String.format("%-16s%-12d%-6d%-6d%-8d%-10d`\n", name, 0, 0, 0, 644, size)
            .getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }

  /** What an archive says of itself leads nowhere else than into it. */
  @ParameterizedTest
  @CsvSource({
    "/99999, 4, a name that the table of names does not have",
    "#1/4000, 8, a name that is longer than its member",
    "big.o/, 999999999, a member that is larger than the file",
    "minus.o/, -5, a size below zero",
    "inner.a/, 8, an archive within the archive",
    "lib.so/, 0, a shared object"
  })
  void aHostileMemberIsRefusedWithItsArchive(String name, long size, String what) throws Exception {
    tools.run("gcc", "-shared", "-nostdlib", "three.o", "-o", "three.so");
    byte[] content =
        switch (name) {
          case "lib.so/" -> Files.readAllBytes(tools.file("three.so"));
          case "inner.a/" -> "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
          default -> new byte[8];
        };
    byte[] archive = archive(member(name, size == 0 ? content.length : size, content));
    assertThatThrownBy(
            () -> linked(LinkOptions.Members.ALL, Input.of("h.a", MemorySegment.ofArray(archive))))
        .as(what)
        .isInstanceOfAny(ElfException.class, LinkException.class)
        .hasMessageContaining("h.a")
        .hasMessageNotContaining("\n");
  }

  @Test
  void aThinArchiveThatNamesItselfIsRefused() throws Exception {
    Files.writeString(
        tools.file("self.a"),
        "!<thin>\n" + String.format("%-16s%-12d%-6d%-6d%-8d%-10d`\n", "self.a/", 0, 0, 0, 644, 68));
    Input self = tools.input("self.a");
    assertThatThrownBy(() -> linked(LinkOptions.Members.ALL, self))
        .isInstanceOfAny(ElfException.class, LinkException.class)
        .hasMessageContaining("self.a");
  }

  @Test
  void anArchiveWithoutMembersHasNothingToLink() {
    Input empty =
        Input.of("e.a", MemorySegment.ofArray("!<arch>\n".getBytes(StandardCharsets.US_ASCII)));
    assertThat(ObjectArchive.members(empty)).isEmpty();
    assertThatThrownBy(() -> linked(LinkOptions.Members.ALL, empty))
        .isInstanceOf(LinkException.class)
        .hasMessageContaining("e.a: there is no object");
  }

  @Test
  void aDamagedArchiveIsRefusedOrRead() throws Exception {
    tools.run("ar", "rcs", "x.a", "one.o", "two_with_a_long_name.o", "three.o");
    byte[] whole = Files.readAllBytes(tools.file("x.a"));
    for (int i = 0; i < 400; i++) {
      byte[] damaged = whole.clone();
      damaged[i % whole.length] = (byte) (i * 37);
      MemorySegment bytes = MemorySegment.ofArray(damaged);
      try {
        assertThat(ObjectArchive.members(Input.of("x.a", bytes))).hasSizeLessThan(20);
      } catch (ElfException refused) {
        assertThat(refused.file()).isEqualTo("x.a");
      }
    }
  }
}
