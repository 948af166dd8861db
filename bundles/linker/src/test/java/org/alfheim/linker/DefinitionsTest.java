package org.alfheim.linker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.alfheim.linker.object.Input;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which of several definitions counts, and where large ones lie: both as ld has it. */
class DefinitionsTest {
  @TempDir private Path folder;
  private Toolchain tools;

  @BeforeEach
  void setUp() {
    tools = new Toolchain(folder);
  }

  /** What f returns in our image, and in ld's. */
  private long agreed(String... objects) throws Exception {
    /* What is open must not be written to. */
    String name = String.join("+", objects) + ".so";
    List<String> words = new ArrayList<>(List.of("ld", "-shared", "-o", "ld-" + name));
    words.addAll(List.of(objects));
    tools.run(words.toArray(String[]::new));
    Input[] inputs = new Input[objects.length];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = tools.input(objects[i]);
    }
    long ours = new Opened(tools.link(name, inputs)).call("f");
    assertThat(ours).isEqualTo(new Opened(tools.file("ld-" + name)).call("f"));
    return ours;
  }

  @Test
  void aStrongDefinitionStandsBeforeWeakOnesWhereverItIs() throws Exception {
    String get = ".globl f\nf: mov v@GOTPCREL(%rip),%rax\n mov (%rax),%rax\n ret\n";
    tools.assemble("get", get);
    tools.assemble("weak", ".weak v\n.data\n.type v,@object\n.size v,8\nv: .quad 1\n");
    tools.assemble("other", ".weak v\n.data\n.type v,@object\n.size v,8\nv: .quad 3\n");
    tools.assemble("strong", ".globl v\n.data\n.type v,@object\n.size v,8\nv: .quad 2\n");
    tools.assemble("common", ".comm v,8,8\n");
    assertThat(agreed("get.o", "weak.o", "strong.o", "other.o")).isEqualTo(2);
    assertThat(agreed("strong.o", "weak.o", "get.o")).isEqualTo(2);
    assertThat(agreed("get.o", "weak.o", "other.o")).isEqualTo(1);
    assertThat(agreed("get.o", "other.o", "weak.o")).isEqualTo(3);
    assertThat(agreed("get.o", "common.o", "strong.o")).isEqualTo(2);
    assertThat(agreed("get.o", "common.o", "weak.o")).isZero();
    assertThat(agreed("get.o", "weak.o", "common.o")).isZero();
  }

  @Test
  void aSlotMayBeOfALocalName() throws Exception {
    tools.assemble(
        "local",
        """
        .globl f
        f: mov v@GOTPCREL(%rip),%rax
         mov (%rax),%rax
         xor %edx,%edx
         cmpq $0,v@GOTPCREL(%rip)
         setne %dl
         add %rdx,%rax
         ret
        .data
        .quad 1
        v: .quad 41
        """);
    assertThat(agreed("local.o")).isEqualTo(42);
  }

  @Test
  void largeDataLiesBehindAllElse() throws Exception {
    Input object =
        tools.compile(
            "large.c",
            """
            char zeroes[100000], bytes[100000] = {7};
            static const char constants[100000] = {9};
            char small = 5;
            long f(long x) { return zeroes[x] + bytes[x] + constants[x] + small; }
            """,
            "-O1",
            "-fPIC",
            "-mcmodel=medium");
    Path image = tools.link("x.so", object);
    assertThat(new Opened(image).call("f", 0)).isEqualTo(21);
    assertThat(tools.readelf(image, "-S"))
        .containsPattern("(?s) \\.data .* \\.lrodata .* \\.ldata .* \\.lbss ")
        .containsPattern(" \\.lbss NOBITS .* WAl ");
  }

  @Test
  void whatDebuggersReadIsLeftOutWhereNobodyWantsIt() throws Exception {
    Input object = tools.compile("x.c", "long f(long x) { return x; }", "-g", "-fPIC");
    LinkOptions all = Toolchain.options();
    LinkOptions stripped =
        new LinkOptions("", LinkOptions.Members.ALL, List.of(), all.libraries(), false, false);
    Path image = tools.link("x.so", stripped, object);
    assertThat(tools.readelf(image, "-S")).doesNotContain(".debug").doesNotContain(".symtab");
    assertThat(new Opened(image).call("f", 3)).isEqualTo(3);
    assertThat(tools.readelf(tools.link("y.so", all, object), "-S"))
        .contains(".debug_info")
        .contains(".symtab");
  }
}
